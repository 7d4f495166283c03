#pragma once

#include <nlohmann/json.hpp>

#include "touchstone/model/ontology.h"

namespace touchstone {

/// What a label may be drawn as, its attributes, its skeleton, its group and its line, as members of its body
/// (docs/file_format.md); what is empty is left out.
void putLabelDefinition(nlohmann::ordered_json& body, const Label& label);
/// Throws a JSON exception on a field of the wrong type.
void readLabelDefinition(const nlohmann::ordered_json& body, Label& label);

} // namespace touchstone
