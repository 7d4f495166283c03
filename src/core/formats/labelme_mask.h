#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone::labelme {

/// Row-major, 0 or 1.
struct Bitmap {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<std::uint8_t> pixels;
};
/// A PNG in base64, as labelme keeps masks: what is not black is the object. InvalidInput says why not.
Result<Bitmap> bitmapFromBase64Png(std::string_view text);
/// Of 0 and 255, one byte a pixel before it is packed.
std::string base64PngFromBitmap(const Bitmap& bitmap);

} // namespace touchstone::labelme
