#include "touchstone/model/relations.h"

#include <algorithm>
#include <unordered_set>

namespace touchstone {

std::vector<Change> relationsWithout(const LayerContent& content, const std::vector<AnnotationId>& gone)
{
    const std::unordered_set<AnnotationId> away(gone.begin(), gone.end());
    const auto stays = [&](const AnnotationId& id) { return !away.contains(id); };
    std::vector<Change> changes;
    for (const Annotation& annotation : content.annotations()) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        if (!relation || !stays(annotation.id) || std::ranges::all_of(*relation->members, stays))
            continue;
        if (auto rest = relationOf(*relation, stays)) {
            Annotation after = annotation;
            after.shape = std::move(*rest);
            changes.push_back(content.replacement(std::move(after)));
        } else {
            changes.push_back(content.removal(annotation.id));
        }
    }
    return changes;
}

std::vector<const Annotation*> relationsOf(const LayerContent& content, const AnnotationId& id)
{
    std::vector<const Annotation*> relations;
    for (const Annotation& annotation : content.annotations())
        if (const auto* relation = std::get_if<RelationShape>(&annotation.shape))
            if (std::ranges::find(*relation->members, id) != relation->members->end())
                relations.push_back(&annotation);
    return relations;
}

} // namespace touchstone
