#include "tools/neighbour_snap.h"

#include <algorithm>

#include <QPainter>

#include "canvas/canvas.h"

namespace touchstone {
namespace {

constexpr double markRadius = 7; ///< In widget pixels.

/// Among thousands that are hardly larger than the reach of a snap each place would be near one of them.
bool isTiny(const Shape& shape, double tolerance)
{
    const std::optional<Rect> box = bounds(shape);
    return !box || std::max(box->width, box->height) < 2 * tolerance;
}

} // namespace

std::optional<Snap> snappedToNeighbours(ToolContext& context, Point p, const std::vector<AnnotationId>& except)
{
    if (!context.snapsToNeighbours())
        return std::nullopt;
    const Canvas& canvas = context.canvas();
    const double tolerance = canvas.tolerance();
    std::optional<Snap> best;
    for (const AnnotationId& id : canvas.around(p, tolerance)) {
        const Annotation* annotation = canvas.annotation(id);
        if (!annotation || std::ranges::find(except, id) != except.end() || isTiny(annotation->shape, tolerance))
            continue;
        std::optional<Snap> found;
        if (const auto* polygon = std::get_if<PolygonShape>(&annotation->shape))
            found = snapped(*polygon->polygon, p, tolerance);
        else if (const auto* line = std::get_if<PolylineShape>(&annotation->shape))
            found = snappedToLine(*line->points, p, tolerance);
        if (!found)
            continue;
        const bool better = !best || (found->vertex && !best->vertex) ||
                            (found->vertex == best->vertex && distance(found->at, p) < distance(best->at, p));
        if (better)
            best = found;
    }
    return best;
}

std::optional<Ring> alongNeighbour(ToolContext& context, Point from, Point to)
{
    const Canvas& canvas = context.canvas();
    std::optional<Ring> best;
    for (const AnnotationId& id : canvas.around(to, onOutline)) {
        const Annotation* annotation = canvas.annotation(id);
        if (!annotation)
            continue;
        std::optional<Ring> way;
        if (const auto* polygon = std::get_if<PolygonShape>(&annotation->shape))
            way = alongBorder(*polygon->polygon, from, to);
        else if (const auto* line = std::get_if<PolylineShape>(&annotation->shape))
            way = alongLine(*line->points, from, to);
        if (way && (!best || lengthOfWay(from, *way) < lengthOfWay(from, *best)))
            best = std::move(way);
    }
    return best;
}

void paintSnap(QPainter& painter, const ViewTransform& view, const Snap& snap, const QColor& accent)
{
    const QPointF at = view.toWidget(snap.at);
    const QRectF square(at.x() - markRadius, at.y() - markRadius, 2 * markRadius, 2 * markRadius);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    // A square for a vertex, a circle for an edge; seen on any picture.
    for (const QPen& pen : {QPen(QColor(0x14, 0x16, 0x1a), 4.5), QPen(Qt::white, 3), QPen(accent, 1.5)}) {
        painter.setPen(pen);
        if (snap.vertex)
            painter.drawRect(square);
        else
            painter.drawEllipse(square);
    }
}

} // namespace touchstone
