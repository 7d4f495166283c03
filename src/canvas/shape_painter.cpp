#include "canvas/shape_painter.h"

#include <array>
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

QPen hairline(const QColor& color, Qt::PenStyle line = Qt::SolidLine)
{
    QPen pen(color, 0, line, Qt::FlatCap, Qt::RoundJoin);
    if (line == Qt::DashLine)
        pen.setDashPattern({5, 4});
    if (line == Qt::CustomDashLine)
        pen.setDashPattern({12, 6});
    if (line == Qt::DotLine)
        pen.setDashPattern({2, 3});
    if (line == Qt::DashDotLine)
        pen.setDashPattern({10, 3, 2, 3});
    if (line == Qt::DashDotDotLine)
        pen.setDashPattern({10, 3, 2, 3, 2, 3});
    pen.setCosmetic(true);
    return pen;
}

/// Where hairlines lie, in device pixels, that together make a line of that width.
std::vector<QPointF> bundle(double width)
{
    if (width <= 1)
        return {{0, 0}};
    if (width < 1.5)
        return {{0, 0}, {0, 0}};
    const double r = (width - 1) / 2;
    const double d = r * 0.75;
    if (width <= 2)
        return {{0, -r}, {d, r * 0.6}, {-d, r * 0.6}};
    if (width <= 3)
        return {{-d, -d}, {d, -d}, {-d, d}, {d, d}};
    return {{-r, 0}, {r, 0}, {0, -r}, {0, r}, {-d, -d}, {d, -d}, {-d, d}, {d, d}, {0, 0}};
}

/// The rim around such a line.
std::vector<QPointF> rimBundle(double width, double rim)
{
    const double r = (width + rim - 1) / 2;
    if (width <= 2)
        return {{-r, 0}, {r, 0}, {0, -r}, {0, r}};
    const double d = r * 0.71;
    return {{-r, 0}, {r, 0}, {0, -r}, {0, r}, {-d, -d}, {d, -d}, {-d, d}, {d, d}};
}

class Painting {
  public:
    Painting(QPainter& painter, const ViewTransform& view, const PreparedInk& ink, MaskPictures& masks)
        : m_painter(painter), m_view(view), m_prepared(ink), m_ink(ink.ink), m_masks(masks)
    {
    }

    void operator()(const TagShape&) {}
    void operator()(const RelationShape&) {}
    void operator()(const SpanShape&) {}

    void operator()(const BoxShape& box)
    {
        const QRectF exact = m_view.toWidget(box.rect);
        if (speck(exact))
            return;
        // On whole device pixels, so that the sides are sharp.
        const double r = m_ink.ratio;
        const QRectF rect(QPointF(std::round(exact.left() * r) / r, std::round(exact.top() * r) / r),
                          QPointF(std::round(exact.right() * r) / r, std::round(exact.bottom() * r) / r));
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_ink.fillAlpha > 0)
            m_painter.fillRect(rect, m_prepared.fill);
        const double width = std::max(1.0, std::round(m_ink.width * r)) / r;
        const double outer = std::floor(width * r / 2) / r;
        if (m_ink.casing) {
            const double rim = std::max(1.0, std::round(m_ink.rim * r / 2)) / r;
            frame(rect.adjusted(-outer - rim, -outer - rim, outer + rim, outer + rim), rim, casingColor());
            const double inner = width - outer;
            frame(rect.adjusted(inner, inner, -inner, -inner), rim, casingColor());
        }
        if (m_ink.line == Qt::SolidLine) {
            frame(rect.adjusted(-outer, -outer, outer, outer), width, m_ink.color);
            return;
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(m_prepared.line);
        for (double inset = 0.5 - outer * r; inset < width * r - outer * r; ++inset)
            m_painter.drawRect(rect.adjusted(inset / r, inset / r, -inset / r, -inset / r));
    }

    void operator()(const PolygonShape& shape)
    {
        for (const PolygonPart& part : *shape.polygon)
            paintPart(part);
    }

