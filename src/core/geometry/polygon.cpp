#include "touchstone/geometry/polygon.h"

#include <algorithm>
#include <numeric>

#include "touchstone/geometry/snap.h"

namespace touchstone {

namespace {

/// Calls `visit` with each ring of the polygon, outer rings and holes.
template <class Visit>
void forEachRing(const Polygon& polygon, Visit visit)
{
    for (const PolygonPart& part : polygon) {
        visit(part.outer);
        for (const Ring& hole : part.holes) {
            visit(hole);
        }
    }
}

struct Extent {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    bool any = false;

    void add(const Ring& ring)
    {
        for (const Point& p : ring) {
            left = any ? std::min(left, p.x) : p.x;
            top = any ? std::min(top, p.y) : p.y;
            right = any ? std::max(right, p.x) : p.x;
            bottom = any ? std::max(bottom, p.y) : p.y;
            any = true;
        }
    }
    std::optional<Rect> rect() const
    {
        return any ? std::optional<Rect>(Rect{left, top, right - left, bottom - top}) : std::nullopt;
    }
};

double cross(Point a, Point b, Point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// For a point in line with the segment.
bool withinBox(Point a, Point b, Point p)
{
    return p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
           p.y <= std::max(a.y, b.y);
}

bool segmentsMeet(Point a, Point b, Point c, Point d)
{
    const double c1 = cross(a, b, c);
    const double c2 = cross(a, b, d);
    const double c3 = cross(c, d, a);
    const double c4 = cross(c, d, b);
    if (((c1 > 0 && c2 < 0) || (c1 < 0 && c2 > 0)) && ((c3 > 0 && c4 < 0) || (c3 < 0 && c4 > 0))) {
        return true;
    }
    return (c1 == 0 && withinBox(a, b, c)) || (c2 == 0 && withinBox(a, b, d)) ||
           (c3 == 0 && withinBox(c, d, a)) || (c4 == 0 && withinBox(c, d, b));
}

} // namespace

double signedArea(const Ring& ring)
{
    if (ring.size() < 3) {
        return 0;
    }
    // Relative to the first point, so that small rings far from the origin keep their digits.
    double sum = 0;
    const Point origin = ring.front();
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const Point a = ring[i] - origin;
        const Point b = ring[i + 1] - origin;
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

double area(const Polygon& polygon)
{
    double sum = 0;
    for (const PolygonPart& part : polygon) {
        sum += std::abs(signedArea(part.outer));
        for (const Ring& hole : part.holes) {
            sum -= std::abs(signedArea(hole));
        }
    }
    return sum;
}

std::optional<Rect> bounds(const Polygon& polygon)
{
    Extent extent;
    forEachRing(polygon, [&](const Ring& ring) { extent.add(ring); });
    return extent.rect();
}

std::optional<Rect> bounds(const Ring& ring)
{
    Extent extent;
    extent.add(ring);
    return extent.rect();
}

bool contains(const Ring& ring, Point point)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point& a = ring[i];
        const Point& b = ring[j];
        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

bool contains(const Polygon& polygon, Point point)
{
    return std::any_of(polygon.begin(), polygon.end(), [&](const PolygonPart& part) {
        bool inside = contains(part.outer, point);
        for (const Ring& hole : part.holes) {
            inside = inside != contains(hole, point);
        }
        return inside;
    });
}

double distanceToSegment(Point p, Point a, Point b)
{
    return distance(p, nearestOnSegment(p, a, b));
}

bool selfIntersects(const Ring& given)
{
    // Repeated points would make edges without length, which touch everything beside them.
    Ring ring;
    std::unique_copy(given.begin(), given.end(), std::back_inserter(ring));
    while (ring.size() > 1 && ring.front() == ring.back()) {
        ring.pop_back();
    }
    const std::size_t n = ring.size();
    if (n < 4) {
        return false;
    }
    const auto start = [&](std::size_t edge) { return ring[edge]; };
    const auto end = [&](std::size_t edge) { return ring[edge + 1 == n ? 0 : edge + 1]; };
    const auto left = [&](std::size_t edge) { return std::min(start(edge).x, end(edge).x); };
    const auto right = [&](std::size_t edge) { return std::max(start(edge).x, end(edge).x); };
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return left(a) < left(b); });
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t a = order[i];
        const double stop = right(a);
        for (std::size_t j = i + 1; j < n && left(order[j]) <= stop; ++j) {
            const std::size_t b = order[j];
            const std::size_t gap = a > b ? a - b : b - a;
            if (gap > 1 && gap < n - 1 && segmentsMeet(start(a), end(a), start(b), end(b))) {
                return true;
            }
        }
    }
    return false;
}

std::size_t vertexCount(const Polygon& polygon)
{
    std::size_t count = 0;
    forEachRing(polygon, [&](const Ring& ring) { count += ring.size(); });
    return count;
}

} // namespace touchstone
