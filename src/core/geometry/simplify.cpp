#include "touchstone/geometry/simplify.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/geometry/segment_grid.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {

namespace {

double cross(Point a, Point b)
{
    return a.x * b.y - a.y * b.x;
}

double dot(Point a, Point b)
{
    return a.x * b.x + a.y * b.y;
}

double side(Point a, Point b, Point p)
{
    return cross(b - a, p - a);
}

bool isOn(Point a, Point b, Point p)
{
    return side(a, b, p) == 0 && dot(p - a, p - b) <= 0;
}

bool segmentsMeet(Point a, Point b, Point c, Point d)
{
    const double c1 = side(a, b, c);
    const double c2 = side(a, b, d);
    const double d1 = side(c, d, a);
    const double d2 = side(c, d, b);
    const bool crossed =
        ((c1 > 0 && c2 < 0) || (c1 < 0 && c2 > 0)) && ((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0));
    return crossed || isOn(a, b, c) || isOn(a, b, d) || isOn(c, d, a) || isOn(c, d, b);
}

/// All rings, and which of their vertices stay.
class Simplifier {
  public:
    Simplifier(const Polygon& polygon, double tolerance);
    Polygon run();

  private:
    /// One of the kept edges: from vertex `from` to `to` of a ring, both kept and none between.
    struct Edge {
        std::size_t ring = 0;
        std::size_t from = 0;
        std::size_t to = 0;
        Point a;
        Point b;
    };
    struct Farthest {
        std::size_t vertex = 0;
        double distance = -1;
    };

    std::size_t between(const Edge& edge) const;
    Farthest farthest(std::size_t ring, std::size_t from, std::size_t to) const;
    void reduce(std::size_t ring);
    void reduce(std::size_t ring, std::size_t from, std::size_t to);
    void findEdges();
    /// The next two mark edges that came where they may not be.
    void markMeeting();
    void markPassedVertices();
    bool passes(const Edge& edge, Point p) const;
    bool split();

    Polygon m_polygon;
    double m_tolerance;
    std::vector<std::reference_wrapper<Ring>> m_rings;
    std::vector<std::vector<bool>> m_kept;
    Rect m_box;
    std::vector<Edge> m_edges;
    std::vector<bool> m_marked;
};

Simplifier::Simplifier(const Polygon& polygon, double tolerance)
    : m_polygon(polygon), m_tolerance(tolerance > 0 ? tolerance : 0)
{
    for (PolygonPart& part : m_polygon) {
        m_rings.emplace_back(part.outer);
        m_rings.insert(m_rings.end(), part.holes.begin(), part.holes.end());
    }
    for (const Ring& ring : m_rings) {
        m_kept.emplace_back(ring.size(), ring.size() <= 3);
    }
    m_box = bounds(m_polygon).value_or(Rect{});
}

/// How many vertices the edge leaves out.
std::size_t Simplifier::between(const Edge& edge) const
{
    const std::size_t n = m_rings[edge.ring].get().size();
    return (edge.to + n - edge.from - 1) % n;
}

Simplifier::Farthest Simplifier::farthest(std::size_t ring, std::size_t from, std::size_t to) const
{
    const Ring& points = m_rings[ring];
    Farthest best;
    for (std::size_t i = (from + 1) % points.size(); i != to; i = (i + 1) % points.size()) {
        const double distance = distanceToSegment(points[i], points[from], points[to]);
        if (distance > best.distance) {
            best = {i, distance};
        }
    }
    return best;
}

void Simplifier::reduce(std::size_t ring, std::size_t from, std::size_t to)
{
    std::vector<std::pair<std::size_t, std::size_t>> open{{from, to}};
    while (!open.empty()) {
        const auto [a, b] = open.back();
        open.pop_back();
        const Farthest far = farthest(ring, a, b);
        if (far.distance > m_tolerance) {
            m_kept[ring][far.vertex] = true;
            open.emplace_back(a, far.vertex);
            open.emplace_back(far.vertex, b);
        }
    }
}

void Simplifier::reduce(std::size_t ring)
{
    const Ring& points = m_rings[ring];
    if (points.size() <= 3) {
        return;
    }
    // Two corners far apart, then what reaches farthest from the line between them.
    const auto first = static_cast<std::size_t>(
        std::min_element(points.begin(), points.end(),
                         [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }) -
        points.begin());
    std::size_t second = first;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (distance(points[i], points[first]) > distance(points[second], points[first])) {
            second = i;
        }
    }
    if (second == first) {
        second = (first + 1) % points.size();
    }
    m_kept[ring][first] = true;
    m_kept[ring][second] = true;
    const Farthest there = farthest(ring, first, second);
    const Farthest back = farthest(ring, second, first);
    m_kept[ring][there.distance > back.distance ? there.vertex : back.vertex] = true;
    std::vector<std::size_t> corners;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (m_kept[ring][i]) {
            corners.push_back(i);
        }
    }
    for (std::size_t i = 0; i < corners.size(); ++i) {
        reduce(ring, corners[i], corners[(i + 1) % corners.size()]);
    }
}

void Simplifier::findEdges()
{
    m_edges.clear();
    for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
        const Ring& points = m_rings[ring];
        const std::size_t begin = m_edges.size();
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (m_kept[ring][i]) {
                m_edges.push_back({ring, i, i, points[i], points[i]});
            }
        }
        const std::size_t end = m_edges.size();
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t next = i + 1 < end ? i + 1 : begin;
            m_edges[i].to = m_edges[next].from;
            m_edges[i].b = m_edges[next].a;
        }
    }
    m_marked.assign(m_edges.size(), false);
}

