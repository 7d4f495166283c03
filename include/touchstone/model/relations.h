#pragma once

#include <optional>
#include <vector>

#include "touchstone/model/layer_content.h"

namespace touchstone {

/// What becomes of the relations of a layer when `gone` are removed from it: a group goes on without them, a group of
/// one and a directed relation without an end go too. Relations that are in `gone` themselves are left out.
std::vector<Change> relationsWithout(const LayerContent& content, const std::vector<AnnotationId>& gone);
/// The relations that `id` is a member of, in the order of the layer.
std::vector<const Annotation*> relationsOf(const LayerContent& content, const AnnotationId& id);

/// The relation without the members that `stays` refuses; nothing when what is left is no relation.
template <class Stays>
std::optional<RelationShape> relationOf(const RelationShape& relation, Stays stays)
{
    std::vector<AnnotationId> members;
    for (const AnnotationId& member : *relation.members)
        if (stays(member))
            members.push_back(member);
    if (members.size() < 2)
        return std::nullopt;
    return RelationShape{Shared<std::vector<AnnotationId>>(std::move(members)), relation.directed};
}

} // namespace touchstone
