#include "canvas/shape_painter.h"

#include <cmath>
#include <vector>

#include <QPainter>
#include <QPainterPath>

#include "canvas/mask_pictures.h"

namespace touchstone {
namespace {

/// Below this size on the screen (longer side) a shape is a speck.
constexpr double speckSize = 3;
/// Points nearer than this to the one before are left out.
constexpr double leastStep = 0.7;

QPen linePen(const ShapeInk& ink, const QColor& color, double width, bool dashed)
{
    QPen pen(color, width, dashed ? ink.line : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (dashed && ink.line == Qt::DashLine)
        pen.setDashPattern({5, 4});
    pen.setCosmetic(true);
    return pen;
}

class Painting {
  public:
    Painting(QPainter& painter, const ViewTransform& view, const ShapeInk& ink, MaskPictures& masks)
        : m_painter(painter), m_view(view), m_ink(ink), m_masks(masks)
    {
        m_fill = ink.color;
        m_fill.setAlpha(ink.fillAlpha);
    }

    void operator()(const TagShape&) {}

    void operator()(const BoxShape& box)
    {
        const QRectF exact = m_view.toWidget(box.rect);
        if (speck(exact))
            return;
        // On whole pixels, so that the sides are sharp.
        const QRectF rect = QRectF(QPointF(std::round(exact.left()), std::round(exact.top())),
                                   QPointF(std::round(exact.right()), std::round(exact.bottom())));
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_ink.fillAlpha > 0)
            m_painter.fillRect(rect, m_fill);
        m_painter.setBrush(Qt::NoBrush);
        const QRectF line = m_ink.ratio == 1 ? rect.adjusted(0, 0, -1, -1) : rect;
        const double width = std::max(1.0, std::round(m_ink.width));
        if (m_ink.casing) {
            m_painter.setPen(linePen(m_ink, casingColor(), width + std::round(m_ink.rim), false));
            m_painter.drawRect(line);
        }
        m_painter.setPen(linePen(m_ink, m_ink.color, width, true));
        m_painter.drawRect(line);
    }

    void operator()(const PolygonShape& shape)
    {
        for (const PolygonPart& part : *shape.polygon)
            paintPart(part);
    }

    void operator()(const MaskShape& shape)
    {
        const QColor edge = m_ink.color;
        const MaskPicture picture =
            m_masks.picture(shape.mask, m_view.scale * m_ink.ratio, m_fill.rgba(), edge.rgba());
        if (picture.pixels.isNull())
            return;
        const QPointF origin = m_view.toWidget(picture.origin);
        const double step = picture.step * m_view.scale;
        const QRectF target(origin, QSizeF(picture.pixels.width(), picture.pixels.height()) * step);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        m_painter.drawImage(target, picture.pixels);
        if (picture.outline.isEmpty())
            return;
        m_painter.save();
        m_painter.translate(origin);
        m_painter.scale(m_view.scale, m_view.scale);
        outline([&](const QPen& pen) {
            m_painter.setPen(pen);
            m_painter.drawPath(picture.outline);
        });
        m_painter.restore();
    }

  private:
    bool speck(const QRectF& rect)
    {
        if (rect.width() > speckSize || rect.height() > speckSize)
            return false;
        QColor color = m_ink.color;
        color.setAlpha(200);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.fillRect(QRectF(rect.topLeft(), rect.size().expandedTo(QSizeF(1, 1))), color);
        return true;
    }

    template <class Draw>
    void outline(const Draw& draw)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setBrush(Qt::NoBrush);
        if (m_ink.casing)
            draw(linePen(m_ink, casingColor(), std::max(1.0, m_ink.width) + m_ink.rim, false));
        draw(linePen(m_ink, m_ink.color, m_ink.width, true));
    }

    /// Into `points`; returns the box of the ring.
    QRectF place(const Ring& ring, std::vector<QPointF>& points) const
    {
        points.clear();
        if (ring.empty())
            return {};
        QPointF last = m_view.toWidget(ring.front());
        double left = last.x(), right = left, top = last.y(), bottom = top;
        points.push_back(last);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const QPointF p = m_view.toWidget(ring[i]);
            left = std::min(left, p.x());
            right = std::max(right, p.x());
            top = std::min(top, p.y());
            bottom = std::max(bottom, p.y());
            if (std::abs(p.x() - last.x()) + std::abs(p.y() - last.y()) < leastStep)
                continue;
            points.push_back(p);
            last = p;
        }
        return {left, top, right - left, bottom - top};
    }

    void paintPart(const PolygonPart& part)
    {
        thread_local std::vector<QPointF> points;
        const QRectF box = place(part.outer, points);
        if (points.empty() || speck(box))
            return;
        if (part.holes.empty()) {
            if (m_ink.fillAlpha > 0) {
                m_painter.setRenderHint(QPainter::Antialiasing, false);
                m_painter.setPen(Qt::NoPen);
                m_painter.setBrush(m_fill);
                m_painter.drawPolygon(points.data(), static_cast<int>(points.size()), Qt::OddEvenFill);
            }
            outline([&](const QPen& pen) {
                m_painter.setPen(pen);
                m_painter.drawPolygon(points.data(), static_cast<int>(points.size()));
            });
            return;
        }
        QPainterPath path;
        path.setFillRule(Qt::OddEvenFill);
        const auto add = [&path](const std::vector<QPointF>& ring) {
            path.addPolygon(QPolygonF(QList<QPointF>(ring.begin(), ring.end())));
            path.closeSubpath();
        };
        add(points);
        for (const Ring& hole : part.holes) {
            place(hole, points);
            add(points);
        }
        if (m_ink.fillAlpha > 0) {
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            m_painter.fillPath(path, m_fill);
        }
        outline([&](const QPen& pen) { m_painter.strokePath(path, pen); });
    }

    QPainter& m_painter;
    const ViewTransform& m_view;
    const ShapeInk& m_ink;
    MaskPictures& m_masks;
    QColor m_fill;
};

} // namespace

void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape, const ShapeInk& ink,
                MaskPictures& masks)
{
    std::visit(Painting(painter, view, ink, masks), shape);
}

} // namespace touchstone
