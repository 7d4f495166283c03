#include "core/media/orientation.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/media/pixel_buffers.h"

namespace touchstone {

namespace {

// A square of 32 × 32 pixels of source and target stays in the first-level cache.
constexpr std::int32_t blockSide = 32;

} // namespace

void applyOrientation(int orientation, const std::uint32_t* stored, std::int32_t width, std::int32_t height,
                      std::uint32_t* upright)
{
    placeUpright(orientation, stored, 0, height, width, height, upright);
}

void placeUpright(int orientation, const std::uint32_t* rows, std::int32_t first, std::int32_t count,
                  std::int32_t width, std::int32_t height, std::uint32_t* upright)
{
    const bool transposed = orientation >= 5;
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    // Where stored (0, 0) goes and how far one step right or down in it moves in the result.
    const std::ptrdiff_t right = transposed ? height : 1, down = transposed ? 1 : width;
    const std::ptrdiff_t stepX = fromRight ? -right : right, stepY = fromBottom ? -down : down;
    std::uint32_t* const origin =
        upright + (fromRight ? right * (width - 1) : 0) + (fromBottom ? down * (height - 1) : 0);

    const std::int32_t last = first + count;
    for (std::int32_t top = first; top < last; top += blockSide)
        for (std::int32_t left = 0; left < width; left += blockSide)
            for (std::int32_t y = top; y < std::min(top + blockSide, last); ++y) {
                const std::uint32_t* from = rows + static_cast<std::ptrdiff_t>(y - first) * width;
                for (std::int32_t x = left; x < std::min(left + blockSide, width); ++x)
                    origin[x * stepX + y * stepY] = from[x];
            }
}

ImageBuffer uprightBuffer(std::shared_ptr<std::vector<std::uint8_t>> stored, std::int32_t width,
                          std::int32_t height, const ImageHeader& header)
{
    const bool turned = header.orientation >= 5;
    ImageBuffer image{turned ? height : width, turned ? width : height,
                      static_cast<std::int32_t>(header.width), static_cast<std::int32_t>(header.height),
                      nullptr};
    if (header.orientation == 1) {
        image.pixels = std::move(stored);
        return image;
    }
    image.pixels = takePixelBuffer(stored->size());
    // Memory of a vector comes from operator new, aligned for every type.
    const void* from = stored->data();
    void* to = image.pixels->data();
    applyOrientation(header.orientation, static_cast<const std::uint32_t*>(from), width, height,
                     static_cast<std::uint32_t*>(to));
    return image;
}

} // namespace touchstone
