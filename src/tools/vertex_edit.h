#pragma once

#include "tools/tool_context.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// Inserts a vertex on the edge, nearest to `point`. True if it was stored.
bool insertVertex(ToolContext& context, const AnnotationId& id, RingPosition edge, Point point);
/// Deletes a vertex. The last three of a polygon stay, and a sentence says so; of a hole or a further part
/// the rest goes with it.
bool deleteVertex(ToolContext& context, const AnnotationId& id, RingPosition at);

} // namespace touchstone
