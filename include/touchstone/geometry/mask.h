#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/base/shared.h"
#include "touchstone/geometry/rle.h"

namespace touchstone {

/// A rectangle of whole pixels.
struct PixelRect {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

/// One piece of a mask: a rectangle and its immutable runs, column-major inside it, starting with
/// background, each as unsigned LEB128. The bytes are what the store keeps, addressed by their SHA-256.
struct MaskTile {
    PixelRect rect;
    Shared<std::string> runs;
    friend bool operator==(const MaskTile&, const MaskTile&) = default;
};

/// A mask of an image of `width` × `height`. Where the object's box is under 1,000,000 pixels there is one
/// tile, exactly that box; else tiles of 512 × 512 on the image grid, cut at the image border, empty ones
/// left out, ordered by y, then x.
struct Mask {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::vector<MaskTile> tiles;
    friend bool operator==(const Mask&, const Mask&) = default;
};

/// Requires a valid Rle.
Mask maskFromRle(const Rle& rle);
/// The mask of the whole image, without empty runs.
Rle rleFromMask(const Mask& mask);
/// InvalidInput if a tile leaves the image or its runs do not fill it.
Result<void> validate(const Mask& mask);
std::uint64_t area(const Mask& mask);
/// Box of the object pixels, in image coordinates; all zero for an empty mask.
Rect bounds(const Mask& mask);
bool contains(const Mask& mask, Point point);
/// Row-major 0/1 bitmap of `rect`, which must lie in the image; `pixels` has rect.width · rect.height bytes.
void decodeMask(const Mask& mask, const PixelRect& rect, std::uint8_t* pixels);

} // namespace touchstone
