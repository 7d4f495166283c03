#include "core/sample/outlines.h"

#include <gtest/gtest.h>

namespace touchstone::sample {
namespace {

TEST(Outlines, ClippedToThePicture)
{
    EXPECT_NEAR(std::abs(signedArea(clippedTo(rectangle(-10, -10, 30, 30), 100, 80))), 400, 1e-9);
    EXPECT_NEAR(std::abs(signedArea(clippedTo(rectangle(10, 10, 20, 20), 100, 80))), 400, 1e-9);
    EXPECT_NEAR(std::abs(signedArea(clippedTo(rectangle(90, 70, 50, 50), 100, 80))), 100, 1e-9);
    EXPECT_TRUE(clippedTo(rectangle(200, 10, 20, 20), 100, 80).empty());
}

TEST(Outlines, APostCutsInTwo)
{
    const Strip post{{48, 0}, {48, 100}, {52, 0}, {52, 100}};
    const Polygon both = behind(rectangle(20, 20, 60, 30), post);
    ASSERT_EQ(both.size(), 2u);
    EXPECT_NEAR(area(both), 60 * 30 - 4 * 30, 1e-9);
    EXPECT_EQ(behind(rectangle(20, 20, 20, 30), post).size(), 1u);
    EXPECT_EQ(behind(rectangle(60, 20, 20, 30), post).size(), 1u);
}

TEST(Outlines, RandomNumbersAreTheSameEverywhere)
{
    Random random(42);
    EXPECT_EQ(random.bits(), 13679457532755275413u);
    EXPECT_EQ(random.bits(), 2949826092126892291u);
    Random other(7);
    for (int i = 0; i < 1000; ++i) {
        const double value = other.range(-2, 3);
        ASSERT_TRUE(value >= -2 && value < 3);
        const int whole = other.whole(2, 4);
        ASSERT_TRUE(whole >= 2 && whole <= 4);
    }
}

} // namespace
} // namespace touchstone::sample
