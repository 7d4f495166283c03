#include "canvas/view_math.h"

#include <algorithm>
#include <cmath>

#include <QPoint>

namespace touchstone {
namespace {

constexpr double fitMargin = 16;
constexpr double stripInSight = 48;

ViewTransform centred(QSizeF widget, Point center, double scale)
{
    return {scale, widget.width() / 2 - center.x * scale, widget.height() / 2 - center.y * scale};
}

double keptAxis(double offset, double extent, double widget)
{
    const double strip = std::min({stripInSight, extent, widget});
    return std::clamp(offset, strip - extent, std::max(strip - extent, widget - strip));
}

} // namespace

ViewTransform fittedView(QSizeF widget, QSize image, double largest)
{
    if (image.isEmpty() || widget.isEmpty())
        return {};
    const double margin = std::min({fitMargin, widget.width() / 8, widget.height() / 8});
    const double scale = std::min((widget.width() - 2 * margin) / image.width(),
                                  (widget.height() - 2 * margin) / image.height());
    return centred(widget, {image.width() / 2.0, image.height() / 2.0},
                   std::clamp(scale, smallestScale, largest));
}

ViewTransform zoomedAt(const ViewTransform& view, QPointF at, double factor)
{
    const double scale = std::clamp(view.scale * factor, smallestScale, largestScale);
    const Point fixed = view.toImage(at);
    return {scale, at.x() - fixed.x * scale, at.y() - fixed.y * scale};
}

ViewTransform viewOnRect(QSizeF widget, const Rect& imageRect, double largest)
{
    const double scale = std::min(widget.width() / std::max(imageRect.width * 1.2, 1e-6),
                                  widget.height() / std::max(imageRect.height * 1.2, 1e-6));
    return centred(widget, imageRect.center(), std::clamp(scale, smallestScale, largest));
}

ViewTransform keptInSight(ViewTransform view, QSizeF widget, QSize image)
{
    if (image.isEmpty() || widget.isEmpty())
        return view;
    view.dx = keptAxis(view.dx, image.width() * view.scale, widget.width());
    view.dy = keptAxis(view.dy, image.height() * view.scale, widget.height());
    return view;
}

ViewTransform inDevicePixels(const ViewTransform& view, double ratio)
{
    return {view.scale * ratio, view.dx * ratio, view.dy * ratio};
}

bool isScroll(const ViewTransform& a, const ViewTransform& b, QPoint* delta)
{
    if (a.scale != b.scale)
        return false;
    const double x = b.dx - a.dx;
    const double y = b.dy - a.dy;
    if (std::abs(x - std::round(x)) > 1e-3 || std::abs(y - std::round(y)) > 1e-3 || std::abs(x) > 1e6 ||
        std::abs(y) > 1e6)
        return false;
    *delta = QPoint(static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y)));
    return true;
}

} // namespace touchstone
