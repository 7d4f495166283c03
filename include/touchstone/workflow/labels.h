#pragma once

#include <string>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

/// Edits of the ontology, checked: names are not empty, have no control characters and are unique among
/// labels that are not merged; keys are unique among active labels. None of them touches annotations.
Result<Edit> addLabelEdit(const Project& project, const Scope& scope, const std::string& name,
                          LabelId* created = nullptr);
Result<Edit> renameLabelEdit(const Project& project, const Scope& scope, const LabelId& label,
                             const std::string& name);
/// `from` becomes an alias of `into`; refused where `into` would come to stand under itself.
Result<Edit> mergeLabelEdit(const Project& project, const Scope& scope, const LabelId& from,
                            const LabelId& into);
Result<Edit> retireLabelEdit(const Project& project, const Scope& scope, const LabelId& label, bool retired);
Result<Edit> recolorLabelEdit(const Project& project, const Scope& scope, const LabelId& label, Rgb color);
/// An empty key takes it away; a key in use moves here from the other label.
Result<Edit> labelKeyEdit(const Project& project, const Scope& scope, const LabelId& label,
                          const std::string& key);
/// Moves the label to a place in the list, counted among all labels.
Result<Edit> moveLabelEdit(const Project& project, const Scope& scope, const LabelId& label, int position);
/// Sets name, colour, key, allowed shapes, attributes, skeleton, choice of tags, line, parent, domain and range to those of
/// `wanted`, found by its id, in one Edit. Labels that it names are in the project, and none stands under itself. A key in use moves here; the other labels of its choice of tags take over whether several hold. A
/// skeleton that is asked for without points, two attributes of one name and the like are refused; existing
/// annotations stay as they are.
Result<Edit> defineLabelEdit(const Project& project, const Scope& scope, Label wanted);

} // namespace touchstone
