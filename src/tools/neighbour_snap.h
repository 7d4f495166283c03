#pragma once

#include <optional>
#include <vector>

#include "tools/tool_context.h"
#include "touchstone/geometry/snap.h"

class QPainter;

namespace touchstone {

/// The vertex, else the place on an edge, of a polygon or line that is shown within the canvas's tolerance
/// of `p`; of those in `except` none, nor of what is smaller than twice the tolerance. Nothing while people
/// have snapping off.
std::optional<Snap> snappedToNeighbours(ToolContext& context, Point p, const std::vector<AnnotationId>& except = {});
/// The shortest way from one place to another along the outline of one neighbour on which both lie.
std::optional<Ring> alongNeighbour(ToolContext& context, Point from, Point to);

/// Tells at the pointer that it snapped, and to what.
void paintSnap(QPainter& painter, const ViewTransform& view, const Snap& snap, const QColor& accent);

} // namespace touchstone
