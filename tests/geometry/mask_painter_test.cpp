#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "touchstone/geometry/mask_painter.h"

namespace touchstone {
namespace {

/// The same on a plain bitmap, by the definition.
struct Bitmap {
    std::int32_t width;
    std::int32_t height;
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height));

    void stroke(const Brush& brush, Point from, Point to, bool object)
    {
        for (std::int32_t y = 0; y < height; ++y)
            for (std::int32_t x = 0; x < width; ++x)
                if (covers(brush, from, to, x, y))
                    pixels[std::size_t(y) * std::size_t(width) + std::size_t(x)] = object ? 1 : 0;
    }
    static bool covers(const Brush& brush, Point from, Point to, std::int32_t x, std::int32_t y)
    {
        const Point center{x + 0.5, y + 0.5};
        for (const Point& end : {from, to})
            if (std::floor(end.x) == x && std::floor(end.y) == y)
                return true;
        if (brush.tip == BrushTip::Round)
            return distanceToSegment(center, from, to) <= brush.radius;
        // The square meets the centre somewhere on its way: the nearest the two come in the larger of x and y.
        double low = 0, high = 1;
        const auto narrow = [&](double start, double step, double at) {
            if (step == 0) {
                if (std::abs(at - start) > brush.radius)
                    high = -1;
                return;
            }
            const double t0 = (at - brush.radius - start) / step, t1 = (at + brush.radius - start) / step;
            low = std::max(low, std::min(t0, t1));
            high = std::min(high, std::max(t0, t1));
        };
        narrow(from.x, to.x - from.x, center.x);
        narrow(from.y, to.y - from.y, center.y);
        return low <= high;
    }
    Mask mask() const
    {
        return maskFromRle(encodeRle(pixels.data(), static_cast<std::uint32_t>(height),
                                     static_cast<std::uint32_t>(width), std::size_t(width)));
    }
};

/// Rectangles put in and taken out, and some noise.
Rle randomRle(std::mt19937& random, std::uint32_t height, std::uint32_t width)
{
    std::vector<std::uint8_t> pixels(std::size_t{height} * width);
    for (int i = 0; i < 8; ++i) {
        const std::uint32_t x0 = random() % width, y0 = random() % height;
        const std::uint32_t x1 = x0 + random() % (width - x0), y1 = y0 + random() % (height - y0);
        for (std::uint32_t y = y0; y < y1; ++y)
            for (std::uint32_t x = x0; x < x1; ++x)
                pixels[std::size_t{y} * width + x] = i % 3 != 2;
    }
    for (int i = 0; i < 50; ++i)
        pixels[random() % pixels.size()] ^= 1;
    return encodeRle(pixels.data(), height, width, width);
}

TEST(MaskPainter, StrokesCoverThePixelsWhoseCentreTheTipPasses)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-30, 150);
    std::uniform_real_distribution<double> size(0.5, 25);
    for (int round = 0; round < 60; ++round) {
        Bitmap expected{120, 90};
        MaskPainter painter(120, 90);
        for (int i = 0; i < 6; ++i) {
            const Brush brush{i % 2 ? BrushTip::Round : BrushTip::Square, size(random)};
            const Point from{place(random), place(random)};
            const Point to = i % 3 ? Point{place(random), place(random)} : from;
            const bool object = i % 4 != 3;
            expected.stroke(brush, from, to, object);
            painter.stroke(brush, from, to, object);
        }
        ASSERT_EQ(painter.mask(), expected.mask()) << "round " << round;
    }
}

TEST(MaskPainter, ASmallTipLeavesNoGaps)
{
    MaskPainter painter(200, 200);
    painter.stroke({BrushTip::Round, 0.1}, {3.2, 5.9}, {180.7, 77.1}, true);
    // One region: a piece for each 4- or 8-connected run; every column of the way has a pixel.
    for (std::int32_t x = 3; x <= 180; ++x) {
        bool any = false;
        for (std::int32_t y = 0; y < 200; ++y)
            any = any || painter.at(x, y);
        EXPECT_TRUE(any) << x;
    }
}

