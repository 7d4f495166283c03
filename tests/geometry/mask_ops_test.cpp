#include "touchstone/geometry/mask_ops.h"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "geometry/random_masks.h"

namespace touchstone {
namespace {

using test::Bitmap;

struct Pixel {
    std::int32_t x = 0;
    std::int32_t y = 0;
};

Mask maskOfBitmap(const Bitmap& bitmap)
{
    return maskFromRle(test::encoded(bitmap));
}

bool isObject(const Bitmap& bitmap, std::int32_t x, std::int32_t y)
{
    return x >= 0 && y >= 0 && x < static_cast<std::int32_t>(bitmap.width) &&
           y < static_cast<std::int32_t>(bitmap.height) &&
           bitmap.at(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)) != 0;
}

/// The same size, each pixel as `rule` says.
Bitmap made(const Bitmap& like, const std::function<bool(std::int32_t, std::int32_t)>& rule)
{
    Bitmap result = like;
    std::size_t i = 0;
    for (std::int32_t y = 0; y < static_cast<std::int32_t>(like.height); ++y)
        for (std::int32_t x = 0; x < static_cast<std::int32_t>(like.width); ++x)
            result.pixels[i++] = rule(x, y) ? 1 : 0;
    return result;
}

/// The 4-connected regions of pixels equal to `value`, found by walking.
std::vector<Bitmap> naiveRegions(const Bitmap& bitmap, std::uint8_t value)
{
    std::vector<Bitmap> regions;
    std::vector<bool> seen(bitmap.pixels.size(), false);
    const auto open = [&](std::int32_t x, std::int32_t y) {
        return x >= 0 && y >= 0 && x < static_cast<std::int32_t>(bitmap.width) &&
               y < static_cast<std::int32_t>(bitmap.height) && isObject(bitmap, x, y) == (value != 0) &&
               !seen[std::size_t(y) * bitmap.width + std::size_t(x)];
    };
    for (std::int32_t x0 = 0; x0 < static_cast<std::int32_t>(bitmap.width); ++x0) {
        for (std::int32_t y0 = 0; y0 < static_cast<std::int32_t>(bitmap.height); ++y0) {
            if (!open(x0, y0))
                continue;
            Bitmap region{bitmap.height, bitmap.width, std::vector<std::uint8_t>(bitmap.pixels.size(), 0)};
            std::vector<Pixel> next{{x0, y0}};
            while (!next.empty()) {
                const Pixel p = next.back();
                next.pop_back();
                if (!open(p.x, p.y))
                    continue;
                const std::size_t at = std::size_t(p.y) * bitmap.width + std::size_t(p.x);
                seen[at] = true;
                region.pixels[at] = 1;
                for (const Pixel step : {Pixel{1, 0}, Pixel{-1, 0}, Pixel{0, 1}, Pixel{0, -1}})
                    next.push_back({p.x + step.x, p.y + step.y});
            }
            regions.push_back(std::move(region));
        }
    }
    return regions;
}

std::uint64_t count(const Bitmap& bitmap)
{
    std::uint64_t sum = 0;
    for (const std::uint8_t pixel : bitmap.pixels)
        sum += pixel;
    return sum;
}

bool reachesBorder(const Bitmap& bitmap)
{
    const auto right = static_cast<std::int32_t>(bitmap.width) - 1;
    const auto bottom = static_cast<std::int32_t>(bitmap.height) - 1;
    for (std::int32_t x = 0; x <= right; ++x)
        if (isObject(bitmap, x, 0) || isObject(bitmap, x, bottom))
            return true;
    for (std::int32_t y = 0; y <= bottom; ++y)
        if (isObject(bitmap, 0, y) || isObject(bitmap, right, y))
            return true;
    return false;
}

/// Large enough for tiles: noise, and rectangles over several tiles.
Bitmap largeBitmap(std::mt19937& random)
{
    Bitmap bitmap{1100 + static_cast<std::uint32_t>(random() % 200), 1400, {}};
    bitmap.pixels.assign(std::size_t{bitmap.height} * bitmap.width, 0);
    for (int i = 0; i < 5; ++i) {
        const std::uint32_t x0 = random() % bitmap.width, y0 = random() % bitmap.height;
        const std::uint32_t x1 = std::min(bitmap.width, x0 + 900), y1 = std::min(bitmap.height, y0 + 700);
        for (std::uint32_t y = y0; y < y1; ++y)
            for (std::uint32_t x = x0; x < x1; ++x)
                bitmap.pixels[std::size_t{y} * bitmap.width + x] = i % 3 != 1;
    }
    for (unsigned i = random() % 2000; i > 0; --i)
        bitmap.pixels[random() % bitmap.pixels.size()] ^= 1;
    return bitmap;
}

TEST(MaskOps, SetsAgreeWithThePixels)
{
    std::mt19937 random(21);
    for (int round = 0; round < 208; ++round) {
        const bool large = round >= 200;
        const Bitmap a = large ? largeBitmap(random) : test::randomBitmap(random);
        Bitmap b = large ? largeBitmap(random) : test::randomBitmap(random);
        if (round % 7 == 0) {
            b = a;
            b.pixels[random() % b.pixels.size()] ^= 1;
        }
        const Mask x = maskOfBitmap(a);
        const Mask y = maskOfBitmap(b);
        const auto rule = [&](auto join) {
            return maskOfBitmap(made(a, [&](std::int32_t px, std::int32_t py) {
                return join(isObject(a, px, py), isObject(b, px, py));
            }));
        };
        ASSERT_EQ(unite(x, y), rule([](bool p, bool q) { return p || q; })) << round;
        ASSERT_EQ(intersect(x, y), rule([](bool p, bool q) { return p && q; })) << round;
        ASSERT_EQ(subtract(x, y), rule([](bool p, bool q) { return p && !q; })) << round;
        ASSERT_EQ(subtract(x, x), (Mask{x.width, x.height, {}}));
    }
}

TEST(MaskOps, SetsShareTheTilesThatOnlyOneMaskHas)
{
    const Mask large =
        maskFromPolygon({{{{100, 100}, {9900, 100}, {9900, 9900}, {100, 9900}}, {}}}, 10000, 10000);
    const Mask small =
        maskFromPolygon({{{{600, 600}, {640, 600}, {640, 640}, {600, 640}}, {}}}, 10000, 10000);
    ASSERT_EQ(large.tiles.size(), 400u);
    const Mask rest = subtract(large, small);
    ASSERT_EQ(area(rest), area(large) - 1600);
    std::size_t shared = 0;
    for (std::size_t i = 0; i < large.tiles.size(); ++i)
        shared += &*large.tiles[i].runs == &*rest.tiles[i].runs ? 1 : 0;
    EXPECT_EQ(shared, 399u);
    // What is small in the end is one tile again.
    EXPECT_EQ(intersect(large, small), small);
    EXPECT_EQ(subtract(large, subtract(large, small)), small);
}

TEST(MaskOps, ComponentsAreThe4ConnectedRegions)
{
    std::mt19937 random(22);
    for (int round = 0; round < 150; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 50);
        const std::vector<Bitmap> expected = naiveRegions(bitmap, 1);
        const Mask mask = maskOfBitmap(bitmap);
        const std::vector<Mask> parts = components(mask);
        ASSERT_EQ(parts.size(), expected.size());
        ASSERT_EQ(componentCount(mask), expected.size());
        for (std::size_t i = 0; i < parts.size(); ++i)
            ASSERT_EQ(parts[i], maskOfBitmap(expected[i]));
    }
}

