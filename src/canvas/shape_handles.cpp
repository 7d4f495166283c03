#include "canvas/shape_handles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace touchstone {
namespace {

/// Corners clockwise from the top left, then the middles of the sides from the top, then the turning handle.
constexpr std::array<Point, 8> framePlaces{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {0, -1}, {1, 0}, {0, 1}, {-1, 0}}};
constexpr std::size_t turnHandle = framePlaces.size();
constexpr double turnStep = 15;

std::vector<ShapeHandle> frameHandles(const TurnedRect& frame, double arm)
{
    std::vector<ShapeHandle> handles;
    for (std::size_t i = 0; i < framePlaces.size(); ++i)
        handles.push_back({fromFrame(frame, {framePlaces[i].x * frame.width / 2, framePlaces[i].y * frame.height / 2}),
                           i < 4 ? ShapeHandle::Role::Corner : ShapeHandle::Role::Side});
    handles.push_back({fromFrame(frame, {0, -frame.height / 2 - arm}), ShapeHandle::Role::Turn});
    return handles;
}

struct HandlesOf {
    double arm;
    std::vector<ShapeHandle> operator()(const TagShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const RelationShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const SpanShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const BoxShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const PolygonShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const MaskShape&) const { return {}; }
    std::vector<ShapeHandle> operator()(const RotatedBoxShape& s) const { return frameHandles(s.rect, arm); }
    std::vector<ShapeHandle> operator()(const EllipseShape& s) const { return frameHandles(s.frame, arm); }
    std::vector<ShapeHandle> operator()(const PolylineShape& s) const
    {
        std::vector<ShapeHandle> handles;
        for (const Point& p : *s.points)
            handles.push_back({p, ShapeHandle::Role::Vertex});
        return handles;
    }
    std::vector<ShapeHandle> operator()(const PointShape& s) const { return {{s.at, ShapeHandle::Role::Vertex}}; }
    // One for each point of the template, so that the numbers agree; absent ones are out of reach.
    std::vector<ShapeHandle> operator()(const SkeletonShape& s) const
    {
        std::vector<ShapeHandle> handles;
        for (const SkeletonPoint& p : *s.points)
            handles.push_back({p.visibility == Visibility::Absent ? Point{-1e9, -1e9} : p.at,
                               ShapeHandle::Role::Vertex});
        return handles;
    }
};

TurnedRect turnedTo(TurnedRect frame, Point to, bool stepwise)
{
    const Point away = to - frame.center;
    if (away == Point{})
        return frame;
    // The handle stands over the top side, a quarter turn before the direction of the width.
    double angle = std::atan2(away.y, away.x) * 180 / std::numbers::pi + 90;
    if (stepwise)
        angle = std::round(angle / turnStep) * turnStep;
    frame.angle = normalizedAngle(angle);
    return frame;
}

TurnedRect pulled(const TurnedRect& frame, std::size_t handle, Point to, HandleDrag how)
{
    if (handle == turnHandle)
        return turnedTo(frame, to, how.keepRatio);
    const Point place = framePlaces[handle];
    const Point local = toFrame(frame, to);
    // Measured from the side that stays: the opposite one, or the middle.
    const auto side = [&](double direction, double whole, double reached) {
        if (direction == 0)
            return whole;
        return std::max(leastSide, how.fromCenter ? 2 * direction * reached : direction * reached + whole / 2);
    };
    double width = side(place.x, frame.width, local.x);
    double height = side(place.y, frame.height, local.y);
    if (how.keepRatio && place.x != 0 && place.y != 0 && frame.width > 0 && frame.height > 0) {
        const double grow = std::max(width / frame.width, height / frame.height);
        width = frame.width * grow;
        height = frame.height * grow;
    }
    TurnedRect result = frame;
    result.width = width;
    result.height = height;
    if (!how.fromCenter)
        result.center = fromFrame(
            frame, {place.x * (width - frame.width) / 2, place.y * (height - frame.height) / 2});
    return result;
}

struct Pull {
    std::size_t handle;
    Point to;
    HandleDrag how;
    Shape operator()(const TagShape& s) const { return s; }
    Shape operator()(const RelationShape& s) const { return s; }
    Shape operator()(const SpanShape& s) const { return s; }
    Shape operator()(const BoxShape& s) const { return s; }
    Shape operator()(const PolygonShape& s) const { return s; }
    Shape operator()(const MaskShape& s) const { return s; }
    Shape operator()(const RotatedBoxShape& s) const { return RotatedBoxShape{pulled(s.rect, handle, to, how)}; }
    Shape operator()(const EllipseShape& s) const { return EllipseShape{pulled(s.frame, handle, to, how)}; }
    Shape operator()(const PolylineShape& s) const
    {
        Ring points = *s.points;
        points[handle] = to;
        return PolylineShape{std::move(points)};
    }
    Shape operator()(const PointShape&) const { return PointShape{to}; }
    Shape operator()(const SkeletonShape& s) const
    {
        Skeleton points = *s.points;
        points[handle].at = to;
        return SkeletonShape{std::move(points)};
    }
};

} // namespace

std::vector<ShapeHandle> handlesOf(const Shape& shape, double arm)
{
    return std::visit(HandlesOf{arm}, shape);
}

std::optional<std::size_t> handleAt(const std::vector<ShapeHandle>& handles, Point point, double tolerance)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < handles.size(); ++i) {
        const double away = distance(handles[i].at, point);
        if (away <= tolerance) {
            best = i;
            tolerance = away;
        }
    }
    return best;
}

Shape withHandleAt(const Shape& shape, std::size_t handle, Point to, HandleDrag how)
{
    return handle < handlesOf(shape, 0).size() ? std::visit(Pull{handle, to, how}, shape) : shape;
}

Shape turned(const Shape& shape, double degrees)
{
    if (const auto* box = std::get_if<RotatedBoxShape>(&shape)) {
        TurnedRect rect = box->rect;
        rect.angle = normalizedAngle(rect.angle + degrees);
        return RotatedBoxShape{rect};
    }
    if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) {
        TurnedRect frame = ellipse->frame;
        frame.angle = normalizedAngle(frame.angle + degrees);
        return EllipseShape{frame};
    }
    return shape;
}

} // namespace touchstone
