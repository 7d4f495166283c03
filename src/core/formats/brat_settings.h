#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/brat_config.h"

namespace touchstone::brat {

/// What the lines of .ann files use.
struct TypeUse {
    struct Ends {
        std::set<std::string> from, to;
        bool chains = false;
    };
    struct Values {
        std::set<std::string> values; ///< None for one that holds or not.
        std::set<std::string> types;
    };
    std::set<std::string> entities;
    std::map<std::string, Ends> relations;
    std::map<std::string, std::set<std::string>> events; ///< With their roles.
    std::map<std::string, Values> attributes;
};
struct Types {
    TypeUse kept;  ///< By lines that leave as they came.
    TypeUse fresh; ///< By those that are new or changed.
};

/// A label by the names that files have.
struct LabelOut {
    std::string name;
    std::string parent;
    std::vector<std::string> domain;
    std::vector<std::string> range;
    std::vector<ShapeKind> shapes;
    std::vector<AttributeDefinition> attributes;
    bool retired = false;
};

/// An annotation.conf that allows what files use, and says what labels say as far as it can.
std::string newSettings(const std::vector<LabelOut>& labels, const Types& types);
/// What came, with what labels and new lines need besides; none where it says all that.
std::optional<std::string> changedSettings(std::string_view came, const std::vector<LabelOut>& labels,
                                           const Types& types);

/// Whether brat itself takes the name as it is: ASCII letters, digits, "_" and "-".
bool isPlainName(std::string_view name);

} // namespace touchstone::brat
