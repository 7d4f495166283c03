#pragma once

#include <QStringList>

#include "touchstone/model/shape.h"

namespace touchstone {

/// What is worth knowing of a shape while it is drawn: size, angle, area; points and length of lines. Empty
/// for what has none of these. `decimals` of lengths and areas.
QStringList hudLines(const Shape& shape, int decimals);
/// Of pixels that are painted: their box and their number.
QStringList hudLines(const Rect& box, double area);

} // namespace touchstone
