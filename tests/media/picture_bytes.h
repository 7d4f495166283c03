#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace touchstone::test {

std::string big16(std::uint32_t value);
std::string big32(std::uint32_t value);
std::string little16(std::uint32_t value);
std::string little32(std::uint32_t value);

/// A TIFF structure that holds nothing but an orientation, as EXIF does.
std::string exifBlock(int orientation, bool littleEndian);
/// `jpeg` with an EXIF segment behind its start.
std::string withExif(const std::string& jpeg, int orientation, bool littleEndian = true);

/// An uncompressed TIFF of one or three 8- or 16-bit samples a pixel, row by row.
std::string tiffBytes(std::uint32_t width, std::uint32_t height, int orientation, int samples, int bits,
                      const std::string& rows);
/// A GIF of colour indexes with a real LZW dictionary. `transparent` below 0: none.
std::string gifBytes(std::uint32_t width, std::uint32_t height, const std::vector<std::uint32_t>& palette,
                     const std::vector<std::uint8_t>& indexes, bool interlaced, int transparent);
/// A 24-bit BMP of one colour (0xRRGGBB); a negative height runs from the top down.
std::string bmpBytes(std::int32_t width, std::int32_t height, std::uint32_t color);
/// A PNG that ends behind its header.
std::string pngHeaderBytes(std::uint32_t width, std::uint32_t height);

extern const std::string losslessWebp; // 7 × 5
extern const std::string lossyWebp;    // 7 × 5
extern const std::string alphaWebp;    // 7 × 5, half transparent red
extern const std::string alphaPng;     // 3 × 1: red, transparent blue, half transparent black

} // namespace touchstone::test
