#pragma once

#include <string>

#include "touchstone/base/result.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// InvalidInput unless `name` can be the name of the label `self` (null: of a new one).
Result<void> checkLabelName(const Ontology& ontology, const std::string& name, const LabelId& self);
/// InvalidInput unless what the label says of itself, without other labels, can be.
Result<void> checkDefinition(const Label& label);

} // namespace touchstone
