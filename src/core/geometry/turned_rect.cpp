#include "touchstone/geometry/turned_rect.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace touchstone {

namespace {

struct Direction {
    double cosine = 1;
    double sine = 0;
};

/// Exact at the quarter turns, so that they do not shift corners by a rounding error.
Direction directionOf(double degrees)
{
    const double turn = std::remainder(degrees, 360.0);
    if (turn == 0) {
        return {1, 0};
    }
    if (turn == 90) {
        return {0, 1};
    }
    if (turn == -90) {
        return {0, -1};
    }
    if (std::abs(turn) == 180) {
        return {-1, 0};
    }
    const double radians = turn * std::numbers::pi / 180;
    return {std::cos(radians), std::sin(radians)};
}

double degreesOf(Point direction)
{
    return std::atan2(direction.y, direction.x) * 180 / std::numbers::pi;
}

} // namespace

Point toFrame(const TurnedRect& rect, Point p)
{
    const Direction d = directionOf(rect.angle);
    const Point away = p - rect.center;
    return {away.x * d.cosine + away.y * d.sine, away.y * d.cosine - away.x * d.sine};
}

Point fromFrame(const TurnedRect& rect, Point p)
{
    const Direction d = directionOf(rect.angle);
    return {rect.center.x + p.x * d.cosine - p.y * d.sine, rect.center.y + p.x * d.sine + p.y * d.cosine};
}

std::array<Point, 4> corners(const TurnedRect& rect)
{
    const double x = rect.width / 2;
    const double y = rect.height / 2;
    return {fromFrame(rect, {-x, -y}), fromFrame(rect, {x, -y}), fromFrame(rect, {x, y}),
            fromFrame(rect, {-x, y})};
}

Rect bounds(const TurnedRect& rect)
{
    const Direction d = directionOf(rect.angle);
    const double width = rect.width * std::abs(d.cosine) + rect.height * std::abs(d.sine);
    const double height = rect.width * std::abs(d.sine) + rect.height * std::abs(d.cosine);
    return {rect.center.x - width / 2, rect.center.y - height / 2, width, height};
}

bool contains(const TurnedRect& rect, Point p)
{
    const Point local = toFrame(rect, p);
    return std::abs(local.x) <= rect.width / 2 && std::abs(local.y) <= rect.height / 2;
}

double normalizedAngle(double degrees)
{
    const double turn = std::remainder(degrees, 360.0);
    return turn == -180 ? 180 : turn;
}

TurnedRect turnedRectOver(Point a, Point b, Point side)
{
    const Point along = b - a;
    const double width = std::hypot(along.x, along.y);
    TurnedRect rect{(a + b) * 0.5, width, 0, degreesOf(along)};
    const double reach = toFrame(rect, side).y;
    rect.height = std::abs(reach);
    rect.center = fromFrame(rect, {0, reach / 2});
    return rect;
}

TurnedRect scaled(const TurnedRect& rect, const Rect& from, const Rect& to)
{
    const double sx = from.width > 0 ? to.width / from.width : 1;
    const double sy = from.height > 0 ? to.height / from.height : 1;
    const Direction d = directionOf(rect.angle);
    const Point along{d.cosine * sx, d.sine * sy};
    const Point across{-d.sine * sx, d.cosine * sy};
    TurnedRect result = rect;
    result.center = {to.x + (rect.center.x - from.x) * sx, to.y + (rect.center.y - from.y) * sy};
    result.width = rect.width * std::hypot(along.x, along.y);
    result.height = rect.height * std::hypot(across.x, across.y);
    if (std::abs(sx) != std::abs(sy) || sx * sy < 0) {
        result.angle = d.sine == 0 || d.cosine == 0 ? rect.angle : degreesOf(along);
    }
    return result;
}

Rect ellipseBounds(const TurnedRect& frame)
{
    const Direction d = directionOf(frame.angle);
    const double x = std::hypot(frame.width * d.cosine, frame.height * d.sine);
    const double y = std::hypot(frame.width * d.sine, frame.height * d.cosine);
    return {frame.center.x - x / 2, frame.center.y - y / 2, x, y};
}

bool ellipseContains(const TurnedRect& frame, Point p)
{
    if (!(frame.width > 0 && frame.height > 0)) {
        return false;
    }
    const Point local = toFrame(frame, p);
    const double x = local.x / (frame.width / 2);
    const double y = local.y / (frame.height / 2);
    return x * x + y * y <= 1;
}

Ring ellipseOutline(const TurnedRect& frame, double tolerance)
{
    // A chord over the angle t of a circle of radius r leaves it by r (1 − cos(t / 2)).
    const double radius = std::max(frame.width, frame.height) / 2;
    const double cosine = 1 - std::min(1.0, std::max(tolerance, 1e-6) / std::max(radius, 1e-9));
    const double count = std::ceil(std::numbers::pi / std::max(std::acos(cosine), 1e-3) / 4) * 4;
    const auto points = static_cast<std::size_t>(std::clamp(count, 16.0, 4096.0));
    Ring ring(points);
    for (std::size_t i = 0; i < points; ++i) {
        const double t = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(points);
        ring[i] = fromFrame(frame, {frame.width / 2 * std::cos(t), frame.height / 2 * std::sin(t)});
    }
    return ring;
}

} // namespace touchstone
