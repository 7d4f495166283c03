#include "canvas/hit_test.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "canvas/shape_handles.h"

namespace touchstone {
namespace {

/// Liang–Barsky: does any part of the segment lie in the rectangle?
bool segmentTouches(Point a, Point b, const Rect& rect)
{
    double from = 0, to = 1;
    const auto clip = [&](double direction, double distance) {
        if (direction == 0)
            return distance >= 0;
        const double t = distance / direction;
        if (direction < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
        return from <= to;
    };
    const Point d = b - a;
    return clip(-d.x, a.x - rect.x) && clip(d.x, rect.right() - a.x) && clip(-d.y, a.y - rect.y) &&
           clip(d.y, rect.bottom() - a.y);
}

bool ringTouches(const Ring& ring, const Rect& rect)
{
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (segmentTouches(ring[i], ring[(i + 1) % ring.size()], rect))
            return true;
    return false;
}

bool lineTouches(const Ring& points, const Rect& rect)
{
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (segmentTouches(points[i], points[i + 1], rect))
            return true;
    return false;
}

Ring ringOf(const TurnedRect& rect)
{
    const std::array<Point, 4> places = corners(rect);
    return {places.begin(), places.end()};
}

TurnedRect grown(TurnedRect rect, double margin)
{
    rect.width += 2 * margin;
    rect.height += 2 * margin;
    return rect;
}

bool tileTouches(const Mask& mask, const MaskTile& tile, const Rect& rect)
{
    const auto floorTo = [](double v, double low, double high) {
        return static_cast<std::int32_t>(std::floor(std::clamp(v, low, high)));
    };
    const PixelRect& t = tile.rect;
    const std::int32_t left = floorTo(rect.x, t.x, t.x + t.width);
    const std::int32_t top = floorTo(rect.y, t.y, t.y + t.height);
    const std::int32_t right = std::min(floorTo(rect.right(), t.x - 1, t.x + t.width - 1) + 1, t.x + t.width);
    const std::int32_t bottom =
        std::min(floorTo(rect.bottom(), t.y - 1, t.y + t.height - 1) + 1, t.y + t.height);
    if (left >= right || top >= bottom)
        return false;
    const PixelRect part{left, top, right - left, bottom - top};
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(part.width) *
                                     static_cast<std::size_t>(part.height));
    decodeMask(mask, part, pixels.data());
    return std::any_of(pixels.begin(), pixels.end(), [](std::uint8_t p) { return p != 0; });
}

struct Hits {
    Point point;
    double tolerance;
    bool operator()(const TagShape&) const { return false; }
    bool operator()(const RelationShape&) const { return false; }
    bool operator()(const SpanShape&) const { return false; }
    bool operator()(const BoxShape& box) const { return box.rect.adjusted(tolerance).contains(point); }
    bool operator()(const PolygonShape& shape) const
    {
        return contains(*shape.polygon, point) || nearestEdge(*shape.polygon, point, tolerance).has_value();
    }
    bool operator()(const MaskShape& shape) const
    {
        return contains(*shape.mask, point) ||
               touches(shape, Rect{point.x, point.y, 0, 0}.adjusted(tolerance / 2));
    }
    bool operator()(const RotatedBoxShape& shape) const { return contains(grown(shape.rect, tolerance), point); }
    bool operator()(const EllipseShape& shape) const
    {
        return ellipseContains(grown(shape.frame, tolerance), point);
    }
    bool operator()(const PolylineShape& shape) const
    {
        const Ring& points = *shape.points;
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            if (distanceToSegment(point, points[i], points[i + 1]) <= tolerance)
                return true;
        return false;
    }
    bool operator()(const PointShape& shape) const { return distance(shape.at, point) <= tolerance; }
    // Anywhere in its box: the lines between its points belong to the label.
    bool operator()(const SkeletonShape& shape) const
    {
        const std::optional<Rect> box = bounds(*shape.points);
        return box && box->adjusted(tolerance).contains(point);
    }
};

struct Touches {
    const Rect& rect;
    bool operator()(const TagShape&) const { return false; }
    bool operator()(const RelationShape&) const { return false; }
    bool operator()(const SpanShape&) const { return false; }
    bool operator()(const BoxShape& box) const { return box.rect.intersects(rect); }
    bool operator()(const PolygonShape& shape) const
    {
        for (const PolygonPart& part : *shape.polygon) {
            if (ringTouches(part.outer, rect))
                return true;
            if (std::any_of(part.holes.begin(), part.holes.end(),
                            [this](const Ring& hole) { return ringTouches(hole, rect); }))
                return true;
        }
        // No outline is met: the rectangle lies wholly inside or wholly outside.
        return contains(*shape.polygon, rect.center());
    }
    bool operator()(const MaskShape& shape) const
    {
        const Mask& mask = *shape.mask;
        return std::any_of(mask.tiles.begin(), mask.tiles.end(),
                           [&](const MaskTile& tile) { return tileTouches(mask, tile, rect); });
    }
    bool operator()(const RotatedBoxShape& shape) const
    {
        return ringTouches(ringOf(shape.rect), rect) || contains(shape.rect, rect.center());
    }
    bool operator()(const EllipseShape& shape) const
    {
        return ringTouches(ellipseOutline(shape.frame, 0.5), rect) ||
               ellipseContains(shape.frame, rect.center());
    }
    bool operator()(const PolylineShape& shape) const { return lineTouches(*shape.points, rect); }
    bool operator()(const PointShape& shape) const { return rect.contains(shape.at); }
    bool operator()(const SkeletonShape& shape) const
    {
        return std::any_of(shape.points->begin(), shape.points->end(), [this](const SkeletonPoint& p) {
            return p.visibility != Visibility::Absent && rect.contains(p.at);
        });
    }
};

/// The segment of an open line that is nearest to the point.
std::optional<std::size_t> nearestSegment(const Ring& points, Point p, double tolerance)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const double away = distanceToSegment(p, points[i], points[i + 1]);
        if (away <= tolerance) {
            best = i;
            tolerance = away;
        }
    }
    return best;
}

