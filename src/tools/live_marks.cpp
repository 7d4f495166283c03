#include "tools/live_marks.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QRegion>

#include "canvas/shape_painter.h"

namespace touchstone {
namespace {

constexpr QRgb darkRim = 0xff14161a;

void paintMark(QPainter& painter, QPointF at, HandleShape shape, double radius, const QColor& fill)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(QColor::fromRgba(darkRim), 1.25));
    painter.setBrush(fill);
    if (shape == HandleShape::Square)
        painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius));
    else
        painter.drawEllipse(at, radius, radius);
}

} // namespace

void paintHandle(QPainter& painter, QPointF at, HandleShape shape, double radius)
{
    paintMark(painter, at, shape, radius, Qt::white);
}

void paintHotHandle(QPainter& painter, QPointF at, HandleShape shape, const QColor& accent)
{
    paintMark(painter, at, shape, handleRadius + 2, accent);
}

void paintEdgeMark(QPainter& painter, QPointF at, const QColor& color)
{
    paintMark(painter, at, HandleShape::Round, handleRadius - 0.5, color);
}

void paintRubberBand(QPainter& painter, const QRectF& rect, const QColor& accent)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    QColor fill = accent;
    fill.setAlpha(36);
    painter.fillRect(rect, fill);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 1));
    painter.drawRect(rect);
}

void paintLine(QPainter& painter, const QPolygonF& points, const QColor& color, bool dashed)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(casingColor(), 4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(points);
    QPen pen(color, 2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (dashed)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawPolyline(points);
}

void paintCrosshair(QPainter& painter, const ViewTransform& view, Point at, Size image)
{
    const QRectF whole = view.toWidget(Rect{0, 0, image.width, image.height});
    const QPointF p = view.toWidget(at);
    const double x = std::floor(p.x()) + 0.5;
    const double y = std::floor(p.y()) + 0.5;
    painter.setRenderHint(QPainter::Antialiasing, false);
    // Only within sight: dashes are made one by one.
    const QRectF sight = painter.clipBoundingRect();
    const QRectF part = sight.isEmpty() ? whole : whole & sight;
    painter.setPen(QPen(QColor(0x14, 0x16, 0x1a, 130), 0));
    painter.drawLine(QPointF(part.left(), y), QPointF(part.right(), y));
    painter.drawLine(QPointF(x, part.top()), QPointF(x, part.bottom()));
    QPen light(QColor(255, 255, 255, 170), 0);
    light.setDashPattern({5, 5});
    // Dashes stay where they are while only a part is painted.
    painter.setPen(light);
    const auto aligned = [](double from, double origin) {
        return origin + std::floor((from - origin) / 10) * 10;
    };
    painter.drawLine(QPointF(aligned(part.left(), whole.left()), y), QPointF(part.right(), y));
    painter.drawLine(QPointF(x, aligned(part.top(), whole.top())), QPointF(x, part.bottom()));
}

QRegion crosshairRegion(const ViewTransform& view, Point at, Size image)
{
    const QRectF whole = view.toWidget(Rect{0, 0, image.width, image.height}) & QRectF(-2, -2, 20000, 20000);
    const QPointF p = view.toWidget(at);
    const int x = static_cast<int>(std::floor(std::clamp(p.x(), -10.0, 20000.0)));
    const int y = static_cast<int>(std::floor(std::clamp(p.y(), -10.0, 20000.0)));
    const QRect area = whole.toAlignedRect();
    return QRegion(QRect(area.left(), y - 1, area.width(), 3)) + QRect(x - 1, area.top(), 3, area.height());
}

} // namespace touchstone
