#include "touchstone/model/relation_rules.h"

#include <algorithm>

#include "touchstone/model/label_tree.h"

namespace touchstone {
namespace {

bool isAmong(const Ontology& ontology, const LabelId& label, const std::vector<LabelId>& allowed)
{
    return allowed.empty() || std::ranges::any_of(allowed, [&](const LabelId& above) {
               return isUnder(ontology, label, above);
           });
}

} // namespace

bool mayBegin(const Ontology& ontology, const Label& relation, const LabelId& from)
{
    return isAmong(ontology, from, relation.domain);
}

bool mayRelate(const Ontology& ontology, const Label& relation, const LabelId& from, const LabelId& to)
{
    return isAmong(ontology, from, relation.domain) && isAmong(ontology, to, relation.range);
}

std::vector<LabelId> relationLabels(const Ontology& ontology, const LabelId& from, const LabelId& to)
{
    std::vector<LabelId> labels;
    for (const Label& label : ontology.labels)
        if (label.isActive() && label.allows(ShapeKind::Relation) && mayRelate(ontology, label, from, to))
            labels.push_back(label.id);
    return labels;
}

} // namespace touchstone
