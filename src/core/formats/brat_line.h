#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace touchstone::brat {

/// What the notes of annotators are called in files, and as an attribute.
inline constexpr std::string_view kNotesType = "AnnotatorNotes";
inline constexpr std::string_view kNoteAttribute = "note";

/// What an event, a relation or a chain names: "Theme:T3". The trigger of an event has no role, and neither
/// have the members of a chain.
struct Argument {
    std::string role;
    std::string id;
    friend bool operator==(const Argument&, const Argument&) = default;
};

/// One line of an .ann file.
struct Line {
    enum class Kind {
        Span,          ///< T: type, ranges, text
        Relation,      ///< R: type, two arguments
        Event,         ///< E: type, arguments, the trigger first
        Chain,         ///< *: type, arguments
        Attribute,     ///< A, M: type, target, value
        Normalization, ///< N: type, target, value, text
        Note,          ///< #: type, target, text
        Other,         ///< A comment, an empty line, another kind.
        Broken,        ///< Begins like one of those, and `problem` says what is wrong.
    };
    Kind kind = Kind::Other;
    std::string id;
    std::string type;
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    std::vector<Argument> arguments;
    std::string target;
    std::string value;
    std::string text;
    bool hasText = false;
    std::string problem;
};

/// `text` without its line end.
Line parseLine(std::string_view text);

/// The attribute that a statement (A, N, #) is of its target: its type, but what annotators note is a "note".
std::string attributeOf(const Line& line);

/// The digits behind the letter of an id; 0 where there are none.
std::int64_t numberOf(std::string_view id);

} // namespace touchstone::brat