    void operator()(const MaskShape& shape)
    {
        Rect sight{0, 0, double(shape.mask->width), double(shape.mask->height)};
        if (m_painter.hasClipping())
            sight = m_view.toImage(m_painter.clipBoundingRect().adjusted(-2, -2, 2, 2));
        for (const MaskPicture& piece :
             m_masks.pictures(*shape.mask, m_view.scale * m_ink.ratio, m_prepared.fill.color().rgba(),
                              m_ink.color.rgba(), sight))
            paintPiece(piece);
    }

    void paintPiece(const MaskPicture& picture)
    {
        const QPointF origin = m_view.toWidget(picture.origin);
        const double step = picture.step * m_view.scale;
        const QRectF target(origin, QSizeF(picture.pixels.width(), picture.pixels.height()) * step);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        m_painter.drawImage(target, picture.pixels);
        if (picture.outline.isEmpty())
            return;
        const QTransform before = m_painter.transform();
        outline([&](QPointF offset) {
            m_painter.setTransform(before);
            m_painter.translate(origin + offset);
            m_painter.scale(m_view.scale, m_view.scale);
            m_painter.drawPath(picture.outline);
        });
        m_painter.setTransform(before);
    }

    void operator()(const RotatedBoxShape& shape)
    {
        const std::array<Point, 4> places = corners(shape.rect);
        paintPart({Ring(places.begin(), places.end()), {}});
    }

    void operator()(const EllipseShape& shape)
    {
        paintPart({ellipseOutline(shape.frame, 0.2 / std::max(m_view.scale, 1e-6)), {}});
    }

    void operator()(const PolylineShape& shape)
    {
        thread_local std::vector<QPointF> points;
        const QRectF box = place(*shape.points, points);
        if (points.empty() || speck(box))
            return;
        // A last point that was too near to the one before would shorten the line.
        points.push_back(m_view.toWidget(shape.points->back()));
        outline([&](QPointF offset) {
            for (QPointF& p : points)
                p += offset;
            m_painter.drawPolyline(points.data(), static_cast<int>(points.size()));
            for (QPointF& p : points)
                p -= offset;
        });
    }

    void operator()(const PointShape& shape) { dot(m_view.toWidget(shape.at), pointRadius, m_ink.color, true); }

    void operator()(const SkeletonShape& shape)
    {
        const Skeleton& points = *shape.points;
        const std::optional<Rect> box = bounds(points);
        if (!box || speck(m_view.toWidget(*box)))
            return;
        const auto isThere = [&](std::size_t i) {
            return i < points.size() && points[i].visibility != Visibility::Absent;
        };
        const auto colorAt = [&](std::size_t i) {
            return m_ink.skeleton ? sideColor(sideOf(*m_ink.skeleton, i), m_ink.color) : m_ink.color;
        };
        if (m_ink.skeleton) {
            for (const auto& [from, to] : m_ink.skeleton->edges) {
                if (!isThere(from) || !isThere(to))
                    continue;
                // A line across the middle has the label's colour.
                const bool oneSide = sideOf(*m_ink.skeleton, from) == sideOf(*m_ink.skeleton, to);
                bone(m_view.toWidget(points[from].at), m_view.toWidget(points[to].at),
                     oneSide ? colorAt(from) : m_ink.color);
            }
        }
        for (std::size_t i = 0; i < points.size(); ++i)
            if (isThere(i))
                dot(m_view.toWidget(points[i].at), jointRadius, colorAt(i),
                    points[i].visibility == Visibility::Visible);
    }

  private:
    static constexpr double pointRadius = 4;
    static constexpr double jointRadius = 3.5;

