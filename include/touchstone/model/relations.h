#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "touchstone/model/layer_content.h"

namespace touchstone {

/// What becomes of the relations of a layer when `gone` are removed from it: a group goes on without them, a group of
/// one and a directed relation without an end go too. Relations that are in `gone` themselves are left out.
std::vector<Change> relationsWithout(const LayerContent& content, const std::vector<AnnotationId>& gone);
/// The relations that `id` is a member of, in the order of the layer.
std::vector<const Annotation*> relationsOf(const LayerContent& content, const AnnotationId& id);

/// Makes `members` one plain group under the id `group`. They leave the plain groups they are in; those go on without
/// them. Empty for fewer than two members, or when they are exactly one group already.
std::vector<Change> grouped(const LayerContent& content, const std::vector<AnnotationId>& members,
                            const AnnotationId& group);
/// Dissolves the plain groups, and the bonds of part and whole between any two, that `members` are in.
std::vector<Change> ungrouped(const LayerContent& content, const std::vector<AnnotationId>& members);
/// Makes each of `parts` a part of `whole`, one bond each under the ids that `newId` gives; it leaves the whole it was
/// part of. Empty when that would make something a part of itself, over any number of steps, or changes nothing.
std::vector<Change> partsOf(const LayerContent& content, const std::vector<AnnotationId>& parts,
                            const AnnotationId& whole, const std::function<AnnotationId()>& newId);
/// Everything that shares a group or a bond with one of `ids`, without these.
std::vector<AnnotationId> relatedTo(const LayerContent& content, const std::vector<AnnotationId>& ids);

/// The relation without the members that `stays` refuses; nothing when what is left is no relation.
template <class Stays>
std::optional<RelationShape> relationOf(const RelationShape& relation, Stays stays)
{
    std::vector<AnnotationId> members;
    std::vector<std::string> roles;
    for (std::size_t i = 0; i < relation.members->size(); ++i) {
        const AnnotationId& member = (*relation.members)[i];
        // An event is nothing without its trigger, and a trigger alone is one.
        if (!stays(member) && i == 0 && !relation.roles->empty())
            return std::nullopt;
        if (!stays(member))
            continue;
        members.push_back(member);
        if (!relation.roles->empty())
            roles.push_back((*relation.roles)[i]);
    }
    if (members.size() < 2 && relation.roles->empty())
        return std::nullopt;
    return RelationShape{Shared<std::vector<AnnotationId>>(std::move(members)), relation.directed,
                         Shared<std::vector<std::string>>(std::move(roles))};
}

} // namespace touchstone
