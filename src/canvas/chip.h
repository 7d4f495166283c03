#pragma once

#include <unordered_map>

#include <QFont>
#include <QImage>

#include "canvas/canvas_style.h"

class QPainter;

namespace touchstone {

/// Height of a chip in widget pixels.
inline constexpr int chipHeight = 18;

/// Black or white, whichever stands out more from the colour.
QColor textOn(const QColor& background);

/// A label's name on its colour, as a picture in device pixels.
QImage chipImage(const LabelLook& look, const QFont& font, double ratio);

/// The chips of all labels. Made on the interface thread, read by painting threads.
using ChipSet = std::unordered_map<LabelId, QImage>;
ChipSet chipsOf(const CanvasStyle& style, const QFont& font, double ratio);

/// Where the chip stands: on the top left corner of the box, or under its top when that is out of sight.
/// All in device pixels.
QPointF chipPlace(const QRectF& box, const QSizeF& chip, double topOfSight);

} // namespace touchstone
