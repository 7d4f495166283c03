#pragma once

#include <QColor>
#include <QRectF>

#include "canvas/view_transform.h"
#include "touchstone/model/shape.h"

class QPainter;

namespace touchstone {

class MaskPictures;

/// How one shape is to look. Widths are in the painter's pixels, whatever the zoom.
struct ShapeInk {
    QColor color;
    int fillAlpha = 0;
    /// Of the outline; 0 is a hairline, the cheapest.
    double width = 0;
    /// A dark rim on both sides, so that light colours stand on light pixels.
    bool casing = true;
    /// How much wider than the line the casing is.
    double rim = 2;
    Qt::PenStyle line = Qt::SolidLine;
    /// Device pixels of one unit of the painter.
    double ratio = 1;
};

/// Paints a shape without keeping anything: fills plain, outlines antialiased, both as wide at every zoom.
/// Any thread, with its own painter.
void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape, const ShapeInk& ink,
                MaskPictures& masks);

/// The dark rim and other dark marks on the picture.
inline QColor casingColor()
{
    return QColor(0x0c, 0x0e, 0x12, 150);
}

} // namespace touchstone