/// Edges that touch or lie on each other.
void Simplifier::markMeeting()
{
    SegmentGrid grid(m_box, m_edges.size());
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        grid.add(i, m_edges[i].a, m_edges[i].b);
    }
    /// Both run from `from` the same way.
    const auto overlap = [](Point from, Point p, Point q) {
        return cross(p - from, q - from) == 0 && dot(p - from, q - from) > 0;
    };
    const auto conflict = [&](std::uint32_t i, std::uint32_t j) {
        const Edge& e = m_edges[i];
        const Edge& f = m_edges[j];
        // Rings may touch by a corner, as pixels do; only one must not lie on the other.
        if (e.b == f.a || e.a == f.b || e.a == f.a || e.b == f.b) {
            return (e.b == f.a && overlap(e.b, e.a, f.b)) || (e.a == f.b && overlap(e.a, e.b, f.a)) ||
                   (e.a == f.a && overlap(e.a, e.b, f.b)) || (e.b == f.b && overlap(e.b, e.a, f.a));
        }
        return segmentsMeet(e.a, e.b, f.a, f.b);
    };
    for (const std::vector<std::uint32_t>& cell : grid.cells()) {
        for (std::size_t i = 0; i < cell.size(); ++i) {
            for (std::size_t j = i + 1; j < cell.size(); ++j) {
                if (conflict(cell[i], cell[j])) {
                    m_marked[cell[i]] = m_marked[cell[j]] = true;
                }
            }
        }
    }
}

/// Whether `p` lies between the edge and the vertices that it leaves out, or on the old way.
bool Simplifier::passes(const Edge& edge, Point p) const
{
    if (p == edge.a || p == edge.b) {
        return false;
    }
    const Ring& points = m_rings[edge.ring];
    bool inside = false;
    const auto step = [&](Point a, Point b) {
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
            inside = !inside;
        }
    };
    for (std::size_t i = edge.from; i != edge.to;) {
        const std::size_t next = (i + 1) % points.size();
        if (isOn(points[i], points[next], p)) {
            return true;
        }
        step(points[i], points[next]);
        i = next;
    }
    step(edge.b, edge.a);
    return inside;
}

/// Two new edges that cross have crossed the old way of one another too, once more or once less than twice:
/// then an end of one is on the wrong side of the other, and is found here.
void Simplifier::markPassedVertices()
{
    SegmentGrid vertices(m_box, m_edges.size());
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        vertices.add(i, m_edges[i].a, m_edges[i].a);
    }
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const Edge& edge = m_edges[i];
        if (m_marked[i] || between(edge) == 0) {
            continue;
        }
        const Ring& points = m_rings[edge.ring];
        Rect box = Rect::fromCorners(edge.a, edge.b);
        for (std::size_t v = edge.from; v != edge.to; v = (v + 1) % points.size()) {
            box = box.united({points[v].x, points[v].y, 0, 0});
        }
        bool passed = false;
        vertices.forEachCell(box, [&](const std::vector<std::uint32_t>& cell) {
            for (const std::uint32_t other : cell) {
                passed = passed || (box.contains(m_edges[other].a) && passes(edge, m_edges[other].a));
            }
        });
        if (passed) {
            m_marked[i] = true;
        }
    }
}

/// Takes one vertex back for each marked edge that leaves some out; false if none does.
bool Simplifier::split()
{
    bool any = false;
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const Edge& edge = m_edges[i];
        if (m_marked[i] && between(edge) > 0) {
            const std::size_t vertex = farthest(edge.ring, edge.from, edge.to).vertex;
            m_kept[edge.ring][vertex] = true;
            // What was near the edge may be farther from the two in its place.
            reduce(edge.ring, edge.from, vertex);
            reduce(edge.ring, vertex, edge.to);
            any = true;
        }
    }
    return any;
}

Polygon Simplifier::run()
{
    for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
        reduce(ring);
    }
    do {
        findEdges();
        markMeeting();
        markPassedVertices();
    } while (split());
    for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
        Ring& points = m_rings[ring];
        std::size_t kept = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (m_kept[ring][i]) {
                points[kept++] = points[i];
            }
        }
        points.resize(kept);
    }
    return std::move(m_polygon);
}

bool isFinite(const Ring& ring)
{
    return std::all_of(ring.begin(), ring.end(),
                       [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

} // namespace

Polygon simplified(const Polygon& polygon, double tolerance)
{
    for (const PolygonPart& part : polygon) {
        if (!isFinite(part.outer) || !std::all_of(part.holes.begin(), part.holes.end(), isFinite)) {
            return polygon;
        }
    }
    return Simplifier(polygon, tolerance).run();
}

std::uint64_t differingPixels(const Polygon& polygon, const Mask& mask)
{
    const Mask other = maskFromPolygon(polygon, mask.width, mask.height);
    return area(mask) + area(other) - 2 * area(intersect(mask, other));
}

std::uint64_t differingPixels(const Polygon& a, const Polygon& b, std::int32_t width, std::int32_t height)
{
    return differingPixels(a, maskFromPolygon(b, width, height));
}

} // namespace touchstone
