#pragma once

#include <memory>
#include <vector>

#include <QBrush>
#include <QColor>
#include <QPen>
#include <QPointF>

#include "canvas/view_transform.h"
#include "touchstone/model/shape.h"
#include "touchstone/model/skeleton_template.h"

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
    /// Units of the painter in one pixel of the widget: dots are as large at every ratio.
    double unit = 1;
    /// The lines of a skeleton and its sides; null where the label has none.
    std::shared_ptr<const SkeletonTemplate> skeleton;
};

/// An ink with its pens made, for many shapes of one look.
struct PreparedInk {
    explicit PreparedInk(const ShapeInk& ink);

    ShapeInk ink;
    QBrush fill;
    QPen line, rim;
    /// A wide line is a bundle of hairlines, which QPainter strokes ten times faster than anything wider;
    /// these are their offsets, in the painter's units.
    std::vector<QPointF> lineOffsets, rimOffsets;
};

/// Paints a shape without keeping anything: fills plain, outlines antialiased, both as wide at every zoom.
/// Any thread, with its own painter.
void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape, const PreparedInk& ink,
                MaskPictures& masks);

/// Of points and lines of the left and right side of a skeleton; those in the middle have the label's colour.
QColor sideColor(Side side, const QColor& label);

/// The dark rim and other dark marks on the picture.
inline QColor casingColor()
{
    return QColor(0x0c, 0x0e, 0x12, 130);
}

} // namespace touchstone
