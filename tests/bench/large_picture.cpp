#include "bench/large_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace touchstone {

namespace {

constexpr std::int32_t kWidth = 6000;
constexpr std::int32_t kHeight = 4000;

ImageBuffer empty()
{
    return {kWidth, kHeight, kWidth, kHeight,
            std::make_shared<std::vector<std::uint8_t>>(std::size_t{kWidth} * kHeight * 4, 255)};
}

/// Covered by less and less over three pixels at its border, as a lens draws it.
struct Disc {
    double x, y, radius;
    int color[3];
};

void draw(std::vector<std::uint8_t>& pixels, const Disc& disc)
{
    const auto cut = [](double value, std::int32_t limit) {
        return std::clamp(static_cast<std::int32_t>(value), 0, limit);
    };
    for (std::int32_t y = cut(disc.y - disc.radius - 2, kHeight); y < cut(disc.y + disc.radius + 2, kHeight); ++y) {
        for (std::int32_t x = cut(disc.x - disc.radius - 2, kWidth); x < cut(disc.x + disc.radius + 2, kWidth); ++x) {
            const double inside = disc.radius - std::hypot(x - disc.x, y - disc.y);
            const double part = std::clamp((inside + 1.5) / 3, 0.0, 1.0);
            std::uint8_t* pixel = &pixels[(std::size_t(y) * kWidth + std::size_t(x)) * 4];
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(pixel[c] + (disc.color[c] - pixel[c]) * part);
        }
    }
}

ImageBuffer made()
{
    ImageBuffer image = empty();
    std::vector<std::uint8_t>& pixels = *image.pixels;
    std::minstd_rand random(11);
    for (std::int32_t y = 0; y < kHeight; ++y)
        for (std::int32_t x = 0; x < kWidth; ++x)
            for (std::size_t c = 0; c < 3; ++c)
                pixels[(std::size_t(y) * kWidth + std::size_t(x)) * 4 + c] =
                    static_cast<std::uint8_t>(60 + 40 * int(c) + x * 24 / kWidth + y * 24 / kHeight);
    for (int i = 0; i < 900; ++i) {
        Disc disc{double(random() % kWidth), double(random() % kHeight), 12.0 + double(random() % 130), {}};
        for (int& channel : disc.color)
            channel = int(random() % 256);
        draw(pixels, disc);
    }
    draw(pixels, {3000, 2000, 450, {40, 60, 220}});
    for (std::uint8_t& byte : pixels)
        byte = static_cast<std::uint8_t>(std::clamp(int(byte) + int(random() % 9) - 4, 0, 255));
    return image;
}

ImageBuffer repeated(const ImageBuffer& part)
{
    ImageBuffer image = empty();
    for (std::int32_t y = 0; y < kHeight; ++y)
        for (std::int32_t x = 0; x < kWidth; ++x)
            std::copy_n(part.pixels->data() +
                            (std::size_t(y % part.height) * std::size_t(part.width) + std::size_t(x % part.width)) * 4,
                        4, image.pixels->data() + (std::size_t(y) * kWidth + std::size_t(x)) * 4);
    return image;
}

ImageBuffer chosen()
{
    if (const char* path = std::getenv("TOUCHSTONE_BENCH_PICTURE")) {
        if (const Result<ImageBuffer> read = decodeImage(path))
            return repeated(*read);
        std::fprintf(stderr, "%s cannot be read: a made picture is used\n", path);
    }
    return made();
}

} // namespace

const PixelView& largePicture()
{
    static const PixelView view = *pixelViewOf(chosen());
    return view;
}

} // namespace touchstone
