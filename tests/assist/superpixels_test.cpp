#include "touchstone/assist/superpixels.h"

#include <limits>

#include <gtest/gtest.h>

#include "assist/pictures.h"

namespace touchstone {
namespace {

using test::Picture;

Superpixels cut(const Picture& picture, const Rect& region, const SuperpixelOptions& options = {})
{
    SilentProgress progress;
    Result<Superpixels> made = Superpixels::make(picture.view(), region, options, progress);
    EXPECT_TRUE(made) << made.error().text();
    return std::move(*made);
}

/// Every pixel of the region in exactly one piece, nothing outside, and at() agrees.
void expectPartition(const Picture& picture, const Superpixels& pieces)
{
    std::uint64_t sum = 0;
    const PixelRect& region = pieces.region();
    for (std::int32_t label = 0; label < pieces.count(); ++label) {
        const Mask mask = pieces.mask(label);
        EXPECT_TRUE(validate(mask));
        sum += area(mask);
    }
    EXPECT_EQ(sum, std::uint64_t(region.width) * std::uint64_t(region.height));
    for (std::int32_t i = 0; i < 50; ++i) {
        const Point place{region.x + (i * 37 % region.width) + 0.5, region.y + (i * 53 % region.height) + 0.5};
        const auto label = pieces.at(place);
        ASSERT_TRUE(label);
        EXPECT_TRUE(contains(pieces.mask(*label), place));
    }
    std::vector<std::int32_t> all(static_cast<std::size_t>(pieces.count()));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<std::int32_t>(i);
    const Mask whole = pieces.mask(all);
    EXPECT_EQ(area(whole), sum);
    EXPECT_EQ(whole.width, picture.width());
    EXPECT_EQ(whole.height, picture.height());
}

/// Paints the pieces that a person would click inside of an object.
double iouOfPainting(const Superpixels& pieces, const Mask& object)
{
    const Rle whole = rleFromMask(object);
    std::vector<std::int32_t> picked;
    for (std::int32_t label = 0; label < pieces.count(); ++label) {
        const Rle piece = rleFromMask(pieces.mask(label));
        const std::uint64_t common = area(intersect(piece, whole));
        if (2 * common > area(piece))
            picked.push_back(label);
    }
    return test::iouOf(pieces.mask(picked), object);
}

TEST(Superpixels, KeepToTheBordersOfObjects)
{
    Picture picture(420, 340, 0x406040);
    picture.ellipse({200, 160}, 110, 80, 0xB09030).noise(10, 4);
    const Superpixels pieces = cut(picture, {0, 0, 420, 340}, {20, 10});
    EXPECT_GT(pieces.count(), 150);
    EXPECT_LT(pieces.count(), 700);
    expectPartition(picture, pieces);
    EXPECT_GT(iouOfPainting(pieces, test::ellipseMask(420, 340, {200, 160}, 110, 80)), 0.97);
}

TEST(Superpixels, CoverThePartInSight)
{
    Picture picture(600, 500, 0x406040);
    picture.ellipse({300, 250}, 110, 80, 0xB09030).noise(10, 4);
    const Superpixels pieces = cut(picture, {200.5, 100.25, 150, 120}, {16, 10});
    EXPECT_EQ(pieces.region(), (PixelRect{200, 100, 151, 121}));
    expectPartition(picture, pieces);
    EXPECT_FALSE(pieces.at({199, 150}));
    EXPECT_FALSE(pieces.at({250, 222}));
    EXPECT_FALSE(pieces.at({-5, 3}));
    EXPECT_FALSE(pieces.at({std::numeric_limits<double>::quiet_NaN(), 3}));
    EXPECT_TRUE(pieces.mask(-1).tiles.empty());
    EXPECT_TRUE(pieces.mask(pieces.count()).tiles.empty());
}

TEST(Superpixels, FindBordersAtFullSizeInLargeRegions)
{
    Picture picture(3600, 2500, 0x406040);
    picture.ellipse({1800, 1200}, 700, 500, 0xB09030).noise(8, 4);
    const Superpixels pieces = cut(picture, {0, 0, 3600, 2500}, {150, 10});
    EXPECT_LT(pieces.reducedWidth(), 2000);
    expectPartition(picture, pieces);
    EXPECT_GT(iouOfPainting(pieces, test::ellipseMask(3600, 2500, {1800, 1200}, 700, 500)), 0.9995);
}

TEST(Superpixels, WorkOnTheSmallestPictures)
{
    for (const auto& [width, height] : {std::pair{1, 1}, {300, 1}, {1, 300}, {7, 7}, {8, 8}, {9, 40}, {17, 16}}) {
        Picture picture(width, height, 0x808080);
        picture.noise(30, 2);
        for (const double side : {0.0, 1.0, 20.0, 1e9})
            expectPartition(picture, cut(picture, {0, 0, 1000, 1000}, {side, 10}));
    }
}

TEST(Superpixels, SayThatNothingIsInSight)
{
    const Picture picture(40, 30, 0);
    SilentProgress progress;
    for (const Rect& region : {Rect{}, Rect{50, 0, 10, 10}, Rect{-20, -20, 10, 10}}) {
        const auto made = Superpixels::make(picture.view(), region, {}, progress);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::InvalidInput);
    }
}

TEST(Superpixels, StopWhenAsked)
{
    const Picture picture(400, 300, 0);
    SilentProgress progress;
    progress.cancel();
    const auto made = Superpixels::make(picture.view(), {0, 0, 400, 300}, {}, progress);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace touchstone
