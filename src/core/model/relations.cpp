#include "touchstone/model/relations.h"

#include <algorithm>
#include <unordered_set>

namespace touchstone {
namespace {

bool isGroup(const Annotation& annotation, const RelationShape& relation)
{
    return !relation.directed && annotation.label.isNull();
}

bool isBond(const Annotation& annotation, const RelationShape& relation)
{
    return relation.directed && annotation.label.isNull() && relation.members->size() == 2;
}

const Annotation* bondOfPart(const LayerContent& content, const AnnotationId& part)
{
    for (const Annotation* annotation : relationsOf(content, part)) {
        const auto& relation = std::get<RelationShape>(annotation->shape);
        if (isBond(*annotation, relation) && relation.members->front() == part)
            return annotation;
    }
    return nullptr;
}

bool isWithin(const LayerContent& content, AnnotationId part, const AnnotationId& whole)
{
    std::unordered_set<AnnotationId> seen;
    while (seen.insert(part).second) {
        if (part == whole)
            return true;
        const Annotation* bond = bondOfPart(content, part);
        if (!bond)
            return false;
        part = std::get<RelationShape>(bond->shape).members->back();
    }
    return false;
}

} // namespace

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

std::vector<Change> grouped(const LayerContent& content, const std::vector<AnnotationId>& members,
                            const AnnotationId& group)
{
    const std::unordered_set<AnnotationId> wanted(members.begin(), members.end());
    if (wanted.size() < 2)
        return {};
    std::vector<Change> changes;
    for (const Annotation& annotation : content.annotations()) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        if (!relation || !isGroup(annotation, *relation))
            continue;
        const auto inside =
            std::ranges::count_if(*relation->members, [&](const AnnotationId& id) { return wanted.contains(id); });
        if (inside == 0)
            continue;
        if (static_cast<std::size_t>(inside) == wanted.size() && wanted.size() == relation->members->size())
            return {};
        if (auto rest = relationOf(*relation, [&](const AnnotationId& id) { return !wanted.contains(id); })) {
            Annotation after = annotation;
            after.shape = std::move(*rest);
            changes.push_back(content.replacement(std::move(after)));
        } else {
            changes.push_back(content.removal(annotation.id));
        }
    }
    Annotation made;
    made.id = group;
    made.shape = RelationShape{Shared<std::vector<AnnotationId>>(members), false};
    changes.push_back(content.creation(std::move(made)));
    return changes;
}

std::vector<Change> ungrouped(const LayerContent& content, const std::vector<AnnotationId>& members)
{
    const std::unordered_set<AnnotationId> wanted(members.begin(), members.end());
    const auto isWanted = [&](const AnnotationId& id) { return wanted.contains(id); };
    std::vector<Change> changes;
    for (const Annotation& annotation : content.annotations()) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        if (!relation)
            continue;
        const bool goes = isGroup(annotation, *relation)
                              ? std::ranges::any_of(*relation->members, isWanted)
                              : isBond(annotation, *relation) && std::ranges::any_of(*relation->members, isWanted);
        if (goes)
            changes.push_back(content.removal(annotation.id));
    }
    return changes;
}

std::vector<Change> partsOf(const LayerContent& content, const std::vector<AnnotationId>& parts,
                            const AnnotationId& whole, const std::function<AnnotationId()>& newId)
{
    std::vector<Change> changes;
    for (const AnnotationId& part : parts) {
        // The whole, or what it is a part of, cannot be a part of it.
        if (isWithin(content, whole, part))
            return {};
        const Annotation* before = bondOfPart(content, part);
        if (before && std::get<RelationShape>(before->shape).members->back() == whole)
            continue;
        Annotation bond;
        bond.shape = RelationShape{Shared<std::vector<AnnotationId>>({part, whole}), true};
        if (before) {
            const Shape moved = bond.shape;
            bond = *before;
            bond.shape = moved;
            changes.push_back(content.replacement(std::move(bond)));
        } else {
            bond.id = newId();
            changes.push_back(content.creation(std::move(bond)));
        }
    }
    return changes;
}

std::vector<AnnotationId> relatedTo(const LayerContent& content, const std::vector<AnnotationId>& ids)
{
    std::unordered_set<AnnotationId> seen(ids.begin(), ids.end());
    const std::unordered_set<AnnotationId> from = seen;
    std::vector<AnnotationId> related;
    for (const Annotation& annotation : content.annotations()) {
        const auto* relation = std::get_if<RelationShape>(&annotation.shape);
        if (!relation || std::ranges::none_of(*relation->members, [&](const auto& id) { return from.contains(id); }))
            continue;
        for (const AnnotationId& member : *relation->members)
            if (seen.insert(member).second)
                related.push_back(member);
    }
    return related;
}

} // namespace touchstone
