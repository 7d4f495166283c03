#include "core/assist/edge_line.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "touchstone/assist/scissors.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

namespace {

int luminanceAt(const PixelView& view, std::int32_t x, std::int32_t y)
{
    const std::uint8_t* pixel = view.at(std::clamp(x, 0, view.width - 1), std::clamp(y, 0, view.height - 1));
    return (29 * pixel[0] + 150 * pixel[1] + 77 * pixel[2] + 128) >> 8;
}

/// Points of a line about `spacing` apart, both ends included.
std::vector<Point> spaced(const std::vector<Point>& line, double spacing)
{
    std::vector<Point> points = {line.front()};
    for (const Point point : line)
        if (distance(points.back(), point) >= spacing)
            points.push_back(point);
    if (points.size() > 1 && distance(points.back(), line.back()) < spacing / 2)
        points.pop_back();
    points.push_back(line.back());
    return points;
}

} // namespace

double gradientAt(const PixelView& view, std::int32_t x, std::int32_t y)
{
    const auto at = [&](int dx, int dy) { return luminanceAt(view, x + dx, y + dy); };
    const int across = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
    const int down = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
    return std::hypot(across, down);
}

Point snappedToEdge(const PixelView& view, Point place, double radius)
{
    constexpr double kFaintest = 40;
    const double reach = std::isfinite(radius) ? std::clamp(radius, 0.0, 200.0) : 0;
    const PixelRect around = pixelsUnder(view, Rect{place.x, place.y, 0, 0}.adjusted(reach));
    Point best = place;
    double strongest = kFaintest, nearest = 0;
    for (std::int32_t y = around.y; y < around.y + around.height; ++y) {
        for (std::int32_t x = around.x; x < around.x + around.width; ++x) {
            const Point middle{x + 0.5, y + 0.5};
            const double away = distance(middle, place);
            const double gradient = away <= reach ? gradientAt(view, x, y) : 0;
            if (gradient > strongest || (gradient == strongest && away < nearest)) {
                strongest = gradient;
                nearest = away;
                best = middle;
            }
        }
    }
    return best;
}

std::vector<Point> movedOntoEdge(const PixelView& view, const std::vector<Point>& line, int reach)
{
    if (line.size() < 2 || reach < 1)
        return line;
    const std::vector<Point> points = spaced(line, std::max(2, reach));
    const std::size_t places = 2 * std::size_t(reach) + 1;
    std::vector<Point> normals(points.size());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const Point along = points[i + 1] - points[i - 1];
        const double length = std::max(1e-9, std::hypot(along.x, along.y));
        normals[i] = {-along.y / length, along.x / length};
    }
    const auto placeOf = [&](std::size_t i, std::size_t k) {
        return points[i] + normals[i] * (double(k) - double(reach));
    };

    // The cheapest way through one place on each normal. A step aside by as much as the line goes on costs
    // about as much as a middling edge gains.
    constexpr double kBend = 150;
    const double bend = kBend / double(reach * reach);
    constexpr double kFar = std::numeric_limits<double>::max() / 4;
    std::vector<double> costs(places, kFar);
    costs[std::size_t(reach)] = 0;
    std::vector<std::vector<std::size_t>> before(points.size(), std::vector<std::size_t>(places));
    for (std::size_t i = 1; i < points.size(); ++i) {
        std::vector<double> next(places, kFar);
        const bool last = i + 1 == points.size();
        for (std::size_t k = 0; k < places; ++k) {
            if (last && k != std::size_t(reach))
                continue;
            for (std::size_t from = 0; from < places; ++from) {
                const double step = double(k) - double(from);
                const double cost = costs[from] + bend * step * step;
                if (cost < next[k]) {
                    next[k] = cost;
                    before[i][k] = from;
                }
            }
            const Point place = placeOf(i, k);
            next[k] -= gradientAt(view, static_cast<std::int32_t>(std::floor(place.x)),
                                  static_cast<std::int32_t>(std::floor(place.y)));
        }
        costs = std::move(next);
    }
    std::vector<Point> moved(points.size());
    std::size_t k = std::size_t(reach);
    for (std::size_t i = points.size(); i-- > 0; k = before[i][k]) {
        const Point place = placeOf(i, k);
        moved[i] = {std::clamp(place.x, 0.0, double(view.width)), std::clamp(place.y, 0.0, double(view.height))};
    }
    return moved;
}

} // namespace touchstone