    void dot(QPointF at, double radius, const QColor& color, bool filled)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        radius *= m_ink.unit;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(casingColor());
        const double rim = radius + 1.8 * m_ink.unit;
        m_painter.drawEllipse(at, rim, rim);
        m_painter.setPen(QPen(color, 1.6 * m_ink.unit));
        m_painter.setBrush(filled ? color : QColor(Qt::white));
        m_painter.drawEllipse(at, radius, radius);
    }

    void bone(QPointF from, QPointF to, const QColor& color)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        const double width = std::max(m_ink.unit, m_ink.width);
        if (m_ink.casing) {
            m_painter.setPen(QPen(casingColor(), width + m_ink.rim, Qt::SolidLine, Qt::FlatCap));
            m_painter.drawLine(from, to);
        }
        m_painter.setPen(QPen(color, width, m_ink.line, Qt::FlatCap));
        m_painter.drawLine(from, to);
    }

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

    /// Four sides, inside the rectangle.
    void frame(const QRectF& rect, double width, const QColor& color)
    {
        const double w = std::min({width, rect.width(), rect.height()});
        if (w <= 0)
            return;
        m_painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), w), color);
        m_painter.fillRect(QRectF(rect.left(), rect.bottom() - w, rect.width(), w), color);
        m_painter.fillRect(QRectF(rect.left(), rect.top() + w, w, rect.height() - 2 * w), color);
        m_painter.fillRect(QRectF(rect.right() - w, rect.top() + w, w, rect.height() - 2 * w), color);
    }

    /// `draw` strokes the outline, moved by an offset, with the pen that is set.
    template <class Draw>
    void outline(const Draw& draw)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setBrush(Qt::NoBrush);
        if (!m_prepared.rimOffsets.empty()) {
            m_painter.setPen(m_prepared.rim);
            for (const QPointF& offset : m_prepared.rimOffsets)
                draw(offset);
        }
        m_painter.setPen(m_prepared.line);
        for (const QPointF& offset : m_prepared.lineOffsets)
            draw(offset);
    }

    void drawMoved(const std::vector<QPointF>& points, QPointF offset)
    {
        if (offset.isNull()) {
            m_painter.drawPolygon(points.data(), static_cast<int>(points.size()));
            return;
        }
        m_moved.clear();
        for (const QPointF& p : points)
            m_moved.push_back(p + offset);
        m_painter.drawPolygon(m_moved.data(), static_cast<int>(m_moved.size()));
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
                m_painter.setBrush(m_prepared.fill);
                m_painter.drawPolygon(points.data(), static_cast<int>(points.size()), Qt::OddEvenFill);
            }
            outline([&](QPointF offset) { drawMoved(points, offset); });
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
            m_painter.fillPath(path, m_prepared.fill);
        }
        outline([&](QPointF offset) { m_painter.drawPath(path.translated(offset)); });
    }

    QPainter& m_painter;
    const ViewTransform& m_view;
    const PreparedInk& m_prepared;
    const ShapeInk& m_ink;
    MaskPictures& m_masks;
    std::vector<QPointF> m_moved;
};

} // namespace

QColor sideColor(Side side, const QColor& label)
{
    switch (side) {
    case Side::Left:
        return QColor(0x56, 0xb4, 0xe9);
    case Side::Right:
        return QColor(0xe6, 0x9f, 0x00);
    case Side::Middle:
        break;
    }
    return label;
}

PreparedInk::PreparedInk(const ShapeInk& wanted)
    : ink(wanted), line(hairline(wanted.color, wanted.line)), rim(hairline(casingColor()))
{
    QColor color = ink.color;
    color.setAlpha(ink.fillAlpha);
    fill = color;
    const double width = std::max(1.0, ink.width * ink.ratio);
    lineOffsets = bundle(width);
    if (ink.casing)
        rimOffsets = rimBundle(width, ink.rim * ink.ratio);
    for (QPointF& offset : lineOffsets)
        offset /= ink.ratio;
    for (QPointF& offset : rimOffsets)
        offset /= ink.ratio;
}

void paintShape(QPainter& painter, const ViewTransform& view, const Shape& shape, const PreparedInk& ink,
                MaskPictures& masks)
{
    std::visit(Painting(painter, view, ink, masks), shape);
}

} // namespace touchstone
