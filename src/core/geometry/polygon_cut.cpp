#include "touchstone/geometry/polygon_cut.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/geometry/geos.h"

namespace touchstone {
namespace {

/// What is nearer is one place, in pixels.
constexpr double nearness = 1e-6;
/// A line that ends so near to an outline has reached it.
constexpr double reach = 0.01;

bool isFinite(const Ring& ring)
{
    return std::ranges::all_of(ring, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

bool isFinite(const Polygon& polygon)
{
    return std::ranges::all_of(polygon, [](const PolygonPart& part) {
        return isFinite(part.outer) &&
               std::ranges::all_of(part.holes, [](const Ring& hole) { return isFinite(hole); });
    });
}

double lengthOf(const Ring& ring)
{
    double length = 0;
    for (std::size_t i = 0; i < ring.size(); ++i)
        length += distance(ring[i], ring[(i + 1) % ring.size()]);
    return length;
}

/// Twice the area for each pixel of the outline: about how broad it is where it is long.
double breadth(const PolygonPart& part)
{
    double length = lengthOf(part.outer);
    for (const Ring& hole : part.holes)
        length += lengthOf(hole);
    return length > 0 ? 2 * area({part}) / length : 0;
}

bool touching(const std::optional<Rect>& one, const std::optional<Rect>& other)
{
    return one && other && one->adjusted(nearness).intersects(*other);
}

/// With a little more at both ends, so that an end on an outline crosses it. The ends themselves stay vertices.
Ring lengthened(const Ring& line)
{
    Ring points;
    for (const Point& p : line)
        if (points.empty() || distance(points.back(), p) > nearness)
            points.push_back(p);
    if (points.size() < 2)
        return {};
    const auto beyond = [](Point end, Point before) { return end + (end - before) * (reach / distance(end, before)); };
    const Point first = beyond(points[0], points[1]);
    points.push_back(beyond(points.back(), points[points.size() - 2]));
    points.insert(points.begin(), first);
    return points;
}

/// The faces of the lines that belong to the region.
std::vector<PolygonPart> facesWithin(const Geos& geos, const Geos::Geometry& noded, const std::vector<Polygon>& region)
{
    std::vector<PolygonPart> faces = geos.faces(noded);
    std::erase_if(faces, [&](const PolygonPart& face) {
        const std::optional<Point> inside = geos.within(face);
        return !inside || std::ranges::none_of(region, [&](const Polygon& p) { return contains(p, *inside); });
    });
    return faces;
}

/// Each piece that is too thin goes to the one with which it has the longest border.
void mergeThin(const Geos& geos, std::vector<PolygonPart>& pieces)
{
    for (std::size_t i = 0; i < pieces.size() && pieces.size() > 1;) {
        if (breadth(pieces[i]) >= thinnestPiece) {
            ++i;
            continue;
        }
        std::size_t best = i;
        double longest = 0;
        for (std::size_t j = 0; j < pieces.size(); ++j) {
            const double common = j != i && touching(bounds(pieces[i].outer), bounds(pieces[j].outer)) ? geos.commonBorder(pieces[i], pieces[j]) : 0;
            if (common > longest) {
                longest = common;
                best = j;
            }
        }
        std::vector<PolygonPart> both = geos.merged({pieces[i], pieces[best]});
        if (best == i || both.size() != 1) {
            ++i;
            continue;
        }
        pieces[best] = std::move(both.front());
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;
    }
}

/// One face of the region.
std::vector<PolygonPart> cut(const Geos& geos, const PolygonPart& part, const Ring& line)
{
    const Geos::Geometry drawn = geos.line(line, false);
    const Geos::Geometry outline = geos.outlines({part});
    const Geos::Geometry fitted = geos.snapped(drawn, outline, nearness);
    std::vector<PolygonPart> pieces =
        facesWithin(geos, geos.noded(geos.snapped(outline, fitted, nearness), fitted), {Polygon{part}});
    mergeThin(geos, pieces);
    return pieces;
}

} // namespace

Polygon united(const std::vector<Polygon>& polygons)
{
    Polygon all;
    for (const Polygon& polygon : polygons)
        all.insert(all.end(), polygon.begin(), polygon.end());
    if (!isFinite(all))
        return all;
    const Geos geos;
    std::vector<Geos::Geometry> outlines;
    std::vector<std::optional<Rect>> boxes;
    for (std::size_t i = 0; i < all.size(); ++i) {
        outlines.push_back(geos.outlines({all[i]}));
        boxes.push_back(bounds(all[i].outer));
        for (std::size_t j = 0; j < i; ++j)
            if (touching(boxes[i], boxes[j])) {
                outlines[i] = geos.snapped(outlines[i], outlines[j], nearness);
                outlines[j] = geos.snapped(outlines[j], outlines[i], nearness);
            }
    }
    Polygon result = geos.merged(facesWithin(geos, geos.noded(geos.together(std::move(outlines))), polygons));
    return result.empty() ? all : result;
}

std::vector<Polygon> sliced(const Polygon& polygon, const Ring& drawn)
{
    if (!isFinite(polygon) || !isFinite(drawn))
        return {};
    const Ring line = lengthened(drawn);
    const std::optional<Rect> way = bounds(line);
    if (!way)
        return {};
    const Geos geos;
    std::vector<PolygonPart> pieces;
    Polygon whole;
    for (PolygonPart& part : united({polygon})) {
        std::vector<PolygonPart> cuts;
        if (const std::optional<Rect> box = bounds(part.outer); box && box->intersects(*way))
            cuts = cut(geos, part, line);
        if (cuts.size() < 2)
            whole.push_back(std::move(part));
        else
            pieces.insert(pieces.end(), cuts.begin(), cuts.end());
    }
    std::ranges::stable_sort(pieces, std::greater<>(), [](const PolygonPart& piece) { return area({piece}); });
    std::vector<Polygon> result;
    for (PolygonPart& piece : pieces)
        result.push_back({std::move(piece)});
    if (!result.empty())
        result.front().insert(result.front().end(), whole.begin(), whole.end());
    return result;
}

std::vector<Ring> slicedLine(const Ring& points, const Ring& drawn)
{
    if (!isFinite(points) || !isFinite(drawn))
        return {};
    const Ring line = lengthened(drawn);
    const auto cross = [](Point a, Point b) { return a.x * b.y - a.y * b.x; };
    std::vector<Ring> pieces;
    Ring piece;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (piece.empty() || distance(piece.back(), points[i]) > nearness)
            piece.push_back(points[i]);
        const Point along = points[i + 1] - points[i];
        std::vector<double> places;
        for (std::size_t j = 0; j + 1 < line.size(); ++j) {
            const Point other = line[j + 1] - line[j];
            const double turn = cross(along, other);
            if (turn == 0)
                continue;
            const double t = cross(line[j] - points[i], other) / turn;
            const double u = cross(line[j] - points[i], along) / turn;
            if (t >= 0 && t <= 1 && u >= 0 && u <= 1)
                places.push_back(t);
        }
        std::ranges::sort(places);
        for (const double t : places) {
            const Point at = t == 1 ? points[i + 1] : points[i] + along * t;
            const bool atStart = piece.size() == 1 && distance(piece.front(), at) <= thinnestPiece;
            const bool atEnd = i + 2 == points.size() && distance(points.back(), at) <= thinnestPiece;
            if (atStart || atEnd)
                continue;
            if (distance(piece.back(), at) > nearness)
                piece.push_back(at);
            pieces.push_back(std::exchange(piece, {at}));
        }
    }
    if (points.empty())
        return {};
    if (piece.empty() || piece.back() != points.back())
        piece.push_back(points.back());
    pieces.push_back(std::move(piece));
    return pieces;
}

} // namespace touchstone
