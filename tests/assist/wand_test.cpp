#include "touchstone/assist/wand.h"

#include <fstream>
#include <limits>

#include <gtest/gtest.h>

#include "assist/pictures.h"
#include "core/assist/bit_image.h"
#include "support/temp_folder.h"

namespace touchstone {
namespace {

using test::Picture;

/// What maskFromRle makes of a bitmap: the form that the store keeps.
Mask maskOf(const std::vector<std::uint8_t>& bytes, std::int32_t width, std::int32_t height)
{
    return maskFromRle(encodeRle(bytes.data(), std::uint32_t(height), std::uint32_t(width), std::size_t(width)));
}

int luminanceOf(std::uint32_t color)
{
    return int(((color & 255) * 29 + (color >> 8 & 255) * 150 + (color >> 16) * 77 + 128) >> 8);
}

bool alike(std::uint32_t a, std::uint32_t b, const WandOptions& options)
{
    if (options.onLuminance)
        return std::abs(luminanceOf(a) - luminanceOf(b)) <= options.tolerance;
    for (int shift = 0; shift < 24; shift += 8)
        if (std::abs(int(a >> shift & 255) - int(b >> shift & 255)) > options.tolerance)
            return false;
    return true;
}

/// The same pixel by pixel.
Mask naive(const Picture& picture, std::int32_t seedX, std::int32_t seedY, const WandOptions& options)
{
    const std::int32_t width = picture.width(), height = picture.height();
    std::vector<std::uint8_t> bytes(std::size_t(width) * std::size_t(height));
    const std::uint32_t seed = picture.get(seedX, seedY);
    std::vector<std::pair<std::int32_t, std::int32_t>> todo = {{seedX, seedY}};
    for (std::int32_t y = 0; !options.contiguous && y < height; ++y)
        for (std::int32_t x = 0; x < width; ++x)
            todo.emplace_back(x, y);
    while (!todo.empty()) {
        const auto [x, y] = todo.back();
        todo.pop_back();
        if (x < 0 || y < 0 || x >= width || y >= height)
            continue;
        std::uint8_t& byte = bytes[std::size_t(y) * std::size_t(width) + std::size_t(x)];
        if (byte != 0 || !alike(seed, picture.get(x, y), options))
            continue;
        byte = 1;
        if (options.contiguous)
            todo.insert(todo.end(), {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}});
    }
    return maskOf(bytes, width, height);
}

Mask taken(const Picture& picture, std::int32_t x, std::int32_t y, const WandOptions& options)
{
    SilentProgress progress;
    Result<Mask> mask = wand(picture.view(), {x + 0.3, y + 0.9}, options, progress);
    EXPECT_TRUE(mask) << mask.error().text();
    return mask ? *mask : Mask{};
}

TEST(BitImage, BecomesTheMaskThatTheStoreKeeps)
{
    std::minstd_rand random(5);
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 200}, {300, 1}, {64, 64}, {65, 129}, {1500, 1301}}) {
        for (const unsigned density : {0U, 3U, 50U, 100U}) {
            std::vector<std::uint8_t> bytes(std::size_t(width) * std::size_t(height));
            for (std::uint8_t& byte : bytes)
                byte = random() % 100 < density;
            BitImage bits(width, height);
            for (std::int32_t y = 0; y < height; ++y)
                bits.setRow(y, bytes.data() + std::size_t(y) * std::size_t(width));
            EXPECT_TRUE(maskFromBits(bits, 0, 0, width, height) == maskOf(bytes, width, height))
                << width << " × " << height << ", " << density << " %";
        }
    }
}

TEST(BitImage, LiesAnywhereInTheImage)
{
    std::minstd_rand random(6);
    for (const auto& [left, top] : {std::pair{0, 0}, {1, 700}, {511, 512}, {333, 77}, {1024, 1024}}) {
        BitImage bits(1100, 1050);
        std::vector<std::uint8_t> bytes(2600 * 2300);
        for (std::int32_t y = 3; y < 1050; ++y) {
            const auto from = static_cast<std::int32_t>(random() % 40);
            const auto to = 1099 - static_cast<std::int32_t>(random() % 40);
            bits.set(y, from, to);
            for (std::int32_t x = from; x <= to; ++x)
                bytes[std::size_t(y + top) * 2600 + std::size_t(x + left)] = 1;
        }
        EXPECT_TRUE(maskFromBits(bits, left, top, 2600, 2300) == maskOf(bytes, 2600, 2300)) << left << ' ' << top;
    }
}

TEST(Wand, TakesWhatHangsTogether)
{
    Picture picture(1600, 900, 0x203040);
    picture.ellipse({400, 450}, 300, 200, 0xC03020).ellipse({1200, 450}, 300, 200, 0xC03020);
    const Mask mask = taken(picture, 400, 450, {10, true, false});
    EXPECT_TRUE(mask == test::ellipseMask(1600, 900, {400, 450}, 300, 200));
    const Mask both = taken(picture, 400, 450, {10, false, false});
    EXPECT_EQ(area(both), 2 * area(mask));
}

