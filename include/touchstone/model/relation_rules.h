#pragma once

#include <string>
#include <vector>

#include "touchstone/model/layer_content.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// Whether a relation of this label may go from an annotation of label `from` to one of label `to`. Labels are taken as
/// what they were merged into; one that stands under a listed one counts. What has no label (null) fits where anything does.
bool mayRelate(const Ontology& ontology, const Label& relation, const LabelId& from, const LabelId& to);
/// Whether such a relation may begin at an annotation of that label.
bool mayBegin(const Ontology& ontology, const Label& relation, const LabelId& from);
/// The active labels, in their order, that a relation from one to the other may have: those that may be relations at all.
std::vector<LabelId> relationLabels(const Ontology& ontology, const LabelId& from, const LabelId& to);

/// Whether any label says what it goes from or to.
bool hasRelationRules(const Ontology& ontology);
/// Why a directed relation does not fit its label (any more): "LivesIn does not go from Place to Person." Empty where it
/// fits, and for anything else.
std::string relationMisfit(const Ontology& ontology, const LayerContent& content, const Annotation& relation);

/// What cannot get a label, and why the first of it cannot.
struct UnfitForLabel {
    std::vector<AnnotationId> annotations;
    std::string reason;
};
/// Of `ids`, if all of them got the label: relations that it would not fit, and ends of relations that fit now and would
/// not then.
UnfitForLabel unfitFor(const Ontology& ontology, const LayerContent& content, const std::vector<AnnotationId>& ids,
                       const LabelId& label);

} // namespace touchstone
