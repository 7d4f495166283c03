#include "touchstone/model/ontology.h"

#include <algorithm>
#include <array>

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 6> kLines = {"automatic", "solid",    "dash",
                                                    "dot",       "dash-dot", "dash-dot-dot"};

} // namespace

std::string_view linePatternName(LinePattern pattern)
{
    return kLines[static_cast<std::size_t>(pattern)];
}

std::optional<LinePattern> linePatternFromName(std::string_view name)
{
    const auto found = std::find(kLines.begin(), kLines.end(), name);
    return found == kLines.end() ? std::nullopt
                                 : std::optional(static_cast<LinePattern>(found - kLines.begin()));
}

bool Label::allows(ShapeKind kind) const
{
    if (kind == ShapeKind::Skeleton && skeleton.points.empty())
        return false;
    return shapes.empty() || std::find(shapes.begin(), shapes.end(), kind) != shapes.end();
}

const AttributeDefinition* Label::attribute(std::string_view wanted) const
{
    const auto it = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const AttributeDefinition& a) { return a.name == wanted; });
    return it == attributes.end() ? nullptr : &*it;
}

const Label* Ontology::find(const LabelId& id) const
{
    const auto it = std::find_if(labels.begin(), labels.end(), [&](const Label& l) { return l.id == id; });
    return it == labels.end() ? nullptr : &*it;
}

const Label* Ontology::resolve(const LabelId& id) const
{
    const Label* label = find(id);
    // A chain longer than the list would be a cycle, which the merge Edit refuses and a file could still hold.
    for (std::size_t steps = 0; label && label->mergedInto && steps < labels.size(); ++steps)
        label = find(label->mergedInto);
    return label;
}

const Label* Ontology::findByName(std::string_view name) const
{
    const auto it = std::find_if(labels.begin(), labels.end(),
                                 [&](const Label& l) { return l.mergedInto.isNull() && l.name == name; });
    return it == labels.end() ? nullptr : &*it;
}

const Label* Ontology::findByKey(std::string_view key) const
{
    if (key.empty())
        return nullptr;
    const auto it = std::find_if(labels.begin(), labels.end(),
                                 [&](const Label& l) { return l.isActive() && l.key == key; });
    return it == labels.end() ? nullptr : &*it;
}

std::string Ontology::freeKey() const
{
    for (const char digit : std::string_view("1234567890"))
        if (!findByKey(std::string_view(&digit, 1)))
            return std::string(1, digit);
    return {};
}

std::int32_t Ontology::nextOrder() const
{
    std::int32_t next = 0;
    for (const Label& label : labels)
        next = std::max(next, label.order + 1);
    return next;
}

} // namespace touchstone