TEST(Wand, IsThePlainFillOnAnyPicture)
{
    std::minstd_rand random(7);
    for (int round = 0; round < 60; ++round) {
        const auto width = static_cast<std::int32_t>(1 + random() % 300);
        const auto height = static_cast<std::int32_t>(1 + random() % 150);
        Picture picture(width, height, 0x808080);
        picture.noise(int(random() % 60), random());
        if (round % 3 == 0)
            picture.blur(1);
        const WandOptions options{int(random() % 40), round % 4 != 0, round % 5 == 0};
        const auto x = static_cast<std::int32_t>(random() % unsigned(width));
        const auto y = static_cast<std::int32_t>(random() % unsigned(height));
        EXPECT_TRUE(taken(picture, x, y, options) == naive(picture, x, y, options)) << "round " << round;
    }
}

TEST(Wand, FollowsACorridorThatWindsBack)
{
    Picture picture(200, 120, 0x000000);
    for (std::int32_t row = 2; row < 118; row += 4) {
        picture.fill({2, row, 196, 1}, 0xFFFFFF);
        picture.fill({row % 8 == 2 ? 197 : 2, row, 1, 4}, 0xFFFFFF);
    }
    EXPECT_TRUE(taken(picture, 2, 2, {5, true, false}) == naive(picture, 2, 2, {5, true, false}));
}

TEST(Wand, ComparesLuminanceWhenAsked)
{
    // The same brightness in two hues.
    Picture picture(40, 10, 0x646464);
    picture.fill({20, 0, 20, 10}, 0x00AA00);
    ASSERT_EQ(luminanceOf(0x646464), luminanceOf(0x00AA00));
    EXPECT_EQ(area(taken(picture, 3, 3, {8, true, true})), 400U);
    EXPECT_EQ(area(taken(picture, 3, 3, {8, true, false})), 200U);
}

TEST(Wand, ToleranceOutOfRangeIsTheNearest)
{
    Picture picture(30, 30, 0x000000);
    picture.fill({10, 10, 10, 10}, 0xFFFFFF);
    EXPECT_EQ(area(taken(picture, 0, 0, {1000, true, false})), 900U);
    EXPECT_EQ(area(taken(picture, 0, 0, {-5, true, false})), 800U);
}

TEST(Wand, RefusesPlacesOutsideOfThePicture)
{
    const Picture picture(20, 10, 0);
    SilentProgress progress;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Point seed : {Point{-0.1, 5}, {20, 5}, {5, 10}, {5, -1}, {nan, 5}, {5, nan}, {1e300, 1}}) {
        const Result<Mask> mask = wand(picture.view(), seed, {}, progress);
        ASSERT_FALSE(mask);
        EXPECT_EQ(mask.error().code, ErrorCode::InvalidInput);
    }
    EXPECT_FALSE(wand(PixelView{}, {0, 0}, {}, progress));
}

TEST(Wand, StopsWhenAsked)
{
    const Picture picture(200, 200, 0);
    SilentProgress progress;
    progress.cancel();
    for (const bool contiguous : {true, false}) {
        const Result<Mask> mask = wand(picture.view(), {5, 5}, {10, contiguous, false}, progress);
        ASSERT_FALSE(mask);
        EXPECT_EQ(mask.error().code, ErrorCode::Cancelled);
    }
}

TEST(Wand, WorksOnDeepAndGreyPictures)
{
    // 16 bits a pixel; the canvas shows the range of its values as black to white, and so the wand sees it.
    TempFolder folder;
    std::string bytes = "P5 40 30 65535\n";
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 40; ++x)
            bytes += x >= 10 && x < 25 && y >= 5 ? std::string("\x08\x00", 2) : std::string("\x01\x00", 2);
    std::ofstream(folder / "deep.pgm", std::ios::binary) << bytes;
    const Result<ImageBuffer> image = decodeImage(folder / "deep.pgm");
    ASSERT_TRUE(image) << image.error().text();
    SilentProgress progress;
    for (const bool onLuminance : {false, true}) {
        const Result<Mask> mask = wand(*pixelViewOf(*image), {12, 12}, {40, true, onLuminance}, progress);
        ASSERT_TRUE(mask);
        EXPECT_EQ(bounds(*mask), (Rect{10, 5, 15, 25}));
        EXPECT_EQ(area(*mask), 375U);
    }
}

TEST(PixelView, NeedsThePictureInFullSize)
{
    Picture picture(20, 10, 0);
    EXPECT_TRUE(pixelViewOf(picture.image()));
    ImageBuffer reduced = picture.image();
    reduced.fullWidth = 40;
    EXPECT_FALSE(pixelViewOf(reduced));
    EXPECT_FALSE(pixelViewOf(ImageBuffer{}));
    ImageBuffer cut = picture.image();
    cut.fullHeight = cut.height = 11;
    EXPECT_FALSE(pixelViewOf(cut));
}

TEST(PixelView, CutsRectanglesAtItsBorder)
{
    const PixelView view = Picture(20, 10, 0).view();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(pixelsUnder(view, {-5, -5, 100, 100}), (PixelRect{0, 0, 20, 10}));
    EXPECT_EQ(pixelsUnder(view, {2.5, 3.5, 1, 1}), (PixelRect{2, 3, 2, 2}));
    EXPECT_EQ(pixelsUnder(view, {20, 0, 5, 5}), PixelRect{});
    EXPECT_EQ(pixelsUnder(view, {3, 3, nan, 5}), PixelRect{});
    EXPECT_EQ(pixelsUnder(view, {nan, 3, 4, 5}), PixelRect{});
    EXPECT_EQ(pixelsUnder(view, {-1e308, -1e308, 1.7e308, 1.7e308}), (PixelRect{0, 0, 20, 10}));
}

} // namespace
} // namespace touchstone
