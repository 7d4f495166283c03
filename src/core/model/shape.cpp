#include "touchstone/model/shape.h"

#include <array>
#include <cmath>
#include <numbers>

#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 11> kNames{"tag",      "box",   "polygon",  "mask",     "rotated_box", "ellipse",
                                                  "polyline", "point", "skeleton", "relation", "span"};
static_assert(kNames.size() == std::variant_size_v<Shape>);

template <class Map>
Polygon mapped(const Polygon& polygon, Map map)
{
    Polygon result = polygon;
    for (PolygonPart& part : result) {
        for (Point& p : part.outer)
            p = map(p);
        for (Ring& hole : part.holes)
            for (Point& p : hole)
                p = map(p);
    }
    return result;
}

template <class Map>
Skeleton mapped(const Skeleton& skeleton, Map map)
{
    Skeleton result = skeleton;
    for (SkeletonPoint& point : result)
        if (point.visibility != Visibility::Absent)
            point.at = map(point.at);
    return result;
}

template <class Map>
Ring mapped(const Ring& line, Map map)
{
    Ring result = line;
    for (Point& p : result)
        p = map(p);
    return result;
}

struct BoundsOf {
    std::optional<Rect> operator()(const TagShape&) const { return std::nullopt; }
    std::optional<Rect> operator()(const RelationShape&) const { return std::nullopt; }
    std::optional<Rect> operator()(const SpanShape&) const { return std::nullopt; }
    std::optional<Rect> operator()(const BoxShape& s) const { return s.rect; }
    std::optional<Rect> operator()(const PolygonShape& s) const { return bounds(*s.polygon); }
    std::optional<Rect> operator()(const MaskShape& s) const
    {
        const Rect box = bounds(*s.mask);
        return box.isEmpty() ? std::nullopt : std::optional(box);
    }
    std::optional<Rect> operator()(const RotatedBoxShape& s) const { return bounds(s.rect); }
    std::optional<Rect> operator()(const EllipseShape& s) const { return ellipseBounds(s.frame); }
    std::optional<Rect> operator()(const PolylineShape& s) const { return bounds(*s.points); }
    std::optional<Rect> operator()(const PointShape& s) const { return Rect{s.at.x, s.at.y, 0, 0}; }
    std::optional<Rect> operator()(const SkeletonShape& s) const { return bounds(*s.points); }
};

struct AreaOf {
    double operator()(const TagShape&) const { return 0; }
    double operator()(const RelationShape&) const { return 0; }
    double operator()(const SpanShape&) const { return 0; }
    double operator()(const BoxShape& s) const { return s.rect.area(); }
    double operator()(const PolygonShape& s) const { return area(*s.polygon); }
    double operator()(const MaskShape& s) const { return static_cast<double>(area(*s.mask)); }
    double operator()(const RotatedBoxShape& s) const { return s.rect.area(); }
    double operator()(const EllipseShape& s) const { return s.frame.area() * std::numbers::pi / 4; }
    double operator()(const PolylineShape&) const { return 0; }
    double operator()(const PointShape&) const { return 0; }
    double operator()(const SkeletonShape&) const { return 0; }
};

struct Contains {
    Point p;
    bool operator()(const TagShape&) const { return false; }
    bool operator()(const RelationShape&) const { return false; }
    bool operator()(const SpanShape&) const { return false; }
    bool operator()(const BoxShape& s) const { return s.rect.contains(p); }
    bool operator()(const PolygonShape& s) const { return contains(*s.polygon, p); }
    bool operator()(const MaskShape& s) const { return contains(*s.mask, p); }
    bool operator()(const RotatedBoxShape& s) const { return contains(s.rect, p); }
    bool operator()(const EllipseShape& s) const { return ellipseContains(s.frame, p); }
    bool operator()(const PolylineShape&) const { return false; }
    bool operator()(const PointShape&) const { return false; }
    bool operator()(const SkeletonShape&) const { return false; }
};

