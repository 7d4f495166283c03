#include <algorithm>
#include <set>

#include "core/workflow/label_rules.h"
#include "touchstone/base/text.h"
#include "touchstone/model/label_tree.h"
#include "touchstone/model/label_values.h"
#include "touchstone/workflow/labels.h"

namespace touchstone {
namespace {

Error invalid(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

/// What other labels it names.
Result<void> checkBonds(const Ontology& ontology, const Label& label)
{
    const auto isKnown = [&](const LabelId& id) { return ontology.resolve(id) != nullptr; };
    if (label.parent) {
        if (!isKnown(label.parent))
            return Error{ErrorCode::NotFound, "The label that " + label.name + " is to stand under is not in the project.", {}};
        if (isUnder(ontology, label.parent, label.id))
            return invalid(label.name + " cannot stand under " + ontology.resolve(label.parent)->name +
                           ", which is the same label or stands under it.");
    }
    for (const std::vector<LabelId>* ends : {&label.domain, &label.range}) {
        if (!std::ranges::all_of(*ends, isKnown))
            return Error{ErrorCode::NotFound, "A label that " + label.name + " is to go from or to is not in the project.", {}};
        if (std::set<LabelId>(ends->begin(), ends->end()).size() != ends->size())
            return invalid("A label is named twice among those that " + label.name + " may go from or to.");
    }
    if (!(label.domain.empty() && label.range.empty()) && !label.allows(ShapeKind::Relation))
        return invalid(label.name + " says what it goes from or to, so it must be allowed as a relation.");
    return {};
}

} // namespace

Result<void> checkDefinition(const Label& label)
{
    std::set<std::string> names;
    for (const AttributeDefinition& attribute : label.attributes) {
        if (const auto valid = validate(attribute); !valid)
            return valid.error();
        if (!names.insert(attribute.name).second)
            return invalid("Two attributes are named \"" + attribute.name + "\".");
    }
    std::set<ShapeKind> kinds;
    for (const ShapeKind kind : label.shapes) {
        if (!kinds.insert(kind).second)
            return invalid("A shape is named twice among those that " + label.name + " may have.");
    }
    if (const auto valid = validate(label.skeleton); !valid)
        return valid.error();
    if (kinds.contains(ShapeKind::Skeleton) && label.skeleton.points.empty())
        return invalid("A label that is drawn as a skeleton needs the points of one.");
    if (!kinds.empty() && !kinds.contains(ShapeKind::Skeleton) && !label.skeleton.points.empty())
        return invalid("The skeleton of " + label.name + " is not among the shapes that it may have.");
    if (!isValidUtf8(label.tagGroup) ||
        std::ranges::any_of(label.tagGroup, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return invalid("The choice of tags needs a name of one line.");
    if (!label.tagGroup.empty() && !label.allows(ShapeKind::Tag))
        return invalid(label.name + " is in a choice of tags, so it must be allowed as a tag.");
    if (label.tagGroup.empty() && label.tagGroupMany)
        return invalid("Several tags hold at once only in a named choice of tags.");
    if (!label.key.empty() && (label.key.size() != 1 || label.key[0] < '0' || label.key[0] > '9'))
        return invalid("The key of a label is one digit.");
    return {};
}

Result<Edit> defineLabelEdit(const Project& project, const Scope& scope, Label wanted)
{
    const auto ontology = project.ontology();
    const Label* before = ontology->find(wanted.id);
    if (!before)
        return Error{ErrorCode::NotFound, "The label is not in the project.", {}};
    if (const auto valid = checkLabelName(*ontology, wanted.name, wanted.id); !valid)
        return valid.error();
    if (const auto valid = checkDefinition(wanted); !valid)
        return valid.error();
    if (const auto valid = checkBonds(*ontology, wanted); !valid)
        return valid.error();
    wanted.color &= 0xFFFFFF;
    // What is not its definition stays as it is by now.
    wanted.order = before->order;
    wanted.mergedInto = before->mergedInto;
    wanted.retired = before->retired;
    if (!wanted.isActive())
        wanted.key.clear();
    Edit edit{EditId::create(), scope, "Define label " + wanted.name, {}, {}};
    for (const Label& label : ontology->labels) {
        Label after = label;
        if (label.id == wanted.id) {
            after = wanted;
        } else {
            if (!wanted.key.empty() && label.isActive() && label.key == wanted.key)
                after.key.clear();
            if (!wanted.tagGroup.empty() && label.tagGroup == wanted.tagGroup)
                after.tagGroupMany = wanted.tagGroupMany;
        }
        if (after != label)
            edit.changes.push_back({label, std::move(after), {}, project.ontologyRevision(label.id)});
    }
    return edit;
}

} // namespace touchstone
