#pragma once

#include <vector>

#include "touchstone/model/ontology.h"

namespace touchstone {

/// Whether a relation of this label may go from an annotation of label `from` to one of label `to`. Labels are taken as
/// what they were merged into; one that stands under a listed one counts. What has no label (null) fits where anything does.
bool mayRelate(const Ontology& ontology, const Label& relation, const LabelId& from, const LabelId& to);
/// Whether such a relation may begin at an annotation of that label.
bool mayBegin(const Ontology& ontology, const Label& relation, const LabelId& from);
/// The active labels, in their order, that a relation from one to the other may have: those that may be relations at all.
std::vector<LabelId> relationLabels(const Ontology& ontology, const LabelId& from, const LabelId& to);

} // namespace touchstone
