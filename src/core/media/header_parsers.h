#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/media/byte_source.h"
#include "touchstone/media/image.h"

namespace touchstone {

/// Size as it is stored, before the orientation is applied.
struct StoredSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int orientation = 1;
    /// Bytes that the codec's own picture takes for each pixel.
    std::int64_t pixelBytes = 4;
};

// Each returns none when the header is cut or contradicts itself. They expect the right kind of file.
std::optional<StoredSize> jpegSize(ByteSource& source);
std::optional<StoredSize> pngSize(ByteSource& source);
std::optional<StoredSize> bmpSize(ByteSource& source);
std::optional<StoredSize> tiffSize(ByteSource& source);
std::optional<StoredSize> webpSize(ByteSource& source);
std::optional<StoredSize> gifSize(ByteSource& source);
std::optional<StoredSize> pnmSize(ByteSource& source);

/// The orientation in the EXIF block (a small TIFF) that starts at `base`; 1 unless it states 2…8.
int exifOrientation(ByteSource& source, std::uint64_t base);

/// The whole header by content; errors without a place.
Result<ImageHeader> parseImageHeader(ByteSource& source);

} // namespace touchstone
