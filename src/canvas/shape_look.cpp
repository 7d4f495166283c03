#include "canvas/shape_look.h"

#include <algorithm>

#include "touchstone/model/attribute.h"

namespace touchstone {
namespace {

const QColor grey(0xa7, 0xb0, 0xba);

} // namespace

LabelLook lookOf(const CanvasStyle& style, const LabelId& label)
{
    const auto found = style.labels.find(label);
    return found == style.labels.end() ? LabelLook{grey, {}, Qt::SolidLine, {}} : found->second;
}

int colorSlot(const ColorRule& rule, const Annotation& annotation)
{
    if (rule.by == ColorRule::By::Label || rule.colors.empty())
        return slotOfLabel;
    const auto count = static_cast<std::size_t>(rule.colors.size());
    if (rule.by == ColorRule::By::Instance) {
        // Geometries of one object have one colour.
        const Uuid& id = annotation.instance.isNull() ? annotation.id.uuid : annotation.instance.uuid;
        return static_cast<int>(std::hash<Uuid>{}(id) % count);
    }
    const AttributeValue* value = valueOf(annotation.attributes, rule.attribute);
    if (!value || std::holds_alternative<std::monostate>(*value))
        return slotOfNothing;
    const auto at = std::ranges::find(rule.values, displayText(*value));
    return at == rule.values.end() ? slotOfNothing
                                   : static_cast<int>(static_cast<std::size_t>(at - rule.values.begin()) % count);
}

QColor slotColor(const ColorRule& rule, int slot, const QColor& label)
{
    return slot == slotOfLabel ? label : slot == slotOfNothing ? grey : rule.colors[static_cast<std::size_t>(slot)];
}

LabelLook lookOf(const CanvasStyle& style, const Annotation& annotation)
{
    LabelLook look = lookOf(style, annotation.label);
    look.color = slotColor(style.colorRule, colorSlot(style.colorRule, annotation), look.color);
    return look;
}

} // namespace touchstone
