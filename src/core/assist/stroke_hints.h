#pragma once

#include <cstdint>
#include <vector>

#include "touchstone/assist/grab_cut.h"

namespace touchstone {

/// One hint (of segment_abi.h) for each pixel of `region`, row by row: what the box and the strokes say. Where
/// the box reaches the borders of the region, so that nothing is outside of it, its rim is rather background.
std::vector<std::uint8_t> hintsOf(const GrabCutRequest& request, const PixelRect& box, const PixelRect& region);

} // namespace touchstone
