#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "touchstone/media/image.h"

namespace touchstone {

/// Writes `stored` (width × height pixels of 4 bytes) upright as EXIF orientation 1…8 says. From 5 on the
/// result is height × width. The buffers must not overlap.
void applyOrientation(int orientation, const std::uint32_t* stored, std::int32_t width, std::int32_t height,
                      std::uint32_t* upright);
/// The same for some rows of the stored picture, from `first` on.
void placeUpright(int orientation, const std::uint32_t* rows, std::int32_t first, std::int32_t count,
                  std::int32_t width, std::int32_t height, std::uint32_t* upright);

/// The result of decodeImage from pixels as they were stored, possibly reduced.
ImageBuffer uprightBuffer(std::shared_ptr<std::vector<std::uint8_t>> stored, std::int32_t width,
                          std::int32_t height, const ImageHeader& header);

} // namespace touchstone