std::optional<HitTarget> editTarget(const Annotation& annotation, Point point, double tolerance, bool byBox)
{
    const auto* polygon = std::get_if<PolygonShape>(&annotation.shape);
    if (polygon && !byBox) {
        if (const auto at = nearestVertex(*polygon->polygon, point, tolerance))
            return HitTarget{HitTarget::Kind::Vertex, annotation.id, {}, *at, 0};
        if (const auto at = nearestEdge(*polygon->polygon, point, tolerance * 0.75))
            return HitTarget{HitTarget::Kind::Edge, annotation.id, {}, *at, 0};
        return std::nullopt;
    }
    if (const auto node = handleAt(handlesOf(annotation.shape, turningArm(tolerance)), point, tolerance))
        return HitTarget{HitTarget::Kind::Node, annotation.id, {}, {}, *node};
    if (const auto* line = std::get_if<PolylineShape>(&annotation.shape)) {
        if (const auto edge = nearestSegment(*line->points, point, tolerance * 0.75))
            return HitTarget{HitTarget::Kind::Edge, annotation.id, {}, {0, 0, *edge}, 0};
    }
    if (!polygon && !std::holds_alternative<BoxShape>(annotation.shape))
        return std::nullopt;
    const std::optional<Rect> box = bounds(annotation.shape);
    if (!box)
        return std::nullopt;
    if (const auto handle = boxHandleAt(*box, point, tolerance))
        return HitTarget{HitTarget::Kind::Handle, annotation.id, *handle, {}, 0};
    return std::nullopt;
}

} // namespace

Point handlePosition(const Rect& rect, BoxHandle handle)
{
    const Point middle = rect.center();
    switch (handle) {
    case BoxHandle::TopLeft:
        return {rect.x, rect.y};
    case BoxHandle::Top:
        return {middle.x, rect.y};
    case BoxHandle::TopRight:
        return {rect.right(), rect.y};
    case BoxHandle::Right:
        return {rect.right(), middle.y};
    case BoxHandle::BottomRight:
        return {rect.right(), rect.bottom()};
    case BoxHandle::Bottom:
        return {middle.x, rect.bottom()};
    case BoxHandle::BottomLeft:
        return {rect.x, rect.bottom()};
    case BoxHandle::Left:
        break;
    }
    return {rect.x, middle.y};
}

std::optional<BoxHandle> boxHandleAt(const Rect& rect, Point point, double tolerance)
{
    if (!rect.adjusted(tolerance).contains(point))
        return std::nullopt;
    // Inside a small box the handles give way, so that its body can still be taken.
    const double reachX =
        point.x > rect.x && point.x < rect.right() ? std::min(tolerance, rect.width / 4) : tolerance;
    const double reachY =
        point.y > rect.y && point.y < rect.bottom() ? std::min(tolerance, rect.height / 4) : tolerance;
    const bool left = std::abs(point.x - rect.x) <= reachX;
    const bool right = std::abs(point.x - rect.right()) <= reachX;
    const bool top = std::abs(point.y - rect.y) <= reachY;
    const bool bottom = std::abs(point.y - rect.bottom()) <= reachY;
    if (top && left)
        return BoxHandle::TopLeft;
    if (bottom && right)
        return BoxHandle::BottomRight;
    if (top && right)
        return BoxHandle::TopRight;
    if (bottom && left)
        return BoxHandle::BottomLeft;
    if (right)
        return BoxHandle::Right;
    if (left)
        return BoxHandle::Left;
    if (bottom)
        return BoxHandle::Bottom;
    if (top)
        return BoxHandle::Top;
    return std::nullopt;
}

bool hits(const Shape& shape, Point point, double tolerance)
{
    return std::visit(Hits{point, tolerance}, shape);
}

bool touches(const Shape& shape, const Rect& rect)
{
    return std::visit(Touches{rect}, shape);
}

HitTarget hitTarget(const Annotation* editable, const AnnotationId& body, Point point,
                    double tolerance, bool byBox)
{
    if (editable)
        if (const auto target = editTarget(*editable, point, tolerance, byBox))
            return *target;
    if (!body.isNull())
        return {HitTarget::Kind::Body, body, {}, {}, 0};
    return {};
}

} // namespace touchstone
