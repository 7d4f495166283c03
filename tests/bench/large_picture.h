#pragma once

#include "touchstone/assist/pixel_view.h"

namespace touchstone {

/// 6000 × 4000 pixels: the picture that TOUCHSTONE_BENCH_PICTURE names, drawn to that size by repeating it,
/// else one made of soft shapes, slopes and noise, always the same.
const PixelView& largePicture();

} // namespace touchstone
