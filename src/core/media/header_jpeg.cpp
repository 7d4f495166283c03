#include "core/media/header_parsers.h"

namespace touchstone {

namespace {

// A camera writes some dozens; a hostile file could hold millions of empty ones.
constexpr int maxSegments = 20000;

bool isStartOfFrame(std::uint8_t marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool standsAlone(std::uint8_t marker)
{
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/// Moves `at` behind the next marker and names it; bytes between segments are passed over as decoders do.
bool nextMarker(ByteSource& source, std::uint64_t& at, std::uint8_t& marker)
{
    const std::uint64_t end = at + 65536;
    std::uint8_t byte = 0;
    do {
        if (at >= end || !source.byte(at++, byte))
            return false;
    } while (byte != 0xff);
    do {
        if (!source.byte(at++, marker))
            return false;
    } while (marker == 0xff);
    return true;
}

} // namespace

std::optional<StoredSize> jpegSize(ByteSource& source)
{
    std::uint64_t at = 2;
    int orientation = 0;
    for (int segment = 0; segment < maxSegments; ++segment) {
        std::uint8_t marker = 0;
        std::uint32_t length = 0;
        if (!nextMarker(source, at, marker))
            return std::nullopt;
        if (marker == 0 || standsAlone(marker))
            continue;
        // Scan data or the end, and no frame was stated before it.
        if (marker == 0xda || marker == 0xd9 || !source.big16(at, length) || length < 2)
            return std::nullopt;
        if (isStartOfFrame(marker)) {
            std::uint32_t height = 0, width = 0;
            if (length < 8 || !source.big16(at + 3, height) || !source.big16(at + 5, width))
                return std::nullopt;
            return StoredSize{width, height, orientation == 0 ? 1 : orientation};
        }
        if (marker == 0xe1 && orientation == 0 && length > 8 &&
            source.startsWith(at + 2, std::string_view("Exif\0\0", 6)))
            orientation = exifOrientation(source, at + 8);
        at += length;
    }
    return std::nullopt;
}

} // namespace touchstone