TEST(MaskPainter, KeepsTilesOfLargeMasksThatItDoesNotTouch)
{
    MaskPainter first(4000, 3000);
    first.fill(Polygon{{{{100, 100}, {3900, 100}, {3900, 2900}, {100, 2900}}, {}}}, true);
    const Mask before = first.mask();
    ASSERT_GT(before.tiles.size(), 20u);
    MaskPainter painter(before);
    painter.stroke({BrushTip::Round, 20}, {600, 600}, {640, 600}, false);
    const Mask after = painter.mask();
    std::size_t kept = 0;
    for (const MaskTile& tile : after.tiles)
        for (const MaskTile& old : before.tiles)
            kept += tile.rect == old.rect && &*tile.runs == &*old.runs ? 1 : 0;
    EXPECT_EQ(kept, after.tiles.size() - 1);
    EXPECT_EQ(after, maskFromRle(rleFromMask(after)));
    EXPECT_EQ(painter.area(), area(after));
    // Asked again, it gives the same tiles; a stroke elsewhere leaves the one before alone.
    const Mask again = painter.mask();
    painter.stroke({BrushTip::Round, 20}, {2600, 600}, {2640, 600}, false);
    const Mask third = painter.mask();
    kept = 0;
    for (std::size_t i = 0; i < third.tiles.size(); ++i) {
        EXPECT_EQ(&*again.tiles[i].runs, &*after.tiles[i].runs);
        kept += &*third.tiles[i].runs == &*after.tiles[i].runs ? 1 : 0;
    }
    EXPECT_EQ(kept, third.tiles.size() - 1);
    EXPECT_EQ(third, maskFromRle(rleFromMask(third)));
}

TEST(MaskPainter, AgreesWithRunsOnUnionDifferenceAndIntersection)
{
    std::mt19937 random(11);
    for (int round = 0; round < 40; ++round) {
        const bool large = round % 10 == 0;
        const std::uint32_t height = large ? 1300 : 40, width = large ? 1500 : 70;
        const Rle a = randomRle(random, height, width), b = randomRle(random, height, width);
        MaskPainter unite_(maskFromRle(a)), subtract_(maskFromRle(a)), keep(maskFromRle(a));
        unite_.fill(maskFromRle(b), true);
        subtract_.fill(maskFromRle(b), false);
        keep.keepOnly(maskFromRle(b));
        ASSERT_EQ(unite_.mask(), maskFromRle(unite(a, b)));
        ASSERT_EQ(subtract_.mask(), maskFromRle(subtract(a, b)));
        ASSERT_EQ(keep.mask(), maskFromRle(intersect(a, b)));
    }
}

TEST(MaskPainter, FillsWithinARectangle)
{
    std::mt19937 random(12);
    for (int round = 0; round < 40; ++round) {
        const bool large = round % 10 == 0;
        const std::uint32_t height = large ? 1300 : 40, width = large ? 1500 : 70;
        const Rle a = randomRle(random, height, width), b = randomRle(random, height, width);
        const auto place = [&](std::uint32_t size) { return static_cast<std::int32_t>(random() % size); };
        const PixelRect within{place(width) - 5, place(height) - 5, place(width), place(height)};
        const double right = within.x + within.width, bottom = within.y + within.height;
        const Ring frame{{double(within.x), double(within.y)}, {right, double(within.y)}, {right, bottom},
                         {double(within.x), bottom}};
        const Rle part = intersect(b, rleFromRing(frame, height, width));
        MaskPainter added(maskFromRle(a)), taken(maskFromRle(a));
        const PixelRect box = added.fill(maskFromRle(b), true, within);
        taken.fill(maskFromRle(b), false, within);
        ASSERT_EQ(added.mask(), maskFromRle(unite(a, part)));
        ASSERT_EQ(taken.mask(), maskFromRle(subtract(a, part)));
        ASSERT_TRUE(box.width == 0 || (box.x >= within.x && box.y >= within.y &&
                                       box.x + box.width <= right && box.y + box.height <= bottom));
    }
}

TEST(MaskPainter, SaysWhereItPainted)
{
    MaskPainter painter(100, 100);
    EXPECT_EQ(painter.stroke({BrushTip::Square, 2}, {10, 10}, {10, 10}, true), (PixelRect{8, 8, 4, 4}));
    EXPECT_EQ(painter.stroke({BrushTip::Round, 5}, {-50, 10}, {-40, 10}, true), PixelRect{});
    EXPECT_EQ(painter.bounds(), (PixelRect{8, 8, 4, 4}));
    EXPECT_EQ(painter.area(), 16u);
    painter.stroke({BrushTip::Square, 2}, {10, 10}, {10, 10}, false);
    EXPECT_TRUE(painter.mask().tiles.empty());
}

} // namespace
} // namespace touchstone
