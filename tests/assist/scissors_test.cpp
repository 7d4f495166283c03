#include "touchstone/assist/scissors.h"
#include "touchstone/geometry/simplify.h"

#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "assist/pictures.h"
#include "core/assist/edge_line.h"

namespace touchstone {
namespace {

using test::Picture;

std::shared_ptr<ScissorsMap> built(const Picture& picture, Point anchor)
{
    auto map = std::make_shared<ScissorsMap>(picture.view(), anchor);
    SilentProgress progress;
    const Result<void> done = map->build(progress);
    EXPECT_TRUE(done) << done.error().text();
    return map;
}

/// How far the line is from a circle at its worst place.
double worst(const std::vector<Point>& line, Point center, double radius)
{
    double off = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        for (double t = 0; t <= 1; t += 0.1)
            off = std::max(off, std::abs(distance(line[i - 1] + (line[i] - line[i - 1]) * t, center) - radius));
    return off;
}

TEST(Scissors, FollowTheEdgeOfAnObject)
{
    Picture picture(500, 400, 0x406040);
    picture.ellipse({250, 200}, 120, 120, 0xB09030).blur(1).noise(6, 1);
    const auto map = built(picture, {370, 200});
    const std::vector<Point> path = map->path({250, 80});
    ASSERT_GT(path.size(), 3U);
    EXPECT_EQ(path.front(), (Point{370, 200}));
    EXPECT_EQ(path.back(), (Point{250, 80}));
    EXPECT_LT(worst(path, {250, 200}, 120), 2.5);
    // A straight line would be 35 pixels off.
    EXPECT_GT(worst({path.front(), path.back()}, {250, 200}, 120), 30);
}

TEST(Scissors, FollowFarEdgesToo)
{
    Picture picture(3000, 2600, 0x406040);
    picture.ellipse({1500, 1300}, 1150, 1150, 0xB09030).noise(5, 2);
    const auto map = built(picture, {2650, 1300});
    for (const double angle : {0.15, 0.5, 1.2}) {
        const Point target{1500 + 1150 * std::cos(angle), 1300 - 1150 * std::sin(angle)};
        const std::vector<Point> path = map->path(target);
        EXPECT_EQ(path.back(), target);
        EXPECT_LT(worst(path, {1500, 1300}, 1150), 3) << angle;
        EXPECT_LT(path.size(), 400U) << angle;
    }
}

TEST(Scissors, AreAStraightLineUntilTheyKnow)
{
    const Picture picture(100, 100, 0);
    const ScissorsMap map(picture.view(), {10, 10});
    EXPECT_FALSE(map.reaches({50, 50}));
    EXPECT_EQ(map.path({50, 50}), (std::vector<Point>{{10, 10}, {50, 50}}));
}

TEST(Scissors, AnswerWhileTheyAreBuilt)
{
    Picture picture(1500, 1200, 0x406040);
    picture.ellipse({700, 600}, 400, 400, 0xB09030);
    ScissorsMap map(picture.view(), {1100, 600});
    SilentProgress progress;
    Result<void> done;
    std::thread worker([&] { done = map.build(progress); });
    std::size_t asked = 0;
    do {
        const std::vector<Point> path = map.path({700, 200});
        EXPECT_EQ(path.back(), (Point{700, 200}));
        ++asked;
    } while (!map.reaches({10, 10}));
    worker.join();
    EXPECT_TRUE(done);
    EXPECT_GT(asked, 1U);
    EXPECT_LT(worst(map.path({700, 200}), {700, 600}, 400), 3);
}

TEST(Scissors, TakePlacesOutsideOfThePicture)
{
    const Picture picture(60, 40, 0x808080);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    SilentProgress progress;
    for (const Point anchor : {Point{-1, 5}, {60, 5}, {5, 40}, {nan, 3}}) {
        ScissorsMap map(picture.view(), anchor);
        const Result<void> done = map.build(progress);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::InvalidInput);
    }
    const auto map = built(picture, {5, 5});
    EXPECT_EQ(map->path({-20, 5}), (std::vector<Point>{{5, 5}, {-20, 5}}));
    EXPECT_EQ(map->path({60, 40}).back(), (Point{60, 40}));
    EXPECT_FALSE(map->reaches({nan, 3}));
}

TEST(Scissors, WorkOnTheSmallestPictures)
{
    for (const auto& [width, height] : {std::pair{1, 1}, {300, 1}, {1, 300}, {2, 2}, {3, 3}}) {
        const auto map = built(Picture(width, height, 0x123456), {0.5, 0.5});
        const Point target{width - 0.5, height - 0.5};
        EXPECT_EQ(map->path(target).front(), (Point{0.5, 0.5})) << width << " × " << height;
        EXPECT_EQ(map->path(target).back(), target) << width << " × " << height;
    }
}

TEST(Scissors, StopWhenAsked)
{
    const Picture picture(700, 700, 0);
    ScissorsMap map(picture.view(), {10, 10});
    SilentProgress progress;
    progress.cancel();
    const Result<void> done = map.build(progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(map.reaches({11, 11}));
}

TEST(SnappedToEdge, GoesToTheStrongestEdgeNearby)
{
    Picture picture(100, 60, 0x404040);
    picture.fill({50, 0, 50, 60}, 0xC0C0C0).fill({80, 0, 20, 60}, 0xD8D8D8);
    const PixelView view = picture.view();
    EXPECT_EQ(snappedToEdge(view, {46.2, 30.7}, 8), (Point{49.5, 30.5}));
    EXPECT_EQ(snappedToEdge(view, {54, 30.5}, 8), (Point{50.5, 30.5}));
    // The fainter one, where the other is out of reach, and none.
    EXPECT_EQ(snappedToEdge(view, {76.5, 10.5}, 8), (Point{79.5, 10.5}));
    EXPECT_EQ(snappedToEdge(view, {20.25, 10}, 8), (Point{20.25, 10}));
    const Point outside = snappedToEdge(view, {-50, 10}, 8);
    EXPECT_EQ(outside, (Point{-50, 10}));
    EXPECT_EQ(snappedToEdge(view, {46, 30}, std::numeric_limits<double>::quiet_NaN()), (Point{46, 30}));
}

TEST(EdgeLine, MovesALineOntoTheEdge)
{
    Picture picture(200, 100, 0);
    picture.fill({0, 50, 200, 50}, 0xFFFFFF);
    std::vector<Point> line;
    for (int x = 5; x <= 195; ++x)
        line.push_back({double(x), x % 40 < 20 ? 46.0 : 53.0});
    line.front().y = line.back().y = 50;
    const std::vector<Point> moved = movedOntoEdge(picture.view(), line, 8);
    EXPECT_EQ(moved.front(), line.front());
    EXPECT_EQ(moved.back(), line.back());
    for (const Point point : moved)
        EXPECT_NEAR(point.y, 50, 1.5) << point.x;
}

TEST(EdgeLine, SimplifiesWithinTheTolerance)
{
    const std::vector<Point> line = {{0, 0}, {1, 0.2}, {2, 0}, {3, 5}, {4, 0.1}, {5, 0}};
    EXPECT_EQ(simplifiedLine(line, 0.5), (std::vector<Point>{{0, 0}, {2, 0}, {3, 5}, {4, 0.1}, {5, 0}}));
    EXPECT_EQ(simplifiedLine(line, 10), (std::vector<Point>{{0, 0}, {5, 0}}));
}

} // namespace
} // namespace touchstone
