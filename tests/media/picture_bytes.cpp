#include "media/picture_bytes.h"

#include <map>

namespace touchstone::test {

std::string big16(std::uint32_t value)
{
    return {static_cast<char>(value >> 8), static_cast<char>(value)};
}
std::string big32(std::uint32_t value)
{
    return big16(value >> 16) + big16(value & 0xffff);
}
std::string little16(std::uint32_t value)
{
    return {static_cast<char>(value), static_cast<char>(value >> 8)};
}
std::string little32(std::uint32_t value)
{
    return little16(value & 0xffff) + little16(value >> 16);
}

std::string exifBlock(int orientation, bool littleEndian)
{
    const auto value = static_cast<std::uint32_t>(orientation);
    const auto u16 = littleEndian ? little16 : big16;
    const auto u32 = littleEndian ? little32 : big32;
    std::string block = (littleEndian ? "II" : "MM") + u16(42) + u32(8);
    block += u16(2);
    block += u16(271) + u16(2) + u32(4) + "abc" + std::string(1, '\0');
    block += u16(274) + u16(3) + u32(1) + u16(value) + u16(0);
    return block + u32(0);
}

std::string withExif(const std::string& jpeg, int orientation, bool littleEndian)
{
    const std::string body = std::string("Exif\0\0", 6) + exifBlock(orientation, littleEndian);
    return jpeg.substr(0, 2) + "\xff\xe1" + big16(static_cast<std::uint32_t>(body.size() + 2)) + body +
           jpeg.substr(2);
}

std::string tiffBytes(std::uint32_t width, std::uint32_t height, int orientation, int samples, int bits,
                      const std::string& rows)
{
    const auto perPixel = static_cast<std::uint32_t>(samples), depth = static_cast<std::uint32_t>(bits);
    const std::uint32_t tags[][4] = {{256, 4, 1, width},
                                     {257, 4, 1, height},
                                     {258, 3, perPixel, depth},
                                     {259, 3, 1, 1},
                                     {262, 3, 1, samples == 1 ? 1u : 2u},
                                     {273, 4, 1, 0},
                                     {274, 3, 1, static_cast<std::uint32_t>(orientation)},
                                     {277, 3, 1, perPixel},
                                     {278, 4, 1, height},
                                     {279, 4, 1, static_cast<std::uint32_t>(rows.size())},
                                     {284, 3, 1, 1}};
    const std::uint32_t count = std::size(tags), bitsAt = 8 + 2 + count * 12 + 4, dataAt = bitsAt + 8;
    std::string bytes = std::string("II") + little16(42) + little32(8) + little16(count);
    for (const auto& [tag, type, number, value] : tags) {
        const bool elsewhere = tag == 258 && samples > 2;
        bytes += little16(tag) + little16(type) + little32(number) +
                 little32(elsewhere    ? bitsAt
                          : tag == 273 ? dataAt
                                       : value);
    }
    bytes += little32(0);
    for (int i = 0; i < 4; ++i)
        bytes += little16(depth);
    return bytes + rows;
}

std::string gifBytes(std::uint32_t width, std::uint32_t height, const std::vector<std::uint32_t>& palette,
                     const std::vector<std::uint8_t>& indexes, bool interlaced, int transparent)
{
    constexpr unsigned rootBits = 4, clear = 1u << rootBits;
    std::string bytes = "GIF89a" + little16(width) + little16(height) + "\xf3" + std::string(2, '\0');
    for (std::size_t i = 0; i < clear; ++i) {
        const std::uint32_t color = i < palette.size() ? palette[i] : 0;
        bytes += big32(color).substr(1);
    }
    if (transparent >= 0)
        bytes += std::string("\x21\xf9\x04\x01\x00\x00", 6) + static_cast<char>(transparent) +
                 std::string(1, '\0');
    bytes += "," + little16(0) + little16(0) + little16(width) + little16(height) +
             std::string(1, interlaced ? '\x40' : '\0') + static_cast<char>(rootBits);

    std::string data;
    std::uint32_t held = 0;
    unsigned heldBits = 0, codeBits = rootBits + 1, used = clear + 2;
    std::map<std::pair<unsigned, unsigned>, unsigned> dictionary;
    const auto put = [&](unsigned code) {
        held |= code << heldBits;
        for (heldBits += codeBits; heldBits >= 8; heldBits -= 8, held >>= 8)
            data += static_cast<char>(held);
    };
    put(clear);
    unsigned current = indexes.front();
    for (std::size_t i = 1; i < indexes.size(); ++i) {
        const auto known = dictionary.find({current, indexes[i]});
        if (known != dictionary.end()) {
            current = known->second;
            continue;
        }
        put(current);
        if (used < 4096) {
            dictionary[{current, indexes[i]}] = used++;
            if (used > 1u << codeBits && codeBits < 12)
                ++codeBits;
        } else {
            put(clear);
            dictionary.clear();
            codeBits = rootBits + 1;
            used = clear + 2;
        }
        current = indexes[i];
    }
    put(current);
    put(clear + 1);
    data += static_cast<char>(held);
    for (std::size_t at = 0; at < data.size(); at += 255) {
        const std::string block = data.substr(at, 255);
        bytes += static_cast<char>(block.size()) + block;
    }
    return bytes + std::string(1, '\0') + ";";
}

std::string bmpBytes(std::int32_t width, std::int32_t height, std::uint32_t color)
{
    const std::int32_t rows = height < 0 ? -height : height, stride = (width * 3 + 3) / 4 * 4;
    std::string bytes = "BM" + little32(static_cast<std::uint32_t>(54 + stride * rows)) + little32(0) +
                        little32(54) + little32(40) + little32(static_cast<std::uint32_t>(width)) +
                        little32(static_cast<std::uint32_t>(height)) + little16(1) + little16(24) +
                        std::string(24, '\0');
    for (std::int32_t y = 0; y < rows; ++y) {
        std::string row;
        for (std::int32_t x = 0; x < width; ++x)
            row += little32(color).substr(0, 3);
        row.resize(static_cast<std::size_t>(stride));
        bytes += row;
    }
    return bytes;
}

std::string pngHeaderBytes(std::uint32_t width, std::uint32_t height)
{
    return "\x89PNG\r\n\x1a\n" + big32(13) + "IHDR" + big32(width) + big32(height) +
           std::string("\x08\x02\x00\x00\x00", 5) + big32(0) + std::string(900, '\0');
}

const std::string losslessWebp(
    "\x52\x49\x46\x46\x38\x00\x00\x00\x57\x45\x42\x50\x56\x50\x38\x4c\x2c\x00\x00\x00\x2f\x06\x00\x01"
    "\x00\x27\x10\x02\x81\x14\x6e\x76\x02\x81\xc4\xdf\xaa\xc9\x9e\xff\xe8\x90\x01\x0c\x04\x20\x9a\x45"
    "\x1d\x70\xc1\x05\x17\x44\xf4\x3f\xb6\x7d\xdb\x4b\x22\xdb\x04\x00",
    64);
const std::string lossyWebp(
    "\x52\x49\x46\x46\x50\x00\x00\x00\x57\x45\x42\x50\x56\x50\x38\x20\x44\x00\x00\x00\xf0\x02\x00\x9d"
    "\x01\x2a\x07\x00\x05\x00\x02\x00\x34\x25\xa8\x02\x74\xba\x01\x26\x03\xf8\x06\x10\x07\xe8\x00\x1d"
    "\x9a\xdc\x36\xc0\x00\xfe\xf8\x6f\xba\x3d\xd3\x6f\xff\x5c\x55\x8c\x3e\xff\xf9\xc5\x58\xc3\xef\xff"
    "\xc8\x0f\xff\x90\x1f\xf9\x57\xfb\xec\xe6\x13\xe5\x63\x0a\x00\x00",
    88);
const std::string alphaWebp(
    "\x52\x49\x46\x46\x60\x00\x00\x00\x57\x45\x42\x50\x56\x50\x38\x58\x0a\x00\x00\x00\x10\x00\x00\x00"
    "\x06\x00\x00\x04\x00\x00\x41\x4c\x50\x48\x0a\x00\x00\x00\x01\x07\xd0\xbf\x88\x08\x44\x44\xff\x03"
    "\x56\x50\x38\x20\x30\x00\x00\x00\xd0\x01\x00\x9d\x01\x2a\x07\x00\x05\x00\x02\x00\x34\x25\xa0\x02"
    "\x74\xba\x01\xf8\x00\x03\xb0\x00\xfe\xf0\xc4\x0b\xff\x20\xb9\x61\x75\xc8\xd7\xff\x20\x3f\xe4\x07"
    "\xfc\x80\xff\xf8\xf2\x00\x00\x00",
    104);
const std::string alphaPng(
    "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x03\x00\x00\x00\x01"
    "\x08\x06\x00\x00\x00\x1b\xe0\x14\xb4\x00\x00\x00\x10\x49\x44\x41\x54\x08\xd7\x63\xf8\xcf\xc0\x00"
    "\x41\x0c\x0c\xf5\x00\x1b\x71\x03\x7d\xda\x8e\x89\xcd\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60"
    "\x82",
    73);

} // namespace touchstone::test
