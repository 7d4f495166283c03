#pragma once

#include <string_view>

#include "touchstone/media/image.h"

namespace touchstone {

/// The first frame of a GIF on its screen; what is transparent or outside the frame becomes white.
/// OpenCV 4.6 reads no GIF. `header` is that of the same bytes. Errors without a place.
Result<ImageBuffer> decodeGif(std::string_view bytes, const ImageHeader& header);

} // namespace touchstone
