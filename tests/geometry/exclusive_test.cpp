#include "touchstone/geometry/exclusive.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "support/how_often.h"
#include "touchstone/geometry/mask_ops.h"
#include "touchstone/geometry/mask_painter.h"

namespace touchstone {
namespace {

constexpr ExclusivePolicy policies[]{ExclusivePolicy::NewWins, ExclusivePolicy::OldWins,
                                     ExclusivePolicy::UnlabelledOnly};

/// The number of the instance of each pixel; 0 for none.
struct Labels {
    std::int32_t width;
    std::int32_t height;
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height));

    std::uint8_t& at(std::int32_t x, std::int32_t y)
    {
        return pixels[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    void stroke(const Brush& brush, Point from, Point to, bool object, std::uint8_t label,
                ExclusivePolicy policy)
    {
        forEachBrushRow(brush, from, to, width, height,
                        [&](std::int32_t y, std::int32_t x0, std::int32_t x1) {
                            for (std::int32_t x = x0; x < x1; ++x) {
                                std::uint8_t& pixel = at(x, y);
                                if (!object)
                                    pixel = pixel == label ? std::uint8_t{0} : pixel;
                                else if (pixel == 0 || policy == ExclusivePolicy::NewWins)
                                    pixel = label;
                            }
                        });
    }
    std::uint64_t unlabelled() const
    {
        return static_cast<std::uint64_t>(std::count(pixels.begin(), pixels.end(), std::uint8_t{0}));
    }
    Mask mask(std::uint8_t label) const
    {
        std::vector<std::uint8_t> object(pixels.size());
        std::transform(pixels.begin(), pixels.end(), object.begin(),
                       [&](std::uint8_t pixel) { return pixel == label ? 1 : 0; });
        return maskFromRle(encodeRle(object.data(), static_cast<std::uint32_t>(height),
                                     static_cast<std::uint32_t>(width), std::size_t(width)));
    }
};

/// A layer of masks on which strokes fall, beside the bitmap of labels.
class Layer {
  public:
    Layer(std::int32_t width, std::int32_t height, std::uint8_t instances)
        : labels{width, height}, unlabelled(width, height), masks(instances, Mask{width, height, {}})
    {
    }
    void stroke(const Brush& brush, Point from, Point to, bool object, std::size_t instance,
                ExclusivePolicy policy)
    {
        MaskPainter painter(masks[instance]);
        painter.stroke(brush, from, to, object);
        std::vector<const Mask*> others = all();
        others[instance] = nullptr;
        const ExclusiveChange change = exclusive(masks[instance], painter.mask(), others, policy);
        // What one mask lost to this one stays labelled.
        const PixelRect changed = changedBetween(masks[instance], change.mask);
        masks[instance] = change.mask;
        for (const auto& [index, mask] : change.others) {
            ASSERT_NE(index, instance);
            ASSERT_GT(changedBetween(masks[index], mask).width, 0);
            masks[index] = mask;
        }
        unlabelled.update(all(), changed);
        labels.stroke(brush, from, to, object, static_cast<std::uint8_t>(instance + 1), policy);
    }
    void compare() const
    {
        for (std::size_t i = 0; i < masks.size(); ++i)
            ASSERT_EQ(masks[i], labels.mask(static_cast<std::uint8_t>(i + 1)));
        ASSERT_EQ(unlabelled.mask(), labels.mask(0));
    }
    std::vector<const Mask*> all() const
    {
        std::vector<const Mask*> pointers;
        for (const Mask& mask : masks)
            pointers.push_back(&mask);
        return pointers;
    }

    Labels labels;
    Unlabelled unlabelled;
    std::vector<Mask> masks;
};

void strokeAtRandom(Layer& layer, std::mt19937& random, double largest)
{
    const auto place = [&] {
        return Point{double(random() % 1000) / 1000 * (layer.labels.width + 40) - 20,
                     double(random() % 1000) / 1000 * (layer.labels.height + 40) - 20};
    };
    const Brush brush{random() % 2 ? BrushTip::Round : BrushTip::Square,
                      0.5 + double(random() % 100) / 100 * largest};
    const Point from = place();
    const Point to = random() % 3 == 0 ? place() : from + Point{double(random() % 30), double(random() % 30)};
    layer.stroke(brush, from, to, random() % 4 != 0, random() % layer.masks.size(), policies[random() % 3]);
}

TEST(Exclusive, EachPixelHasOneInstanceAfterTenThousandStrokes)
{
    std::mt19937 random(41);
    // Over two cells of the grid.
    Layer layer(640, 24, 7);
    for (int i = 0; i < 10000; ++i) {
        strokeAtRandom(layer, random, 10);
        ASSERT_EQ(layer.unlabelled.count(), layer.labels.unlabelled()) << i;
        if (i % 100 == 0) {
            ASSERT_NO_FATAL_FAILURE(layer.compare()) << i;
        }
    }
    layer.compare();
}

TEST(Exclusive, MasksOfManyTilesToo)
{
    std::mt19937 random(42);
    Layer layer(1700, 1300, 4);
    const int strokes = isLongRun() ? 1000 : 120;
    std::size_t tiles = 0;
    for (int i = 0; i < strokes; ++i) {
        strokeAtRandom(layer, random, 250);
        ASSERT_EQ(layer.unlabelled.count(), layer.labels.unlabelled()) << i;
        if (i % 20 == 0) {
            ASSERT_NO_FATAL_FAILURE(layer.compare()) << i;
        }
        for (const Mask& mask : layer.masks)
            tiles = std::max(tiles, mask.tiles.size());
    }
    layer.compare();
    EXPECT_GT(tiles, 6u);
}

Mask box(double x, double y, double width, double height)
{
    return maskFromPolygon({{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}}, 100,
                           100);
}

TEST(Exclusive, ThePoliciesSettleWhatWasSharedBefore)
{
    const Mask before = box(0, 0, 20, 10);
    const Mask changed = box(0, 0, 40, 10);
    const Mask other = box(10, 0, 20, 10); // Shares 10 columns with `before`, 20 with `changed`.
    const Mask far = box(80, 80, 10, 10);
    const Mask* const others[]{&other, nullptr, &far};
    const ExclusiveChange newWins = exclusive(before, changed, others, ExclusivePolicy::NewWins);
    EXPECT_EQ(newWins.mask, changed);
    ASSERT_EQ(newWins.others.size(), 1u);
    EXPECT_EQ(newWins.others[0].first, 0u);
    EXPECT_EQ(newWins.others[0].second, (Mask{100, 100, {}}));
    const ExclusiveChange oldWins = exclusive(before, changed, others, ExclusivePolicy::OldWins);
    EXPECT_EQ(oldWins.mask, unite(box(0, 0, 10, 10), box(30, 0, 10, 10)));
    EXPECT_TRUE(oldWins.others.empty());
    const ExclusiveChange free = exclusive(before, changed, others, ExclusivePolicy::UnlabelledOnly);
    EXPECT_EQ(free.mask, unite(before, box(30, 0, 10, 10)));
    EXPECT_TRUE(free.others.empty());
}

TEST(Exclusive, OverlapsGoToTheFirst)
{
    const Mask a = box(0, 0, 20, 10), b = box(10, 0, 20, 10), c = box(15, 0, 50, 10), d = box(5, 0, 10, 12);
    const Mask* const masks[]{&a, &b, nullptr, &c, &d};
    const std::vector<Mask> cut = withoutOverlaps(masks);
    EXPECT_EQ(cut[0], a);
    EXPECT_EQ(cut[1], box(20, 0, 10, 10));
    EXPECT_TRUE(cut[2].tiles.empty());
    EXPECT_EQ(cut[3], box(30, 0, 35, 10));
    EXPECT_EQ(cut[4], box(5, 10, 10, 2));
}

TEST(Exclusive, UnlabelledCountsOverlapsOnce)
{
    const Mask a = box(0, 0, 20, 10), b = box(10, 0, 20, 10), inside = box(3, 2, 5, 5);
    const Mask* const masks[]{&a, nullptr, &b, &inside};
    Unlabelled rest(100, 100);
    EXPECT_EQ(rest.count(), 10000u);
    EXPECT_EQ(area(rest.mask()), 10000u);
    rest.update(masks);
    EXPECT_EQ(rest.count(), 9700u);
    EXPECT_EQ(rest.mask(), subtract(box(0, 0, 100, 100), box(0, 0, 30, 10)));
    rest.update({}, {500, 500, 10, 10});
    EXPECT_EQ(rest.count(), 9700u);
    rest.update({}, {0, 0, 1, 1});
    EXPECT_EQ(rest.count(), 10000u);
}

TEST(Exclusive, ChangedBetweenHoldsAllThatDiffers)
{
    EXPECT_EQ(changedBetween(box(3, 4, 10, 10), box(3, 4, 10, 10)), PixelRect{});
    EXPECT_EQ(changedBetween(box(3, 4, 10, 10), Mask{100, 100, {}}), (PixelRect{3, 4, 10, 10}));
    const Mask large = maskFromPolygon({{{{0, 0}, {3000, 0}, {3000, 3000}, {0, 3000}}, {}}}, 3000, 3000);
    const Mask dot =
        maskFromPolygon({{{{1500, 700}, {1510, 700}, {1510, 710}, {1500, 710}}, {}}}, 3000, 3000);
    EXPECT_EQ(changedBetween(large, subtract(large, dot)), (PixelRect{1024, 512, 512, 512}));
    EXPECT_EQ(changedBetween(large, Mask{3000, 3000, {}}), (PixelRect{0, 0, 3000, 3000}));
    EXPECT_EQ(changedBetween(Mask{3000, 3000, {}}, large), (PixelRect{0, 0, 3000, 3000}));
}

} // namespace
} // namespace touchstone
