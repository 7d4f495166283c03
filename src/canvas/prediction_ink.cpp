#include "canvas/prediction_ink.h"

#include "canvas/shape_look.h"

namespace touchstone {
namespace {

constexpr int currentFill = 50;

} // namespace

ShapeInk predictionInk(const CanvasStyle& style, const LabelId& label, bool current)
{
    const LabelLook look = lookOf(style, label);
    ShapeInk ink;
    ink.color = look.color;
    ink.skeleton = look.skeleton;
    ink.fillAlpha = current ? currentFill : 0;
    ink.width = 2;
    ink.casing = current;
    ink.line = Qt::DashLine;
    return ink;
}

} // namespace touchstone
