#include "touchstone/geometry/polygon.h"

namespace touchstone {

namespace {

Ring& ringOf(Polygon& polygon, const RingPosition& at)
{
    PolygonPart& part = polygon[at.part];
    return at.ring == 0 ? part.outer : part.holes[at.ring - 1];
}

/// The position with the smallest `measure(ring, vertex)` that is not over `tolerance`.
template <class Measure>
std::optional<RingPosition> nearest(const Polygon& polygon, double tolerance, Measure measure)
{
    std::optional<RingPosition> best;
    double limit = tolerance;
    for (std::size_t part = 0; part < polygon.size(); ++part) {
        for (std::size_t ring = 0; ring <= polygon[part].holes.size(); ++ring) {
            const Ring& points = ringAt(polygon, {part, ring, 0});
            for (std::size_t vertex = 0; vertex < points.size(); ++vertex) {
                const double value = measure(points, vertex);
                if (best ? value < limit : value <= limit) {
                    limit = value;
                    best = RingPosition{part, ring, vertex};
                }
            }
        }
    }
    return best;
}

} // namespace

const Ring& ringAt(const Polygon& polygon, const RingPosition& at)
{
    const PolygonPart& part = polygon[at.part];
    return at.ring == 0 ? part.outer : part.holes[at.ring - 1];
}

std::optional<RingPosition> nearestVertex(const Polygon& polygon, Point p, double tolerance)
{
    return nearest(polygon, tolerance, [&](const Ring& ring, std::size_t i) { return distance(ring[i], p); });
}

std::optional<RingPosition> nearestEdge(const Polygon& polygon, Point p, double tolerance)
{
    return nearest(polygon, tolerance, [&](const Ring& ring, std::size_t i) {
        return distanceToSegment(p, ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
    });
}

Polygon movedVertex(Polygon polygon, const RingPosition& at, Point to)
{
    ringOf(polygon, at)[at.vertex] = to;
    return polygon;
}

Polygon insertedVertex(Polygon polygon, const RingPosition& at, Point p)
{
    Ring& ring = ringOf(polygon, at);
    ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at.vertex) + 1, p);
    return polygon;
}

Polygon removedVertex(Polygon polygon, const RingPosition& at)
{
    Ring& ring = ringOf(polygon, at);
    ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(at.vertex));
    if (ring.size() >= 3) {
        return polygon;
    }
    if (at.ring == 0) {
        polygon.erase(polygon.begin() + static_cast<std::ptrdiff_t>(at.part));
    } else {
        std::vector<Ring>& holes = polygon[at.part].holes;
        holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(at.ring) - 1);
    }
    return polygon;
}

} // namespace touchstone