TEST(MaskOps, SpecksGoAndHolesFillUpToASize)
{
    std::mt19937 random(23);
    for (int round = 0; round < 150; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 50);
        const std::uint64_t limit = random() % 12;
        Bitmap clean = made(bitmap, [](std::int32_t, std::int32_t) { return false; });
        for (const Bitmap& region : naiveRegions(bitmap, 1)) {
            const bool stays = count(region) >= limit;
            for (std::size_t i = 0; i < region.pixels.size(); ++i)
                clean.pixels[i] |= stays ? region.pixels[i] : std::uint8_t{0};
        }
        Bitmap filled = bitmap;
        Bitmap someFilled = bitmap;
        for (const Bitmap& region : naiveRegions(bitmap, 0)) {
            if (reachesBorder(region))
                continue;
            const bool small = count(region) < limit;
            for (std::size_t i = 0; i < region.pixels.size(); ++i) {
                filled.pixels[i] |= region.pixels[i];
                someFilled.pixels[i] |= small ? region.pixels[i] : std::uint8_t{0};
            }
        }
        const Mask mask = maskOfBitmap(bitmap);
        ASSERT_EQ(withoutSpecks(mask, limit), maskOfBitmap(clean)) << round;
        ASSERT_EQ(withHolesFilled(mask), maskOfBitmap(filled)) << round;
        ASSERT_EQ(withHolesFilled(mask, limit), maskOfBitmap(someFilled)) << round;
    }
}

