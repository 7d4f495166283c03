#include "touchstone/geometry/brush.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace touchstone {

namespace {

struct Interval {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double from, double to)
    {
        low = std::min(low, from);
        high = std::max(high, to);
    }
};

/// What the line at height y has of the sweep; the sweep is convex, so that it is one interval.
Interval roundRow(Point a, Point b, double radius, double y)
{
    Interval row;
    for (const Point& end : {a, b}) {
        const double away = y - end.y;
        if (std::abs(away) <= radius) {
            const double reach = std::sqrt(radius * radius - away * away);
            row.add(end.x - reach, end.x + reach);
        }
    }
    const Point along = b - a;
    const double length = std::hypot(along.x, along.y);
    if (length == 0) {
        return row;
    }
    // The four sides of the rectangle between the ends.
    const Point across{-along.y / length * radius, along.x / length * radius};
    const Point corners[]{a + across, b + across, b - across, a - across};
    for (int i = 0; i < 4; ++i) {
        const Point& p = corners[i];
        const Point& q = corners[(i + 1) % 4];
        if (std::min(p.y, q.y) <= y && y <= std::max(p.y, q.y)) {
            const double x = p.y == q.y ? p.x : p.x + (q.x - p.x) * (y - p.y) / (q.y - p.y);
            row.add(x, x);
            if (p.y == q.y) {
                row.add(q.x, q.x);
            }
        }
    }
    return row;
}

Interval squareRow(Point a, Point b, double radius, double y)
{
    // Of the way from a to b, the part on which the square meets the line.
    double from = 0;
    double to = 1;
    const double dy = b.y - a.y;
    if (dy == 0) {
        if (std::abs(y - a.y) > radius) {
            return {};
        }
    } else {
        const double t0 = (y - radius - a.y) / dy;
        const double t1 = (y + radius - a.y) / dy;
        from = std::max(from, std::min(t0, t1));
        to = std::min(to, std::max(t0, t1));
        if (from > to) {
            return {};
        }
    }
    Interval row;
    for (const double t : {from, to}) {
        const double x = a.x + (b.x - a.x) * t;
        row.add(x - radius, x + radius);
    }
    return row;
}

/// A place in pixels, for comparing only: far outside stays far outside.
std::int32_t pixel(double value)
{
    return static_cast<std::int32_t>(std::clamp(value, -2.0e9, 2.0e9));
}

} // namespace

void forEachBrushRow(const Brush& brush, Point from, Point to, std::int32_t width, std::int32_t height,
                     const std::function<void(std::int32_t, std::int32_t, std::int32_t)>& visit)
{
    const double radius = std::max(brush.radius, 0.5);
    const std::int32_t top = std::max(0, pixel(std::floor(std::min(from.y, to.y) - radius)));
    const std::int32_t bottom = std::min(height - 1, pixel(std::ceil(std::max(from.y, to.y) + radius)));
    for (std::int32_t y = top; y <= bottom; ++y) {
        Interval row = brush.tip == BrushTip::Round ? roundRow(from, to, radius, y + 0.5)
                                                    : squareRow(from, to, radius, y + 0.5);
        for (const Point& end : {from, to}) {
            if (pixel(std::floor(end.y)) == y) {
                row.add(std::floor(end.x) + 0.5, std::floor(end.x) + 0.5);
            }
        }
        const std::int32_t x0 = std::max(0, pixel(std::ceil(row.low - 0.5)));
        const std::int32_t x1 = std::min(width, pixel(std::floor(row.high - 0.5) + 1));
        if (x0 < x1) {
            visit(y, x0, x1);
        }
    }
}

} // namespace touchstone
