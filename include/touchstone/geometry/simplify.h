#pragma once

#include <cstdint>

#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// With fewer vertices, by Douglas and Peucker: every vertex left out lies within `tolerance` pixels of the
/// edge in its place. No edge crosses or touches another that it did not before, holes stay inside and
/// islands outside; each ring keeps three vertices at least. With 0, only vertices in line with their
/// neighbours go.
Polygon simplified(const Polygon& polygon, double tolerance);

/// The same of an open line, which keeps its ends; it may come to cross itself.
Ring simplifiedLine(const Ring& points, double tolerance);

/// With points on every edge longer than `longest` pixels, evenly spaced; the region stays the same. `longest` is
/// taken for a hundredth at least.
Polygon densified(const Polygon& polygon, double longest);
Ring densifiedLine(const Ring& points, double longest);

/// Pixels of an image of this size that belong to one of the two and not to the other.
std::uint64_t differingPixels(const Polygon& a, const Polygon& b, std::int32_t width, std::int32_t height);
std::uint64_t differingPixels(const Polygon& polygon, const Mask& mask);

} // namespace touchstone
