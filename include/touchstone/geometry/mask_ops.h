#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

// Masks are valid and come out as maskFromRle makes them. The cost follows the tiles and the outlines of the
// objects, not the size of the image.

/// Of two masks of one image; of another size, `b` is cut to the image of `a`. Tiles that only one of them
/// has are shared, not made anew.
Mask unite(const Mask& a, const Mask& b);
Mask intersect(const Mask& a, const Mask& b);
/// a without b.
Mask subtract(const Mask& a, const Mask& b);

/// The 4-connected regions, in the order of their first pixel, column by column.
std::vector<Mask> components(const Mask& mask);
std::size_t componentCount(const Mask& mask);
/// Without the regions of under `pixels` pixels.
Mask withoutSpecks(const Mask& mask, std::uint64_t pixels);
/// A hole is a 4-connected background region that does not reach the image border. Fills those of under
/// `pixels` pixels, or all.
Mask withHolesFilled(const Mask& mask, std::optional<std::uint64_t> pixels = std::nullopt);
/// The 4-connected region of equal pixels (object or background) within `limits` that holds the pixel at
/// `at`; empty if that lies outside. Uniting background with the mask is a fill.
Mask regionAt(const Mask& mask, Point at, const std::optional<PixelRect>& limits = std::nullopt);

/// The pixels whose centre is at most `radius` pixels from the centre of an object pixel.
Mask grow(const Mask& mask, double radius);
/// Without the pixels whose centre is at most `radius` pixels from the centre of a background pixel. What
/// lies outside the image takes nothing away.
Mask shrink(const Mask& mask, double radius);
/// Each pixel becomes what most pixels within `radius` around it are; it stays where they are in balance.
Mask smooth(const Mask& mask, double radius);
/// Moved by whole pixels; what leaves the image is lost.
Mask translated(const Mask& mask, std::int32_t dx, std::int32_t dy);

/// The pixels of rleFromPolygon.
Mask maskFromPolygon(const Polygon& polygon, std::int32_t width, std::int32_t height);
/// Exactly the polygon along pixel borders that covers the mask, as polygonFromRle.
Polygon polygonFromMask(const Mask& mask);

} // namespace touchstone
