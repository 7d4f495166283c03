#include "touchstone/assist/tight_box.h"

#include <limits>

#include <gtest/gtest.h>

#include "assist/pictures.h"

namespace touchstone {
namespace {

using test::Picture;

TightBox tight(const Picture& picture, const Rect& drawn, const TightBoxOptions& options = {})
{
    SilentProgress progress;
    const Result<TightBox> box = tightenBox(picture.view(), drawn, options, progress);
    EXPECT_TRUE(box) << box.error().text();
    return box ? *box : TightBox{};
}

void expectNear(const Rect& box, const Rect& wanted, double off)
{
    EXPECT_NEAR(box.x, wanted.x, off);
    EXPECT_NEAR(box.y, wanted.y, off);
    EXPECT_NEAR(box.right(), wanted.right(), off);
    EXPECT_NEAR(box.bottom(), wanted.bottom(), off);
}

TEST(TightBox, FitsARectangleExactly)
{
    Picture picture(300, 200, 0x506070);
    picture.fill({100, 60, 80, 50}, 0xD0A020);
    const TightBox box = tight(picture, {80, 45, 130, 90});
    EXPECT_TRUE(box.found);
    EXPECT_EQ(box.box, (Rect{100, 60, 80, 50}));
    // A box inside of the object's grows by as much as it may.
    EXPECT_EQ(tight(picture, {103, 62, 74, 46}, {0.2}).box, (Rect{100, 60, 80, 50}));
}

TEST(TightBox, FitsRoundThingsInNoise)
{
    for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
        Picture picture(500, 400, 0x607060);
        for (std::int32_t y = 0; y < 400; y += 30)
            picture.fill({0, y, 500, 15}, 0x75806A);
        picture.ellipse({250, 200}, 90, 60, 0xC02830).noise(14, seed).blur(1);
        const TightBox box = tight(picture, {135, 118, 240, 170});
        EXPECT_TRUE(box.found);
        expectNear(box.box, {160, 140, 180, 120}, 2);
    }
}

TEST(TightBox, FitsLargeThingsAtFullSize)
{
    Picture picture(3000, 2400, 0x607060);
    picture.fill({711, 503, 1502, 1203}, 0x3040C0).noise(8, 5);
    const TightBox box = tight(picture, {600, 420, 1730, 1400});
    EXPECT_TRUE(box.found);
    expectNear(box.box, {711, 503, 1502, 1203}, 1);
}

TEST(TightBox, HoldsSeveralPiecesOfOneThing)
{
    Picture picture(300, 200, 0xE0E0E0);
    picture.fill({60, 60, 40, 80}, 0x202020).fill({180, 70, 50, 60}, 0x202020).fill({140, 20, 3, 3}, 0x202020);
    EXPECT_EQ(tight(picture, {40, 15, 220, 145}).box, (Rect{60, 60, 170, 80}));
}

TEST(TightBox, LeavesTheBoxWhereNothingStandsOut)
{
    Picture plain(200, 150, 0x808080);
    EXPECT_FALSE(tight(plain, {20.5, 20.5, 100, 80}).found);
    EXPECT_EQ(tight(plain, {20.5, 20.5, 100, 80}).box, (Rect{20, 20, 101, 81}));
    for (const std::uint32_t seed : {1U, 2U, 3U, 4U, 5U}) {
        Picture noisy(200, 150, 0x808080);
        noisy.noise(60, seed);
        EXPECT_FALSE(tight(noisy, {20, 20, 100, 80}).found);
    }
}

TEST(TightBox, KeepsASideThatTheThingRunsThrough)
{
    Picture picture(400, 200, 0x607060);
    picture.fill({100, 60, 300, 50}, 0xD0A020);
    const TightBox box = tight(picture, {80, 40, 150, 90});
    EXPECT_TRUE(box.found);
    EXPECT_EQ(box.box, (Rect{100, 60, 130, 50}));
    // The border of the picture is a side like any other.
    EXPECT_EQ(tight(picture, {80, 40, 500, 90}).box, (Rect{100, 60, 300, 50}));
}

TEST(TightBox, TakesNoSpecksForThings)
{
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        const auto salted = [&](Picture picture) {
            std::mt19937 random(seed);
            for (int i = 0; i < 1500; ++i) {
                const auto x = std::int32_t(random() % 300);
                const auto y = std::int32_t(random() % 200);
                picture.set(x, y, 0xFFFFFF);
            }
            return picture;
        };
        const TightBox nothing = tight(salted(Picture(300, 200, 0x506070)), {80, 45, 130, 90});
        EXPECT_FALSE(nothing.found) << seed << ": " << nothing.box.width << " x " << nothing.box.height;
        Picture picture(300, 200, 0x506070);
        picture.fill({100, 60, 80, 50}, 0xD0A020);
        // A speck that touches the thing may be taken for a part of it.
        expectNear(tight(salted(picture), {80, 45, 130, 90}).box, {100, 60, 80, 50}, 4);
    }
}

