#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "touchstone/geometry/point.h"

namespace touchstone {

/// Maps image coordinates to widget coordinates: widget = image · scale + offset. Scale in widget pixels
/// (device independent) an image pixel.
struct ViewTransform {
    double scale = 1;
    double dx = 0;
    double dy = 0;

    QPointF toWidget(Point p) const { return {p.x * scale + dx, p.y * scale + dy}; }
    Point toImage(QPointF p) const { return {(p.x() - dx) / scale, (p.y() - dy) / scale}; }
    QRectF toWidget(const Rect& r) const
    {
        return {r.x * scale + dx, r.y * scale + dy, r.width * scale, r.height * scale};
    }
    Rect toImage(const QRectF& r) const
    {
        return {(r.x() - dx) / scale, (r.y() - dy) / scale, r.width() / scale, r.height() / scale};
    }
    friend bool operator==(const ViewTransform&, const ViewTransform&) = default;
};

} // namespace touchstone
