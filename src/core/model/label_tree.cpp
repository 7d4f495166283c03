#include "touchstone/model/label_tree.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace touchstone {
namespace {

/// The tree as a whole: each label is looked up once, for a file may bring a hundred thousand.
class Tree {
  public:
    explicit Tree(const Ontology& ontology)
    {
        for (const Label& label : ontology.labels)
            m_byId.emplace(label.id, &label);
        for (const Label& label : ontology.labels)
            if (label.mergedInto.isNull())
                if (const Label* parent = parentOf(label))
                    m_children[parent].push_back(&label);
    }
    const Label* resolved(const LabelId& id) const
    {
        const Label* label = find(id);
        for (std::size_t steps = 0; label && label->mergedInto && steps < m_byId.size(); ++steps)
            label = find(label->mergedInto);
        return label;
    }
    const Label* parentOf(const Label& label) const
    {
        const Label* parent = label.parent.isNull() ? nullptr : resolved(label.parent);
        return parent && parent->id != label.id ? parent : nullptr;
    }
    /// The label and all under it, depth first; what was met before ends a ring that a file may hold.
    void addFrom(const Label& top, std::vector<const Label*>& order)
    {
        std::vector<const Label*> next{&top};
        while (!next.empty()) {
            const Label* label = next.back();
            next.pop_back();
            if (!m_met.insert(label).second)
                continue;
            order.push_back(label);
            if (const auto under = m_children.find(label); under != m_children.end())
                next.insert(next.end(), under->second.rbegin(), under->second.rend());
        }
    }
    bool wasMet(const Label* label) const { return m_met.contains(label); }

  private:
    const Label* find(const LabelId& id) const
    {
        const auto found = m_byId.find(id);
        return found == m_byId.end() ? nullptr : found->second;
    }

    std::unordered_map<LabelId, const Label*> m_byId;
    std::unordered_map<const Label*, std::vector<const Label*>> m_children;
    std::unordered_set<const Label*> m_met;
};

} // namespace

const Label* parentOf(const Ontology& ontology, const Label& label)
{
    if (label.parent.isNull())
        return nullptr;
    const Label* parent = ontology.resolve(label.parent);
    return parent && parent->id != label.id ? parent : nullptr;
}

std::vector<LabelId> resolvedLabels(const Ontology& ontology, const std::vector<LabelId>& labels)
{
    std::vector<LabelId> resolved;
    for (const LabelId& id : labels)
        if (const Label* label = ontology.resolve(id); label && std::ranges::find(resolved, label->id) == resolved.end())
            resolved.push_back(label->id);
    return resolved;
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
    Tree tree(ontology);
    for (const bool topOnly : {true, false}) // What stands in a ring has nobody at the top.
        for (const Label& label : ontology.labels)
            if (label.mergedInto.isNull() && (!topOnly || !tree.parentOf(label)))
                tree.addFrom(label, order);
    return order;
}

std::vector<LabelId> allUnder(const Ontology& ontology, const LabelId& above)
{
    Tree tree(ontology);
    std::vector<const Label*> under;
    if (const Label* top = tree.resolved(above))
        tree.addFrom(*top, under);
    std::vector<LabelId> ids;
    for (const Label& label : ontology.labels)
        if (tree.wasMet(tree.resolved(label.id)))
            ids.push_back(label.id);
    return ids;
}

} // namespace touchstone
