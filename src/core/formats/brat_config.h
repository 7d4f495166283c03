#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone::brat {

/// The attribute that holds notes; every label of this format has it.
AttributeDefinition noteDefinition();

enum class Section { Entities, Relations, Events };

/// An annotation.conf: its types and attributes in the order of their lines, with macros put in.
struct Config {
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    struct Type {
        std::string name;
        std::string synonyms{}; ///< "|GO:0005515".
        Section section = Section::Entities;
        std::size_t above = npos; ///< The type or heading that it stands under.
        bool heading = false;     ///< Nobody chooses it.
        bool setting = false;     ///< No type at all: it says which spans may overlap.
        std::string arguments{};  ///< "Arg1:Person, Arg2:<ANY>".
    };
    struct Attribute {
        AttributeDefinition definition;
        std::vector<std::string> targets;
    };
    std::vector<Type> types;
    std::vector<Attribute> attributes;

    /// The first that is chosen and has this name; npos for none.
    std::size_t find(std::string_view name, Section section) const;
};

Config parseConfig(std::string_view text);
std::string configText(const Config& config);

/// The types as labels. What stands under a heading stands under what that stands under. A relation with several lines
/// goes from and to what any of them names.
std::vector<ReadCategory> typesOf(const Config& config);

/// One argument of a type: "Theme+:Protein|<EVENT>".
struct ConfigArgument {
    std::string key;    ///< As it is written: "Theme+", "<REL-TYPE>".
    std::string values; ///< "Protein|<EVENT>".
    bool isSetting() const { return key.starts_with('<'); }
    /// Without what says how often it comes: "Theme".
    std::string_view role() const { return std::string_view(key).substr(0, key.find_first_of("?*+{")); }
};
std::vector<ConfigArgument> argumentsOf(const Config::Type& type);
/// "A|B" as its parts, each once.
std::vector<std::string> partsOf(std::string_view list);

} // namespace touchstone::brat
