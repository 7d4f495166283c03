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

/// The polygons of the selection become one, the first of them: what overlaps or touches is one outline, what lies
/// apart a part of its own. Lines whose ends come within `reach` pixels of each other become one as well. Empty with one
/// polygon at most and no lines that meet.
std::vector<Change> join(const LayerContent& content, const Selection& selection, double reach);

/// Fewer points, as simplified() leaves them out, or more, none farther apart than `longest`. Other shapes stay.
Shape withFewerPoints(const Shape& shape, double tolerance);
Shape withMorePoints(const Shape& shape, double longest);
std::size_t pointsOf(const Shape& shape);

} // namespace touchstone
