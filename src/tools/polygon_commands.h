#pragma once

#include "tools/commands.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// True for polygons and lines, which can be sliced and joined.
bool hasOutline(const Shape& shape);

struct Slices {
    std::vector<Change> changes;
    Selection cut;    ///< Those that the line cuts through.
    Selection pieces; ///< What they become; the first of each keeps its id.
};
/// Polygons and lines of the selection, cut by an open line. Pieces have label, attributes and flags of what they were
/// cut from; score, origin, relations and other geometries stay with the first.
Slices slice(const LayerContent& content, const Selection& selection, const Ring& line);

} // namespace touchstone