TEST(MaskOps, ARegionIsBoundedByOtherPixelsAndByTheLimits)
{
    std::mt19937 random(24);
    for (int round = 0; round < 300; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 40);
        const auto width = static_cast<std::int32_t>(bitmap.width);
        const auto height = static_cast<std::int32_t>(bitmap.height);
        PixelRect limits{0, 0, width, height};
        if (round % 2) {
            limits.x = static_cast<std::int32_t>(random() % bitmap.width) - 2;
            limits.y = static_cast<std::int32_t>(random() % bitmap.height) - 2;
            limits.width = 1 + static_cast<std::int32_t>(random() % 30);
            limits.height = 1 + static_cast<std::int32_t>(random() % 30);
        }
        const auto within = [&](std::int32_t x, std::int32_t y) {
            return x >= limits.x && y >= limits.y && x < limits.x + limits.width &&
                   y < limits.y + limits.height;
        };
        const auto x = static_cast<std::int32_t>(random() % bitmap.width);
        const auto y = static_cast<std::int32_t>(random() % bitmap.height);
        const bool object = isObject(bitmap, x, y);
        // Outside the limits everything is of the other kind.
        const Bitmap cut = made(bitmap, [&](std::int32_t px, std::int32_t py) {
            return within(px, py) ? isObject(bitmap, px, py) : !object;
        });
        Mask expected{width, height, {}};
        for (const Bitmap& region : naiveRegions(cut, object ? 1 : 0))
            if (within(x, y) && isObject(region, x, y))
                expected = maskOfBitmap(region);
        const std::optional<PixelRect> given = round % 2 ? std::optional(limits) : std::nullopt;
        ASSERT_EQ(regionAt(maskOfBitmap(bitmap), {x + 0.5, y + 0.5}, given), expected) << round;
    }
    const Mask empty{30, 20, {}};
    EXPECT_EQ(area(regionAt(empty, {3, 3})), 600u);
    EXPECT_EQ(area(regionAt(empty, {-0.5, 3})), 0u);
    EXPECT_EQ(area(regionAt(empty, {3, 20})), 0u);
    EXPECT_EQ(area(regionAt(empty, {std::nan(""), 3})), 0u);
}

