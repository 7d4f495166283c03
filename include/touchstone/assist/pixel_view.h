#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "touchstone/base/result.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/media/image.h"

namespace touchstone {

/// The whole upright picture that the drawing aids look at: 4 bytes a pixel (blue, green, red, anything),
/// rows `stride` bytes apart. Every place and answer is in its pixels. `kept` keeps the pixels alive, so that
/// a view can be handed to a job.
struct PixelView {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::ptrdiff_t stride = 0;
    const std::uint8_t* pixels = nullptr;
    std::shared_ptr<const void> kept;

    const std::uint8_t* row(std::int32_t y) const { return pixels + y * stride; }
    const std::uint8_t* at(std::int32_t x, std::int32_t y) const { return row(y) + std::ptrdiff_t{x} * 4; }
};

/// InvalidInput for a picture without pixels, one decoded at a reduced scale, and one of 2^31 pixels or more.
Result<PixelView> pixelViewOf(const ImageBuffer& image);
/// The same for pixels of somebody else.
Result<void> validate(const PixelView& view);

/// The pixel under a place; InvalidInput when it lies outside of the picture.
struct PixelPlace {
    std::int32_t x = 0;
    std::int32_t y = 0;
};
Result<PixelPlace> pixelAt(const PixelView& view, Point place);

/// The pixels that a rectangle touches, cut at the border of the picture; of no size if it touches none.
PixelRect pixelsUnder(const PixelView& view, const Rect& rect);

} // namespace touchstone
