#include "tools/polygon_commands.h"

#include <algorithm>
#include <optional>

#include "touchstone/geometry/polygon_cut.h"
#include "touchstone/geometry/simplify.h"

namespace touchstone {
namespace {

std::vector<Shape> cut(const Shape& shape, const Ring& line)
{
    std::vector<Shape> pieces;
    if (const auto* polygon = std::get_if<PolygonShape>(&shape))
        for (Polygon& piece : sliced(*polygon->polygon, line))
            pieces.push_back(PolygonShape{std::move(piece)});
    if (const auto* points = std::get_if<PolylineShape>(&shape))
        for (Ring& piece : slicedLine(*points->points, line))
            pieces.push_back(PolylineShape{std::move(piece)});
    return pieces;
}

struct Line {
    const Annotation* annotation;
    Ring points;
};

/// Both from end to end; none when they do not meet.
std::optional<Ring> chained(Ring a, Ring b, double reach)
{
    const auto apart = [&](bool front, bool otherFront) {
        return distance(front ? a.front() : a.back(), otherFront ? b.front() : b.back());
    };
    const double best = std::min({apart(false, true), apart(false, false), apart(true, true), apart(true, false)});
    if (best > reach)
        return std::nullopt;
    if (best == apart(false, false))
        std::ranges::reverse(b);
    else if (best == apart(true, true))
        std::ranges::reverse(a);
    else if (best == apart(true, false))
        std::swap(a, b);
    a.insert(a.end(), b.begin() + (a.back() == b.front() ? 1 : 0), b.end());
    return a;
}

/// Joins lines as long as any two meet; each goes into the one that comes first.
void joinLines(std::vector<Line>& lines, Selection& gone, double reach)
{
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            std::optional<Ring> both = chained(lines[i].points, lines[j].points, reach);
            if (!both)
                continue;
            lines[i].points = std::move(*both);
            gone.push_back(lines[j].annotation->id);
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(j));
            j = i; // What did not meet it before may do so now.
        }
}

} // namespace

bool hasOutline(const Shape& shape)
{
    return std::holds_alternative<PolygonShape>(shape) || std::holds_alternative<PolylineShape>(shape);
}

Slices slice(const LayerContent& content, const Selection& selection, const Ring& line)
{
    Slices result;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        std::vector<Shape> pieces = annotation ? cut(annotation->shape, line) : std::vector<Shape>{};
        if (pieces.size() < 2)
            continue;
        result.cut.push_back(id);
        result.pieces.push_back(id);
        Annotation after = *annotation;
        after.shape = std::move(pieces.front());
        result.changes.push_back(content.replacement(after));
        // Of a piece nobody predicted anything, and what else its object has stays with the first.
        after.instance = {};
        after.score.reset();
        after.origin = {};
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            after.id = AnnotationId::create();
            after.shape = std::move(pieces[i]);
            result.pieces.push_back(after.id);
            result.changes.push_back(content.creation(after));
        }
    }
    return result;
}

std::vector<Change> join(const LayerContent& content, const Selection& selection, double reach)
{
    std::vector<Polygon> polygons;
    const Annotation* first = nullptr;
    std::vector<Line> lines;
    Selection gone;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        if (!annotation)
            continue;
        if (const auto* shape = std::get_if<PolygonShape>(&annotation->shape)) {
            polygons.push_back(*shape->polygon);
            if (first)
                gone.push_back(id);
            else
                first = annotation;
        }
        if (const auto* shape = std::get_if<PolylineShape>(&annotation->shape); shape && !shape->points->empty())
            lines.push_back({annotation, *shape->points});
    }
    std::vector<Change> changes;
    const auto put = [&](const Annotation& before, Shape shape) {
        Annotation after = before;
        after.shape = std::move(shape);
        if (after != before)
            changes.push_back(content.replacement(std::move(after)));
    };
    if (polygons.size() > 1)
        put(*first, PolygonShape{united(polygons)});
    joinLines(lines, gone, reach);
    for (Line& line : lines)
        put(*line.annotation, PolylineShape{std::move(line.points)});
    for (Change& change : deleteSelection(content, gone))
        changes.push_back(std::move(change));
    return changes;
}

Shape withFewerPoints(const Shape& shape, double tolerance)
{
    if (const auto* polygon = std::get_if<PolygonShape>(&shape))
        return PolygonShape{simplified(*polygon->polygon, tolerance)};
    if (const auto* line = std::get_if<PolylineShape>(&shape))
        return PolylineShape{simplifiedLine(*line->points, tolerance)};
    return shape;
}

Shape withMorePoints(const Shape& shape, double longest)
{
    if (const auto* polygon = std::get_if<PolygonShape>(&shape))
        return PolygonShape{densified(*polygon->polygon, longest)};
    if (const auto* line = std::get_if<PolylineShape>(&shape))
        return PolylineShape{densifiedLine(*line->points, longest)};
    return shape;
}

std::size_t pointsOf(const Shape& shape)
{
    if (const auto* polygon = std::get_if<PolygonShape>(&shape))
        return vertexCount(*polygon->polygon);
    const auto* line = std::get_if<PolylineShape>(&shape);
    return line ? line->points->size() : 0;
}

} // namespace touchstone
