#include "touchstone/model/label_tree.h"

#include <algorithm>

namespace touchstone {
namespace {

/// Depth first; what was met before ends a ring that a file may hold.
void addWithThoseUnder(const Ontology& ontology, const Label& label, std::vector<const Label*>& order)
{
    if (std::ranges::find(order, &label) != order.end())
        return;
    order.push_back(&label);
    for (const Label& other : ontology.labels)
        if (other.mergedInto.isNull() && parentOf(ontology, other) == &label)
            addWithThoseUnder(ontology, other, order);
}

} // namespace

const Label* parentOf(const Ontology& ontology, const Label& label)
{
    if (label.parent.isNull())
        return nullptr;
    const Label* parent = ontology.resolve(label.parent);
    return parent && parent->id != label.id ? parent : nullptr;
}

std::vector<const Label*> lineOf(const Ontology& ontology, const LabelId& label)
{
    std::vector<const Label*> line;
    for (const Label* one = ontology.resolve(label); one && std::ranges::find(line, one) == line.end();
         one = parentOf(ontology, *one))
        line.push_back(one);
    std::ranges::reverse(line);
    return line;
}

bool isUnder(const Ontology& ontology, const LabelId& label, const LabelId& above)
{
    const Label* wanted = ontology.resolve(above);
    const std::vector<const Label*> line = lineOf(ontology, label);
    return wanted && std::ranges::find(line, wanted) != line.end();
}

std::size_t depthOf(const Ontology& ontology, const Label& label)
{
    const std::size_t line = lineOf(ontology, label.id).size();
    return line == 0 ? 0 : line - 1;
}

std::string pathText(const Ontology& ontology, const LabelId& label)
{
    std::string text;
    for (const Label* one : lineOf(ontology, label))
        text += (text.empty() ? "" : " \u203A ") + one->name;
    return text;
}

std::vector<const Label*> inTreeOrder(const Ontology& ontology)
{
    std::vector<const Label*> order;
    order.reserve(ontology.labels.size());
    if (std::ranges::none_of(ontology.labels, [](const Label& label) { return !label.parent.isNull(); })) {
        for (const Label& label : ontology.labels)
            if (label.mergedInto.isNull())
                order.push_back(&label);
        return order;
    }
    for (const bool topOnly : {true, false}) // What stands in a ring has nobody at the top.
        for (const Label& label : ontology.labels)
            if (label.mergedInto.isNull() && (!topOnly || !parentOf(ontology, label)))
                addWithThoseUnder(ontology, label, order);
    return order;
}

} // namespace touchstone
