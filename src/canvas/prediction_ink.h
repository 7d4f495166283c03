#pragma once

#include "canvas/canvas_style.h"
#include "canvas/shape_painter.h"

namespace touchstone {

/// How an open prediction looks: dashed and without a fill, fainter than what is one's own; the current one filled.
ShapeInk predictionInk(const CanvasStyle& style, const LabelId& label, bool current);

} // namespace touchstone