TEST(MaskOps, GrowAndShrinkGoByTheDistanceOfCentres)
{
    std::mt19937 random(25);
    for (int round = 0; round < 120; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 40);
        const double radius = round % 3 ? double(random() % 7) : double(random() % 60) / 10;
        const auto near = [&](std::int32_t x, std::int32_t y, bool object) {
            for (std::int32_t v = 0; v < static_cast<std::int32_t>(bitmap.height); ++v)
                for (std::int32_t u = 0; u < static_cast<std::int32_t>(bitmap.width); ++u)
                    if (isObject(bitmap, u, v) == object &&
                        (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius)
                        return true;
            return false;
        };
        const Mask mask = maskOfBitmap(bitmap);
        ASSERT_EQ(grow(mask, radius),
                  maskOfBitmap(made(bitmap, [&](auto x, auto y) { return near(x, y, true); })))
            << round << " " << radius;
        ASSERT_EQ(shrink(mask, radius),
                  maskOfBitmap(made(bitmap, [&](auto x, auto y) { return !near(x, y, false); })))
            << round << " " << radius;
    }
    const Mask pixel = maskFromPolygon({{{{50, 50}, {51, 50}, {51, 51}, {50, 51}}, {}}}, 100, 100);
    EXPECT_EQ(grow(pixel, -3), pixel);
    EXPECT_EQ(grow(pixel, std::nan("")), pixel);
    EXPECT_EQ(area(grow(pixel, 1e300)), 10000u);
    EXPECT_EQ(area(shrink(pixel, 1e300)), 0u);
    EXPECT_EQ(area(shrink(grow(pixel, 1e300), 1e300)), 10000u);
}

TEST(MaskOps, SmoothTakesTheMajorityAround)
{
    std::mt19937 random(26);
    for (int round = 0; round < 100; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 40);
        const double radius = double(random() % 60) / 10;
        const Bitmap expected = made(bitmap, [&](std::int32_t x, std::int32_t y) {
            int balance = 0;
            for (std::int32_t v = 0; v < static_cast<std::int32_t>(bitmap.height); ++v)
                for (std::int32_t u = 0; u < static_cast<std::int32_t>(bitmap.width); ++u)
                    if ((u - x) * (u - x) + (v - y) * (v - y) <= radius * radius)
                        balance += isObject(bitmap, u, v) ? 1 : -1;
            return balance > 0 || (balance == 0 && isObject(bitmap, x, y));
        });
        ASSERT_EQ(smooth(maskOfBitmap(bitmap), radius), maskOfBitmap(expected)) << round << " " << radius;
    }
}

TEST(MaskOps, MovingLosesOnlyWhatLeavesTheImage)
{
    std::mt19937 random(27);
    for (int round = 0; round < 200; ++round) {
        const Bitmap bitmap = test::randomBitmap(random, 60);
        const auto dx = static_cast<std::int32_t>(random() % 140) - 70;
        const auto dy = static_cast<std::int32_t>(random() % 140) - 70;
        ASSERT_EQ(translated(maskOfBitmap(bitmap), dx, dy), maskOfBitmap(made(bitmap, [&](auto x, auto y) {
                      return isObject(bitmap, x - dx, y - dy);
                  })));
    }
    const Mask all = maskFromPolygon({{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {}}}, 9, 9);
    EXPECT_TRUE(translated(all, INT32_MAX, INT32_MIN).tiles.empty());
}

TEST(MaskOps, LargeMasksAgreeWithTheRunsOfTheWholeImage)
{
    std::mt19937 random(28);
    for (int round = 0; round < 6; ++round) {
        const Bitmap bitmap = largeBitmap(random);
        const Mask mask = maskOfBitmap(bitmap);
        std::uint64_t sum = 0;
        for (const Mask& part : components(mask))
            sum += area(part);
        EXPECT_EQ(sum, area(mask));
        EXPECT_EQ(maskFromPolygon(polygonFromMask(mask), mask.width, mask.height), mask);
        // Growing and taking the frame off again is to close; it holds what was there.
        EXPECT_EQ(intersect(shrink(grow(mask, 3), 3), mask), mask);
        EXPECT_EQ(intersect(grow(shrink(mask, 3), 3), mask), grow(shrink(mask, 3), 3));
    }
}

} // namespace
} // namespace touchstone