struct Translated {
    Point d;
    Shape operator()(const TagShape& s) const { return s; }
    Shape operator()(const RelationShape& s) const { return s; }
    Shape operator()(const SpanShape& s) const { return s; }
    Shape operator()(const BoxShape& s) const
    {
        return BoxShape{{s.rect.x + d.x, s.rect.y + d.y, s.rect.width, s.rect.height}};
    }
    Shape operator()(const PolygonShape& s) const
    {
        return PolygonShape{mapped(*s.polygon, [this](Point p) { return p + d; })};
    }
    Shape operator()(const MaskShape& s) const
    {
        const int dx = static_cast<int>(std::lround(d.x)), dy = static_cast<int>(std::lround(d.y));
        if (dx == 0 && dy == 0)
            return s;
        return MaskShape{translated(*s.mask, dx, dy)};
    }
    TurnedRect moved(TurnedRect rect) const
    {
        rect.center = rect.center + d;
        return rect;
    }
    Shape operator()(const RotatedBoxShape& s) const { return RotatedBoxShape{moved(s.rect)}; }
    Shape operator()(const EllipseShape& s) const { return EllipseShape{moved(s.frame)}; }
    Shape operator()(const PolylineShape& s) const
    {
        return PolylineShape{mapped(*s.points, [this](Point p) { return p + d; })};
    }
    Shape operator()(const PointShape& s) const { return PointShape{s.at + d}; }
    Shape operator()(const SkeletonShape& s) const
    {
        return SkeletonShape{mapped(*s.points, [this](Point p) { return p + d; })};
    }
};

struct Scaled {
    Rect from, to;
    Point map(Point p) const
    {
        const double sx = from.width > 0 ? to.width / from.width : 1;
        const double sy = from.height > 0 ? to.height / from.height : 1;
        return {to.x + (p.x - from.x) * sx, to.y + (p.y - from.y) * sy};
    }
    Shape operator()(const TagShape& s) const { return s; }
    Shape operator()(const RelationShape& s) const { return s; }
    Shape operator()(const SpanShape& s) const { return s; }
    Shape operator()(const BoxShape& s) const
    {
        return BoxShape{Rect::fromCorners(map({s.rect.x, s.rect.y}), map({s.rect.right(), s.rect.bottom()}))};
    }
    Shape operator()(const PolygonShape& s) const
    {
        return PolygonShape{mapped(*s.polygon, [this](Point p) { return map(p); })};
    }
    Shape operator()(const MaskShape& s) const { return s; }
    TurnedRect upright(TurnedRect rect) const
    {
        rect = scaled(rect, from, to);
        rect.width = std::abs(rect.width);
        rect.height = std::abs(rect.height);
        return rect;
    }
    Shape operator()(const RotatedBoxShape& s) const { return RotatedBoxShape{upright(s.rect)}; }
    Shape operator()(const EllipseShape& s) const { return EllipseShape{upright(s.frame)}; }
    Shape operator()(const PolylineShape& s) const
    {
        return PolylineShape{mapped(*s.points, [this](Point p) { return map(p); })};
    }
    Shape operator()(const PointShape& s) const { return PointShape{map(s.at)}; }
    Shape operator()(const SkeletonShape& s) const
    {
        return SkeletonShape{mapped(*s.points, [this](Point p) { return map(p); })};
    }
};

} // namespace

std::string_view shapeKindName(ShapeKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<ShapeKind> shapeKindFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name)
            return static_cast<ShapeKind>(i);
    return std::nullopt;
}

std::optional<Rect> bounds(const Shape& shape)
{
    return std::visit(BoundsOf{}, shape);
}

double area(const Shape& shape)
{
    return std::visit(AreaOf{}, shape);
}

TextRange extent(const SpanShape& span)
{
    return span.ranges->empty() ? TextRange{} : TextRange{span.ranges->front().begin, span.ranges->back().end};
}

bool contains(const Shape& shape, Point point)
{
    return std::visit(Contains{point}, shape);
}

Shape translated(const Shape& shape, Point delta)
{
    return std::visit(Translated{delta}, shape);
}

Shape withMembers(Shape shape, const std::map<AnnotationId, AnnotationId>& ids)
{
    if (auto* relation = std::get_if<RelationShape>(&shape)) {
        std::vector<AnnotationId> members;
        std::vector<std::string> roles;
        for (std::size_t i = 0; i < relation->members->size(); ++i)
            if (const auto it = ids.find((*relation->members)[i]); it != ids.end()) {
                members.push_back(it->second);
                if (!relation->roles->empty())
                    roles.push_back((*relation->roles)[i]);
            }
        relation->members = Shared<std::vector<AnnotationId>>(std::move(members));
        relation->roles = Shared<std::vector<std::string>>(std::move(roles));
    }
    return shape;
}

Shape scaled(const Shape& shape, const Rect& from, const Rect& to)
{
    return std::visit(Scaled{from, to}, shape);
}

} // namespace touchstone
