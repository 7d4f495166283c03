#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone::brat {

/// The attribute that holds notes; every label of this format has it.
AttributeDefinition noteDefinition();

/// The types of entities, relations and events that an annotation.conf names, in its order, with the attributes that it
/// declares of them.
std::vector<ReadCategory> typesOf(std::string_view config);

/// What a new annotation.conf must allow.
struct Types {
    std::set<std::string> entities;
    std::set<std::string> relations;
    std::map<std::string, std::set<std::string>> events; ///< With their roles.
    std::map<std::string, std::set<std::string>>
        attributes; ///< With their values; none for one that holds or not.
};
std::string configText(const Types& types);

} // namespace touchstone::brat
