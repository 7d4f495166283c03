#include <algorithm>

#include "core/media/header_parsers.h"

namespace touchstone {

namespace {

constexpr int maxChunks = 20000;

bool isSpace(std::uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The next number of a PNM header, behind white space and comments.
bool pnmNumber(ByteSource& source, std::uint64_t& at, std::int64_t& number)
{
    std::uint8_t c = 0;
    const std::uint64_t end = at + 65536;
    bool comment = false;
    do {
        if (at >= end || !source.byte(at++, c))
            return false;
        comment = c == '#' || (comment && c != '\n' && c != '\r');
    } while (comment || isSpace(c));
    number = 0;
    int digits = 0;
    for (; c >= '0' && c <= '9'; ++digits) {
        number = number * 10 + (c - '0');
        if (digits > 9 || !source.byte(at++, c))
            return false;
    }
    return digits > 0 && isSpace(c);
}

/// The orientation in a WebP's EXIF chunk, which stands at the end of the file.
int webpOrientation(ByteSource& source)
{
    std::uint64_t at = 12;
    for (int chunk = 0; chunk < maxChunks; ++chunk) {
        std::uint32_t length = 0;
        if (!source.little32(at + 4, length))
            return 1;
        if (source.startsWith(at, "EXIF")) {
            const bool prefixed = source.startsWith(at + 8, std::string_view("Exif\0\0", 6));
            return exifOrientation(source, at + (prefixed ? 14 : 8));
        }
        at += 8 + std::uint64_t{length} + (length & 1);
    }
    return 1;
}

} // namespace

std::optional<StoredSize> pngSize(ByteSource& source)
{
    std::uint32_t length = 0, width = 0, height = 0;
    if (!source.big32(8, length) || length != 13 || !source.startsWith(12, "IHDR") ||
        !source.big32(16, width) || !source.big32(20, height))
        return std::nullopt;
    StoredSize size{width, height, 1};
    std::uint8_t bits = 0, kind = 6;
    if (source.byte(24, bits))
        source.byte(25, kind);
    bool transparent = kind == 4 || kind == 6;
    std::uint64_t at = 8;
    for (int chunk = 0; chunk < maxChunks; ++chunk) {
        if (!source.big32(at, length) || source.startsWith(at + 4, "IDAT"))
            break;
        if (source.startsWith(at + 4, "eXIf"))
            size.orientation = exifOrientation(source, at + 8);
        transparent = transparent || (kind != 0 && source.startsWith(at + 4, "tRNS"));
        at += 12 + std::uint64_t{length};
    }
    size.pixelBytes = (transparent ? 4 : kind == 0 ? 1 : 3) * (bits == 16 ? 2 : 1);
    return size;
}

std::optional<StoredSize> bmpSize(ByteSource& source)
{
    std::uint32_t headerBytes = 0, width = 0, height = 0;
    if (!source.little32(14, headerBytes))
        return std::nullopt;
    if (headerBytes == 12) {
        if (!source.little16(18, width) || !source.little16(20, height))
            return std::nullopt;
        return StoredSize{width, height, 1};
    }
    if (headerBytes < 16 || headerBytes > 1024 || !source.little32(18, width) || !source.little32(22, height))
        return std::nullopt;
    // A negative height says that the rows run from the top down.
    const std::int64_t rows = static_cast<std::int32_t>(height);
    std::uint32_t bits = 0;
    const bool plain = source.little16(28, bits) && bits == 24;
    return StoredSize{static_cast<std::int32_t>(width), rows < 0 ? -rows : rows, 1, plain ? 3 : 4};
}

std::optional<StoredSize> webpSize(ByteSource& source)
{
    std::uint32_t a = 0, b = 0;
    if (source.startsWith(12, "VP8 ")) {
        if (!source.startsWith(23, "\x9d\x01\x2a") || !source.little16(26, a) || !source.little16(28, b))
            return std::nullopt;
        return StoredSize{a & 0x3fff, b & 0x3fff, 1, 3};
    }
    if (source.startsWith(12, "VP8L")) {
        if (!source.startsWith(20, "\x2f") || !source.little32(21, a))
            return std::nullopt;
        return StoredSize{(a & 0x3fff) + 1, (a >> 14 & 0x3fff) + 1, 1};
    }
    std::uint8_t flags = 0;
    if (!source.startsWith(12, "VP8X") || !source.byte(20, flags) || !source.little32(24, a) ||
        !source.little32(26, b))
        return std::nullopt;
    return StoredSize{(a & 0xffffff) + 1, (b >> 8) + 1, (flags & 8) != 0 ? webpOrientation(source) : 1};
}

std::optional<StoredSize> gifSize(ByteSource& source)
{
    std::uint32_t width = 0, height = 0;
    if (!source.little16(6, width) || !source.little16(8, height))
        return std::nullopt;
    return StoredSize{width, height, 1};
}

std::optional<StoredSize> pnmSize(ByteSource& source)
{
    std::uint64_t at = 2;
    StoredSize size;
    if (!pnmNumber(source, at, size.width) || !pnmNumber(source, at, size.height))
        return std::nullopt;
    if (std::int64_t brightest = 0; pnmNumber(source, at, brightest))
        size.pixelBytes = brightest > 255 ? 6 : 3;
    return size;
}

} // namespace touchstone
