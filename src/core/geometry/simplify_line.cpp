#include <algorithm>
#include <cmath>
#include <utility>

#include "touchstone/geometry/simplify.h"

namespace touchstone {

namespace {

constexpr double shortest = 0.01;

Ring densifiedRing(const Ring& points, double longest, bool closed)
{
    Ring result;
    for (std::size_t i = 0; i < points.size(); ++i) {
        result.push_back(points[i]);
        if (!closed && i + 1 == points.size())
            break;
        const Point next = points[(i + 1) % points.size()];
        const double length = distance(points[i], next);
        if (!std::isfinite(length))
            continue;
        const auto pieces = static_cast<std::size_t>(std::ceil(length / std::max(longest, shortest) - 1e-9));
        for (std::size_t piece = 1; piece < pieces; ++piece)
            result.push_back(points[i] + (next - points[i]) * (double(piece) / double(pieces)));
    }
    return result;
}

} // namespace

Ring simplifiedLine(const Ring& points, double tolerance)
{
    if (points.size() <= 2 ||
        !std::ranges::all_of(points, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }))
        return points;
    std::vector<bool> kept(points.size(), false);
    kept.front() = kept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        std::size_t farthest = from;
        double most = std::max(tolerance, 0.0);
        for (std::size_t i = from + 1; i < to; ++i)
            if (const double away = distanceToSegment(points[i], points[from], points[to]); away > most) {
                most = away;
                farthest = i;
            }
        if (farthest == from)
            continue;
        kept[farthest] = true;
        open.emplace_back(from, farthest);
        open.emplace_back(farthest, to);
    }
    Ring result;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (kept[i])
            result.push_back(points[i]);
    return result;
}

Polygon densified(const Polygon& polygon, double longest)
{
    Polygon result = polygon;
    for (PolygonPart& part : result) {
        part.outer = densifiedRing(part.outer, longest, true);
        for (Ring& hole : part.holes)
            hole = densifiedRing(hole, longest, true);
    }
    return result;
}

Ring densifiedLine(const Ring& points, double longest)
{
    return densifiedRing(points, longest, false);
}

} // namespace touchstone
