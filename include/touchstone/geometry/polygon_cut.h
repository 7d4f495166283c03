#pragma once

#include <vector>

#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// The union of the regions, as parts that do not overlap, each with its holes. Vertices stay what they are; new ones
/// stand only where outlines cross. Regions apart stay parts of one polygon. Borders nearer than a millionth of a
/// pixel are one. What cannot be computed (a coordinate that is no number) is the parts of all, one after the other.
Polygon united(const std::vector<Polygon>& polygons);

/// What two cuts of a region must be apart: a thinner piece stays with its neighbour. In pixels.
inline constexpr double thinnestPiece = 0.05;

/// The pieces into which an open line cuts the region, the largest first; each is one part with its holes. Parts that
/// the line does not cut through stay with the first. Their areas add up to that of the region. Fewer than two when
/// nothing is cut through.
std::vector<Polygon> sliced(const Polygon& polygon, const Ring& line);

/// The pieces into which the second line cuts the first, from its beginning to its end.
std::vector<Ring> slicedLine(const Ring& points, const Ring& line);

} // namespace touchstone