TEST(TightBox, DoesNotGrowIntoARestlessBackground)
{
    Picture picture(400, 300, 0x607060);
    picture.fill({130, 80, 140, 120}, 0xD0A020);
    // Litter below the thing, of which some hangs together with it.
    picture.fill({190, 200, 20, 16}, 0xD0A020);
    std::minstd_rand random(3);
    for (std::int32_t x = 100; x < 300; x += 12)
        for (std::int32_t y = 206; y < 232; y += 9)
            picture.fill({x, y, 7, 6}, std::uint32_t(random() % 0xFFFFFF));
    const TightBox box = tight(picture, {110, 60, 180, 150});
    EXPECT_TRUE(box.found);
    EXPECT_EQ(box.box.y, 80);
    EXPECT_EQ(box.box.bottom(), 210);
}

TEST(TightBox, IsNeverEmptyAndNeverGrowsTooFar)
{
    std::minstd_rand random(8);
    const auto upTo = [&](std::int32_t limit) { return static_cast<std::int32_t>(random() % unsigned(limit)); };
    for (int round = 0; round < 300; ++round) {
        Picture picture(1 + upTo(90), 1 + upTo(70), random() % 0xFFFFFF);
        for (int i = upTo(5); i > 0; --i)
            picture.fill({upTo(90), upTo(70), 1 + upTo(40), 1 + upTo(40)}, random() % 0xFFFFFF);
        picture.noise(upTo(30), random());
        const Rect whole{0, 0, double(picture.width()), double(picture.height())};
        const Rect drawn{upTo(90) - 5.5, upTo(70) - 5.5, 0.5 + upTo(60), 0.5 + upTo(60)};
        SilentProgress progress;
        const Result<TightBox> box = tightenBox(picture.view(), drawn, {0.1}, progress);
        if (drawn.intersected(whole).isEmpty()) {
            EXPECT_FALSE(box);
            continue;
        }
        ASSERT_TRUE(box);
        EXPECT_GE(box->box.width, 1);
        EXPECT_GE(box->box.height, 1);
        EXPECT_EQ(box->box.intersected(whole), box->box);
        // 10 % of at most 62 pixels, and one for whole pixels.
        const Rect limit = drawn.intersected(whole).adjusted(8);
        EXPECT_EQ(box->box.intersected(limit), box->box);
        EXPECT_EQ(tight(picture, drawn).box, box->box);
    }
}

TEST(TightBox, RefusesABoxOutsideOfThePicture)
{
    const Picture picture(40, 30, 0);
    SilentProgress progress;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Rect& drawn : {Rect{}, Rect{50, 5, 5, 5}, Rect{-10, 5, 5, 5}, Rect{5, 5, nan, 5}}) {
        const Result<TightBox> box = tightenBox(picture.view(), drawn, {}, progress);
        ASSERT_FALSE(box);
        EXPECT_EQ(box.error().code, ErrorCode::InvalidInput);
    }
    EXPECT_EQ(tight(picture, {1, 1, 10, 10}, {nan}).box, (Rect{1, 1, 10, 10}));
    progress.cancel();
    EXPECT_FALSE(tightenBox(picture.view(), {1, 1, 10, 10}, {}, progress));
}

} // namespace
} // namespace touchstone
