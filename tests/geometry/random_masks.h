#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "touchstone/geometry/rle.h"

namespace touchstone::test {

/// A plain bitmap, against which the run-length code is compared.
struct Bitmap {
    std::uint32_t height = 0;
    std::uint32_t width = 0;
    std::vector<std::uint8_t> pixels;

    std::uint8_t at(std::uint32_t x, std::uint32_t y) const { return pixels[std::size_t{y} * width + x]; }
};

/// Blobs and noise of many densities, including empty and full ones.
inline Bitmap randomBitmap(std::mt19937& random, std::uint32_t largest = 90)
{
    Bitmap bitmap;
    bitmap.height = 1 + random() % largest;
    bitmap.width = 1 + random() % largest;
    bitmap.pixels.assign(std::size_t{bitmap.height} * bitmap.width, random() % 4 == 0 ? 1 : 0);
    for (unsigned i = random() % 6; i > 0; --i) {
        const std::uint32_t x0 = random() % bitmap.width;
        const std::uint32_t y0 = random() % bitmap.height;
        const auto value = static_cast<std::uint8_t>(random() % 2);
        for (std::uint32_t y = y0; y < bitmap.height && y < y0 + 30; ++y) {
            for (std::uint32_t x = x0; x < bitmap.width && x < x0 + 30; ++x) {
                bitmap.pixels[std::size_t{y} * bitmap.width + x] = value;
            }
        }
    }
    const unsigned noise = random() % 3 == 0 ? random() % 100 : 0;
    for (std::uint8_t& pixel : bitmap.pixels) {
        if (random() % 100 < noise) {
            pixel ^= 1;
        }
    }
    return bitmap;
}

inline Rle encoded(const Bitmap& bitmap)
{
    return encodeRle(bitmap.pixels.data(), bitmap.height, bitmap.width, bitmap.width);
}

/// The runs, counted pixel by pixel.
inline Rle naiveEncoding(const Bitmap& bitmap)
{
    Rle rle{bitmap.height, bitmap.width, {0}};
    std::uint8_t value = 0;
    for (std::uint32_t x = 0; x < bitmap.width; ++x) {
        for (std::uint32_t y = 0; y < bitmap.height; ++y) {
            if ((bitmap.at(x, y) != 0) != (value != 0)) {
                rle.counts.push_back(0);
                value ^= 1;
            }
            ++rle.counts.back();
        }
    }
    return rle;
}

} // namespace touchstone::test
