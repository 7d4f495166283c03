#include "touchstone/model/relation_rules.h"

#include <algorithm>
#include <unordered_set>

#include "touchstone/model/label_tree.h"

namespace touchstone {
namespace {

bool isAmong(const Ontology& ontology, const LabelId& label, const std::vector<LabelId>& allowed)
{
    return allowed.empty() || std::ranges::any_of(allowed, [&](const LabelId& above) {
               return isUnder(ontology, label, above);
           });
}

const std::vector<AnnotationId>* endsOf(const Annotation& annotation)
{
    const auto* shape = std::get_if<RelationShape>(&annotation.shape);
    const bool joins = shape && shape->directed && shape->members->size() == 2 && !annotation.label.isNull();
    return joins ? &*shape->members : nullptr;
}

std::string nameOf(const Ontology& ontology, const LabelId& id)
{
    const Label* label = ontology.resolve(id);
    return label ? label->name : "what has no label";
}

/// With the labels that `labelOf` gives.
template <class LabelOf>
std::string misfitOf(const Ontology& ontology, const LayerContent& content, const Annotation& relation, LabelOf labelOf)
{
    const std::vector<AnnotationId>* ends = endsOf(relation);
    const Label* label = ends ? ontology.resolve(labelOf(relation)) : nullptr;
    if (!label || (label->domain.empty() && label->range.empty()))
        return {};
    const Annotation* from = content.find(ends->front());
    const Annotation* to = content.find(ends->back());
    if (!from || !to || mayRelate(ontology, *label, labelOf(*from), labelOf(*to)))
        return {};
    return label->name + " does not go from " + nameOf(ontology, labelOf(*from)) + " to " +
           nameOf(ontology, labelOf(*to)) + '.';
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

bool hasRelationRules(const Ontology& ontology)
{
    return std::ranges::any_of(ontology.labels,
                               [](const Label& label) { return !label.domain.empty() || !label.range.empty(); });
}

std::string relationMisfit(const Ontology& ontology, const LayerContent& content, const Annotation& relation)
{
    return misfitOf(ontology, content, relation, [](const Annotation& one) { return one.label; });
}

UnfitForLabel unfitFor(const Ontology& ontology, const LayerContent& content, const std::vector<AnnotationId>& ids,
                       const LabelId& label)
{
    UnfitForLabel unfit;
    if (!hasRelationRules(ontology))
        return unfit;
    std::unordered_set<AnnotationId> changing(ids.begin(), ids.end());
    const auto later = [&](const Annotation& one) { return changing.contains(one.id) ? label : one.label; };
    // What stays as it is may be an end of what else was to change, so this goes on until nothing more stays.
    for (bool again = true; again;) {
        again = false;
        for (const Annotation& one : content.annotations()) {
            std::string reason = misfitOf(ontology, content, one, later);
            if (reason.empty())
                continue;
            std::vector<AnnotationId> staying;
            if (changing.contains(one.id))
                staying = {one.id};
            else if (relationMisfit(ontology, content, one).empty())
                staying = *endsOf(one);
            for (const AnnotationId& id : staying) {
                if (changing.erase(id) == 0)
                    continue;
                again = true;
                unfit.annotations.push_back(id);
                if (unfit.reason.empty())
                    unfit.reason = reason;
            }
        }
    }
    return unfit;
}

} // namespace touchstone
