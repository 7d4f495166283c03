#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "touchstone/geometry/skeleton.h"
#include "touchstone/geometry/turned_rect.h"

namespace touchstone {
namespace {

TEST(TurnedRect, QuarterTurnsAreExact)
{
    const TurnedRect rect{{10, 20}, 8, 4, 90};
    EXPECT_EQ(corners(rect)[0], (Point{12, 16}));
    EXPECT_EQ(corners(rect)[1], (Point{12, 24}));
    EXPECT_EQ(bounds(rect), (Rect{8, 16, 4, 8}));
    EXPECT_EQ(bounds(TurnedRect{{10, 20}, 8, 4, 0}), (Rect{6, 18, 8, 4}));
    EXPECT_EQ(bounds(TurnedRect{{10, 20}, 8, 4, -180}), (Rect{6, 18, 8, 4}));
}

TEST(TurnedRect, ClockwiseOnTheScreen)
{
    // The right end of the width goes down.
    const Point end = fromFrame({{0, 0}, 10, 2, 30}, {5, 0});
    EXPECT_GT(end.y, 0);
    EXPECT_NEAR(end.x, 5 * std::cos(std::numbers::pi / 6), 1e-12);
}

TEST(TurnedRect, FrameAndBackAndContainment)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> number(-100, 100);
    for (int i = 0; i < 200; ++i) {
        const TurnedRect rect{{number(random), number(random)}, 1 + std::abs(number(random)),
                              1 + std::abs(number(random)), number(random) * 4};
        const Point p{number(random), number(random)};
        EXPECT_NEAR(distance(fromFrame(rect, toFrame(rect, p)), p), 0, 1e-9);
        const auto places = corners(rect);
        const Ring ring(places.begin(), places.end());
        EXPECT_NEAR(signedArea(ring), rect.area(), 1e-6);
        EXPECT_EQ(contains(rect, p), contains(ring, p));
        EXPECT_TRUE(bounds(rect).adjusted(1e-9).contains(places[i % 4]));
    }
}

TEST(TurnedRect, OverABaseLine)
{
    const TurnedRect rect = turnedRectOver({0, 0}, {10, 0}, {3, -4});
    EXPECT_EQ(rect.center, (Point{5, -2}));
    EXPECT_EQ(rect.width, 10);
    EXPECT_EQ(rect.height, 4);
    EXPECT_EQ(rect.angle, 0);
}

TEST(TurnedRect, Angles)
{
    EXPECT_EQ(normalizedAngle(190), -170);
    EXPECT_EQ(normalizedAngle(-180), 180);
    EXPECT_EQ(normalizedAngle(540), 180);
    EXPECT_EQ(normalizedAngle(0), 0);
}

TEST(TurnedRect, ScalesWithItsBox)
{
    const TurnedRect rect{{10, 10}, 8, 4, 30};
    const TurnedRect twice = scaled(rect, {0, 0, 20, 20}, {0, 0, 40, 40});
    EXPECT_NEAR(twice.width, 16, 1e-9);
    EXPECT_NEAR(twice.height, 8, 1e-9);
    EXPECT_EQ(twice.angle, 30);
    const TurnedRect wide = scaled({{10, 10}, 8, 4, 0}, {0, 0, 20, 20}, {0, 0, 40, 20});
    EXPECT_EQ(wide.width, 16);
    EXPECT_EQ(wide.height, 4);
    EXPECT_EQ(wide.angle, 0);
}

TEST(Ellipse, BoundsContainmentAndOutlineAgree)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> number(-50, 50);
    for (int i = 0; i < 100; ++i) {
        const TurnedRect frame{{number(random), number(random)}, 2 + std::abs(number(random)),
                               2 + std::abs(number(random)), number(random) * 4};
        const Ring ring = ellipseOutline(frame, 0.01);
        const Rect box = ellipseBounds(frame);
        const Rect around = *bounds(ring);
        EXPECT_NEAR(box.x, around.x, 0.02);
        EXPECT_NEAR(box.bottom(), around.bottom(), 0.02);
        const double exact = frame.area() * std::numbers::pi / 4;
        EXPECT_NEAR(signedArea(ring), exact, exact * 0.01);
        EXPECT_TRUE(ellipseContains(frame, frame.center));
        EXPECT_FALSE(ellipseContains(frame, fromFrame(frame, {frame.width / 2, frame.height / 2})));
    }
}

TEST(Skeleton, AbsentPointsHaveNoPlace)
{
    const Skeleton points{{{0, 0}, Visibility::Absent}, {{10, 20}, Visibility::Visible},
                          {{30, 5}, Visibility::Occluded}};
    EXPECT_EQ(*bounds(points), (Rect{10, 5, 20, 15}));
    EXPECT_EQ(labelledCount(points), 2u);
    EXPECT_FALSE(nearestPoint(points, {0, 0}, 3));
    EXPECT_EQ(nearestPoint(points, {29, 5}, 3), 2u);
    EXPECT_FALSE(bounds(Skeleton(3)));
}

} // namespace
} // namespace touchstone
