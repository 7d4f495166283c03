#include "touchstone/geometry/mask.h"

#include <gtest/gtest.h>

#include "core/geometry/mask_tiles.h"
#include "geometry/random_masks.h"
#include "touchstone/geometry/mask_painter.h"

namespace touchstone {
namespace {

using test::Bitmap;

void expectSame(const Bitmap& bitmap, std::mt19937& random)
{
    const Rle rle = test::encoded(bitmap);
    const Mask mask = maskFromRle(rle);
    ASSERT_TRUE(validate(mask).ok());
    ASSERT_EQ(rleFromMask(mask), rle);
    ASSERT_EQ(area(mask), area(rle));
    ASSERT_EQ(bounds(mask), bounds(rle));
    for (int i = 0; i < 5; ++i) {
        PixelRect rect;
        rect.x = static_cast<std::int32_t>(random() % bitmap.width);
        rect.y = static_cast<std::int32_t>(random() % bitmap.height);
        rect.width = 1 + static_cast<std::int32_t>(random() % (bitmap.width - static_cast<unsigned>(rect.x)));
        rect.height =
            1 + static_cast<std::int32_t>(random() % (bitmap.height - static_cast<unsigned>(rect.y)));
        std::vector<std::uint8_t> pixels(std::size_t(rect.width) * std::size_t(rect.height), 9);
        decodeMask(mask, rect, pixels.data());
        for (std::size_t p = 0; p < pixels.size(); ++p) {
            const auto x = static_cast<std::uint32_t>(rect.x) +
                           static_cast<std::uint32_t>(p) % static_cast<std::uint32_t>(rect.width);
            const auto y = static_cast<std::uint32_t>(rect.y) +
                           static_cast<std::uint32_t>(p) / static_cast<std::uint32_t>(rect.width);
            ASSERT_EQ(pixels[p], bitmap.at(x, y));
        }
    }
    for (int i = 0; i < 20; ++i) {
        const std::uint32_t x = random() % bitmap.width;
        const std::uint32_t y = random() % bitmap.height;
        ASSERT_EQ(contains(mask, {x + 0.25, y + 0.75}), bitmap.at(x, y) != 0);
    }
}

TEST(Mask, SmallOnesAreOneTile)
{
    std::mt19937 random(11);
    for (int i = 0; i < 200; ++i) {
        const Bitmap bitmap = test::randomBitmap(random);
        ASSERT_LE(maskFromRle(test::encoded(bitmap)).tiles.size(), 1U);
        expectSame(bitmap, random);
    }
}

TEST(Mask, LargeOnesAreTilesOnTheGrid)
{
    std::mt19937 random(12);
    Bitmap bitmap{1100, 1300, std::vector<std::uint8_t>(1100 * 1300, 0)};
    for (std::uint32_t y = 0; y < bitmap.height; ++y) {
        for (std::uint32_t x = 0; x < bitmap.width; ++x) {
            const bool edge = x < 3 || y > 1090 || (x > 1295 && y < 700);
            bitmap.pixels[std::size_t{y} * bitmap.width + x] = edge || random() % 50 == 0 ? 1 : 0;
        }
    }
    const Mask mask = maskFromRle(test::encoded(bitmap));
    ASSERT_EQ(mask.tiles.size(), 9U);
    EXPECT_EQ(mask.tiles[0].rect, (PixelRect{0, 0, 512, 512}));
    EXPECT_EQ(mask.tiles[1].rect, (PixelRect{512, 0, 512, 512}));
    EXPECT_EQ(mask.tiles[8].rect, (PixelRect{1024, 1024, 276, 76}));
    expectSame(bitmap, random);
}

TEST(Mask, EmptyTilesAreLeftOut)
{
    Bitmap bitmap{1100, 1300, std::vector<std::uint8_t>(1100 * 1300, 0)};
    bitmap.pixels.front() = 1;
    bitmap.pixels.back() = 1;
    const Mask mask = maskFromRle(test::encoded(bitmap));
    EXPECT_EQ(mask.tiles.size(), 2U);
    EXPECT_EQ(area(mask), 2U);
    const Mask none = maskFromRle(Rle{5, 6, {30}});
    EXPECT_TRUE(none.tiles.empty());
    EXPECT_EQ(bounds(none), Rect{});
    EXPECT_EQ(rleFromMask(none), (Rle{5, 6, {30}}));
}

TEST(Mask, TilesThatOverlapCountOnce)
{
    std::mt19937 random(13);
    for (int i = 0; i < 100; ++i) {
        Mask mask{60, 50, {}};
        Rle expected{50, 60, {3000}};
        for (unsigned k = random() % 5; k > 0; --k) {
            const Bitmap bitmap = test::randomBitmap(random, 30);
            const PixelRect rect{
                static_cast<std::int32_t>(random() % 30), static_cast<std::int32_t>(random() % 20),
                static_cast<std::int32_t>(bitmap.width), static_cast<std::int32_t>(bitmap.height)};
            mask.tiles.push_back(tileOfRle(rect, test::encoded(bitmap)));
            Bitmap placed{50, 60, std::vector<std::uint8_t>(3000, 0)};
            for (std::uint32_t y = 0; y < bitmap.height; ++y) {
                for (std::uint32_t x = 0; x < bitmap.width; ++x) {
                    placed.pixels[(y + static_cast<std::uint32_t>(rect.y)) * 60 + x +
                                  static_cast<std::uint32_t>(rect.x)] = bitmap.at(x, y);
                }
            }
            expected = unite(expected, test::encoded(placed));
        }
        ASSERT_EQ(rleFromMask(mask), expected);
        ASSERT_EQ(MaskPainter(mask).mask(), maskFromRle(expected));
    }
}

TEST(Mask, BadTilesAreRefused)
{
    const auto mask = [](PixelRect rect, std::string runs) {
        return Mask{10, 10, {{rect, Shared<std::string>(std::move(runs))}}};
    };
    EXPECT_TRUE(validate(mask({0, 0, 2, 2}, std::string("\1\3", 2))).ok());
    EXPECT_FALSE(validate(mask({9, 0, 2, 2}, std::string("\1\3", 2))).ok());
    EXPECT_FALSE(validate(mask({-1, 0, 2, 2}, std::string("\1\3", 2))).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2147483647, 2}, std::string("\1\3", 2))).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2, 2}, std::string("\1\2", 2))).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2, 2}, std::string("\1\4", 2))).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2, 2}, "")).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2, 2}, "\xff\xff\xff\xff\xff\xff")).ok());
    EXPECT_FALSE(validate(mask({0, 0, 2, 2}, "\1\x83")).ok());
    // Reading such runs stays within the tile all the same.
    std::vector<std::uint8_t> pixels(4);
    decodeMask(mask({0, 0, 2, 2}, "\1\x7f"), {0, 0, 2, 2}, pixels.data());
    EXPECT_EQ(pixels, (std::vector<std::uint8_t>{0, 1, 1, 1}));
}

} // namespace
} // namespace touchstone
