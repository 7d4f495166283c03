#include "canvas/prediction_ink.h"

namespace touchstone {
namespace {

constexpr int currentFill = 50;

} // namespace

ShapeInk predictionInk(const CanvasStyle& style, const LabelId& label, bool current)
{
    const auto look = style.labels.find(label);
    ShapeInk ink;
    ink.color = look == style.labels.end() ? QColor(Qt::gray) : look->second.color;
    if (look != style.labels.end())
        ink.skeleton = look->second.skeleton;
    ink.fillAlpha = current ? currentFill : 0;
    ink.width = 2;
    ink.casing = current;
    ink.line = Qt::DashLine;
    return ink;
}

} // namespace touchstone
