#include "tools/polygon_commands.h"

#include "touchstone/geometry/polygon_cut.h"

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

} // namespace touchstone
