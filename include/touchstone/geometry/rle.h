#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// A binary mask as COCO keeps it: column-major (top to bottom, then the next column), alternating run
/// lengths that start with background; the first may be 0. The counts sum to height · width.
/// Source: cocodataset/cocoapi, common/maskApi.h.
struct Rle {
    std::uint32_t height = 0;
    std::uint32_t width = 0;
    std::vector<std::uint32_t> counts;
    friend bool operator==(const Rle&, const Rle&) = default;
};

/// InvalidInput unless the counts sum to height · width, the image has under 2^31 pixels and there are no
/// empty runs after the first (pass `strict` false to allow those).
Result<void> validate(const Rle& rle, bool strict = false);

/// From a row-major bitmap, nonzero meaning object. `stride` in bytes.
Rle encodeRle(const std::uint8_t* pixels, std::uint32_t height, std::uint32_t width, std::size_t stride);
/// Into a row-major bitmap of 0 and 1, height · width bytes. Requires a valid Rle.
void decodeRle(const Rle& rle, std::uint8_t* pixels);

/// The compressed string: 5-bit groups, least significant first, +48; from the third count on the
/// difference to the one two before.
std::string rleToString(const Rle& rle);
/// Checks bounds; InvalidInput on characters out of range, on a cut group, and when the sum is not h · w.
Result<Rle> rleFromString(std::string_view text, std::uint32_t height, std::uint32_t width);

/// Number of object pixels.
std::uint64_t area(const Rle& rle);
/// Smallest box around the object pixels; all zero for an empty mask.
Rect bounds(const Rle& rle);
/// The same mask without empty runs.
Rle canonical(const Rle& rle);
/// Union or intersection of two masks of one size.
Rle unite(const Rle& a, const Rle& b);
Rle intersect(const Rle& a, const Rle& b);
/// a without b.
Rle subtract(const Rle& a, const Rle& b);
/// Intersection over union; with `crowd`, intersection over the area of `a`.
double iou(const Rle& a, const Rle& b, bool crowd = false);

/// One ring exactly as rleFrPoly of maskApi.c draws it (upsampled five times, column crossings):
/// pycocotools gives the same runs. The 9-wide square (0,0)-(9,9) has 81 pixels.
Rle rleFromRing(const Ring& ring, std::uint32_t height, std::uint32_t width);
/// The union of the parts, holes taken out.
Rle rleFromPolygon(const Polygon& polygon, std::uint32_t height, std::uint32_t width);
/// Exactly the polygon along pixel borders that covers the mask, with holes; one part per 4-connected region.
Polygon polygonFromRle(const Rle& rle);

} // namespace touchstone
