#include "touchstone/workflow/labels.h"

#include <algorithm>

#include "core/workflow/label_rules.h"
#include "touchstone/base/text.h"
#include "touchstone/model/label_tree.h"

namespace touchstone {
namespace {

Error invalid(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

Edit edit(const Scope& scope, std::string text)
{
    return {EditId::create(), scope, std::move(text), {}, {}};
}

Change changed(const Project& project, const Label& before, Label after)
{
    return {before, std::move(after), {}, project.ontologyRevision(before.id)};
}

Result<Label> existing(const Ontology& ontology, const LabelId& id)
{
    const Label* label = ontology.find(id);
    if (!label)
        return Error{ErrorCode::NotFound, "The label is not in the project.", {}};
    return *label;
}

} // namespace

Result<void> checkLabelName(const Ontology& ontology, const std::string& name, const LabelId& self)
{
    if (name.find_first_not_of(" \t") == std::string::npos)
        return invalid("A label needs a name.");
    if (!isValidUtf8(name))
        return invalid("The name of a label is text in UTF-8.");
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return invalid("The name of a label has no line breaks or control characters.");
    const Label* other = ontology.findByName(name);
    if (other && other->id != self)
        return invalid("There is already a label named " + name + (other->retired ? ", it is retired." : "."));
    return {};
}

Result<Edit> addLabelEdit(const Project& project, const Scope& scope, const std::string& name, LabelId* created)
{
    const auto ontology = project.ontology();
    if (const auto valid = checkLabelName(*ontology, name, {}); !valid)
        return valid.error();
    Label label;
    label.id = LabelId::create();
    label.name = name;
    label.color = paletteColor(ontology->labels.size());
    label.key = ontology->freeKey();
    label.order = ontology->nextOrder();
    if (created)
        *created = label.id;
    Edit result = edit(scope, "Add label " + name);
    result.changes.push_back({std::nullopt, std::move(label), {}, 0});
    return result;
}

Result<Edit> renameLabelEdit(const Project& project, const Scope& scope, const LabelId& id, const std::string& name)
{
    const auto ontology = project.ontology();
    const auto before = existing(*ontology, id);
    if (!before)
        return before.error();
    if (const auto valid = checkLabelName(*ontology, name, id); !valid)
        return valid.error();
    Label after = *before;
    after.name = name;
    Edit result = edit(scope, "Rename " + before->name + " to " + name);
    result.changes.push_back(changed(project, *before, std::move(after)));
    return result;
}

Result<Edit> mergeLabelEdit(const Project& project, const Scope& scope, const LabelId& from, const LabelId& into)
{
    const auto ontology = project.ontology();
    const auto before = existing(*ontology, from);
    if (!before)
        return before.error();
    const Label* target = ontology->resolve(into);
    if (!target)
        return Error{ErrorCode::NotFound, "The label to merge into is not in the project.", {}};
    if (target->id == from)
        return invalid("A label cannot be merged into itself.");
    // One step below it is well: it comes to stand where the other stood.
    const Label* parent = parentOf(*ontology, *target);
    if (parent && parent->id != from && isUnder(*ontology, target->id, from))
        return invalid(target->name + " stands under " + parent->name + ", which stands under " + before->name +
                       ". Move it first.");
    Label after = *before;
    after.mergedInto = target->id;
    after.key.clear();
    Edit result = edit(scope, "Merge " + before->name + " into " + target->name);
    result.changes.push_back(changed(project, *before, std::move(after)));
    if (parent && parent->id == from) {
        Label raised = *target;
        raised.parent = before->parent;
        result.changes.push_back(changed(project, *target, std::move(raised)));
    }
    return result;
}

Result<Edit> retireLabelEdit(const Project& project, const Scope& scope, const LabelId& id, bool retired)
{
    const auto before = existing(*project.ontology(), id);
    if (!before)
        return before.error();
    Label after = *before;
    after.retired = retired;
    after.key = retired ? std::string() : project.ontology()->freeKey();
    Edit result = edit(scope, (retired ? "Retire label " : "Bring back label ") + before->name);
    result.changes.push_back(changed(project, *before, std::move(after)));
    return result;
}

Result<Edit> recolorLabelEdit(const Project& project, const Scope& scope, const LabelId& id, Rgb color)
{
    const auto before = existing(*project.ontology(), id);
    if (!before)
        return before.error();
    Label after = *before;
    after.color = color & 0xFFFFFF;
    Edit result = edit(scope, "Recolour " + before->name);
    result.changes.push_back(changed(project, *before, std::move(after)));
    return result;
}

Result<Edit> labelKeyEdit(const Project& project, const Scope& scope, const LabelId& id, const std::string& key)
{
    const auto ontology = project.ontology();
    const auto before = existing(*ontology, id);
    if (!before)
        return before.error();
    if (!key.empty() && (key.size() != 1 || key[0] < '0' || key[0] > '9'))
        return invalid("The key of a label is one digit.");
    Edit result = edit(scope, key.empty() ? "Take the key from " + before->name
                                          : "Give key " + key + " to " + before->name);
    if (const Label* other = ontology->findByKey(key); other && other->id != id) {
        Label without = *other;
        without.key.clear();
        result.changes.push_back(changed(project, *other, std::move(without)));
    }
    Label after = *before;
    after.key = key;
    result.changes.push_back(changed(project, *before, std::move(after)));
    return result;
}

Result<Edit> moveLabelEdit(const Project& project, const Scope& scope, const LabelId& id, int position)
{
    const auto ontology = project.ontology();
    const auto before = existing(*ontology, id);
    if (!before)
        return before.error();
    std::vector<Label> order = ontology->labels;
    const auto from = std::find_if(order.begin(), order.end(), [&](const Label& l) { return l.id == id; });
    Label moved = *from;
    order.erase(from);
    const auto place = std::clamp<std::ptrdiff_t>(position, 0, static_cast<std::ptrdiff_t>(order.size()));
    order.insert(order.begin() + place, std::move(moved));
    Edit result = edit(scope, "Move label " + before->name);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i].order == static_cast<std::int32_t>(i))
            continue;
        Label after = order[i];
        after.order = static_cast<std::int32_t>(i);
        result.changes.push_back(changed(project, order[i], std::move(after)));
    }
    if (result.isEmpty())
        return invalid("The label is at that place already.");
    return result;
}

} // namespace touchstone
