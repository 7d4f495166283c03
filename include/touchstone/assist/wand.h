#pragma once

#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"

namespace touchstone {

struct WandOptions {
    /// 0…255: how far each of red, green and blue, or the luminance, may be from the seed's.
    int tolerance = 24;
    /// Only what hangs together with the seed over the sides of pixels, else all such pixels.
    bool contiguous = true;
    /// Compares luminance instead of colours.
    bool onLuminance = false;
};

/// The pixels that look like the one at `seed`, which is always among them. InvalidInput when it lies outside
/// of the picture, Cancelled.
Result<Mask> wand(const PixelView& view, Point seed, const WandOptions& options, Progress& progress);

} // namespace touchstone
