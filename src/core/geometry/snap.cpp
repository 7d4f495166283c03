#include "touchstone/geometry/snap.h"

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

/// Edges of an open line: as many as points less one; of a ring: as many as points.
std::size_t edgesOf(const Ring& points, bool closed)
{
    return points.size() < 2 ? 0 : points.size() - (closed ? 0 : 1);
}

template <class Visit>
void forEachRing(const Polygon& polygon, Visit visit)
{
    for (const PolygonPart& part : polygon) {
        visit(part.outer);
        std::ranges::for_each(part.holes, visit);
    }
}

/// The nearest so far.
struct Nearest {
    Point p;
    double vertexWithin, edgeWithin;
    Point vertex{}, edge{};
    bool anyVertex = false, anyEdge = false;

    void look(const Ring& points, bool closed)
    {
        for (const Point& v : points)
            if (const double away = distance(v, p); away <= vertexWithin) {
                vertexWithin = away;
                vertex = v;
                anyVertex = true;
            }
        for (std::size_t i = 0; !anyVertex && i < edgesOf(points, closed); ++i) {
            const Point on = nearestOnSegment(p, points[i], points[(i + 1) % points.size()]);
            if (const double away = distance(on, p); away <= edgeWithin) {
                edgeWithin = away;
                edge = on;
                anyEdge = true;
            }
        }
    }
    std::optional<Snap> found() const
    {
        if (!anyVertex && !anyEdge)
            return std::nullopt;
        return Snap{anyVertex ? vertex : edge, anyVertex};
    }
};

/// The edge on which `p` lies, the later one of two that meet there.
std::optional<std::size_t> edgeAt(const Ring& points, bool closed, Point p)
{
    std::optional<std::size_t> best;
    double within = onOutline;
    for (std::size_t i = 0; i < edgesOf(points, closed); ++i)
        if (const double away = distanceToSegment(p, points[i], points[(i + 1) % points.size()]); away <= within) {
            within = away;
            best = i;
        }
    return best;
}

/// Without what is where the way begins or ends anyway.
Ring trimmed(Ring way, Point from, Point to)
{
    std::erase_if(way, [&](Point p) { return distance(p, from) <= onOutline || distance(p, to) <= onOutline; });
    way.push_back(to);
    return way;
}

std::optional<Ring> wayOn(const Ring& points, bool closed, Point from, Point to)
{
    const std::optional<std::size_t> first = edgeAt(points, closed, from), last = edgeAt(points, closed, to);
    if (!first || !last)
        return std::nullopt;
    const std::size_t n = points.size();
    Ring forth, back;
    if (*first == *last)
        return Ring{to};
    if (closed || *first < *last) {
        for (std::size_t i = (*first + 1) % n; i != (*last + 1) % n; i = (i + 1) % n)
            forth.push_back(points[i]);
        forth = trimmed(std::move(forth), from, to);
    }
    if (closed || *first > *last) {
        for (std::size_t i = *first; i != *last; i = (i + n - 1) % n)
            back.push_back(points[i]);
        back = trimmed(std::move(back), from, to);
    }
    if (forth.empty())
        return back;
    return back.empty() || lengthOfWay(from, forth) <= lengthOfWay(from, back) ? forth : back;
}

} // namespace

Point nearestOnSegment(Point p, Point a, Point b)
{
    const Point along = b - a;
    const double length = along.x * along.x + along.y * along.y;
    if (length == 0)
        return a;
    return a + along * std::clamp(((p.x - a.x) * along.x + (p.y - a.y) * along.y) / length, 0.0, 1.0);
}

std::optional<Snap> snapped(const Polygon& polygon, Point p, double tolerance)
{
    Nearest nearest{p, tolerance, tolerance};
    forEachRing(polygon, [&](const Ring& ring) { nearest.look(ring, true); });
    return nearest.found();
}

std::optional<Snap> snappedToLine(const Ring& points, Point p, double tolerance)
{
    Nearest nearest{p, tolerance, tolerance};
    nearest.look(points, false);
    return nearest.found();
}

std::optional<Ring> alongBorder(const Polygon& polygon, Point from, Point to)
{
    std::optional<Ring> best;
    forEachRing(polygon, [&](const Ring& ring) {
        std::optional<Ring> way = wayOn(ring, true, from, to);
        if (way && (!best || lengthOfWay(from, *way) < lengthOfWay(from, *best)))
            best = std::move(way);
    });
    return best;
}

double lengthOfWay(Point from, const Ring& way)
{
    double length = 0;
    for (const Point& p : way) {
        length += distance(from, p);
        from = p;
    }
    return length;
}

std::optional<Ring> alongLine(const Ring& points, Point from, Point to)
{
    return wayOn(points, false, from, to);
}

std::optional<RingPosition> commonEdge(const Polygon& polygon, Point p, Point a, Point b)
{
    const Point along = b - a;
    const double length = distance(a, b);
    if (length == 0)
        return std::nullopt;
    for (std::size_t part = 0; part < polygon.size(); ++part)
        for (std::size_t ring = 0; ring <= polygon[part].holes.size(); ++ring) {
            const Ring& points = ringAt(polygon, {part, ring, 0});
            for (std::size_t i = 0; i < edgesOf(points, true); ++i) {
                const Point c = points[i], d = points[(i + 1) % points.size()];
                if (distanceToSegment(p, c, d) > onOutline)
                    continue;
                // Parallel to a thousandth of a pixel over the shorter of the two.
                const double turn = std::abs(along.x * (d - c).y - along.y * (d - c).x);
                if (turn <= onOutline * std::max(length, distance(c, d)))
                    return RingPosition{part, ring, i};
            }
        }
    return std::nullopt;
}

} // namespace touchstone
