#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "touchstone/geometry/simplify.h"

namespace touchstone {
namespace {

Ring randomWalk(std::mt19937& random)
{
    Ring line{{100, 100}};
    for (int i = 0; i < 200; ++i)
        line.push_back(line.back() + Point{std::uniform_real_distribution(-2.0, 5.0)(random),
                                           std::uniform_real_distribution(-3.0, 3.0)(random)});
    return line;
}

TEST(SimplifiedLine, EveryPointLeftOutIsNearAndTheEndsStay)
{
    std::mt19937 random(51);
    for (const double tolerance : {0.0, 0.5, 2.0, 8.0}) {
        const Ring line = randomWalk(random);
        const Ring fewer = simplifiedLine(line, tolerance);
        EXPECT_EQ(fewer.front(), line.front());
        EXPECT_EQ(fewer.back(), line.back());
        EXPECT_TRUE(tolerance == 0 || fewer.size() < line.size());
        for (const Point& p : line) {
            double away = 1e9;
            for (std::size_t i = 0; i + 1 < fewer.size(); ++i)
                away = std::min(away, distanceToSegment(p, fewer[i], fewer[i + 1]));
            EXPECT_LE(away, tolerance + 1e-9);
        }
        for (const Point& p : fewer)
            EXPECT_NE(std::ranges::find(line, p), line.end()) << "no point is new";
    }
}

TEST(SimplifiedLine, PointsInLineGoWithoutTolerance)
{
    EXPECT_EQ(simplifiedLine({{0, 0}, {5, 0}, {10, 0}, {10, 10}}, 0), (Ring{{0, 0}, {10, 0}, {10, 10}}));
    EXPECT_EQ(simplifiedLine({{0, 0}, {5, 0}}, 100).size(), 2u);
    const Ring broken{{0, 0}, {std::nan(""), 0}, {9, 9}};
    EXPECT_EQ(simplifiedLine(broken, 100).size(), 3u);
}

TEST(Densified, NoEdgeIsLongerAndTheRegionIsTheSame)
{
    const Polygon polygon{{{{0, 0}, {100, 30}, {80, 90}}, {{{50, 40}, {60, 40}, {60, 50}}}}};
    for (const double longest : {3.0, 10.0, 33.0, 500.0}) {
        const Polygon more = densified(polygon, longest);
        EXPECT_NEAR(area(more), area(polygon), 1e-9);
        for (const Ring* ring : {&more[0].outer, &more[0].holes[0]})
            for (std::size_t i = 0; i < ring->size(); ++i)
                EXPECT_LE(distance((*ring)[i], (*ring)[(i + 1) % ring->size()]), longest + 1e-6);
        for (const Point& p : polygon[0].outer)
            EXPECT_NE(std::ranges::find(more[0].outer, p), more[0].outer.end());
    }
    EXPECT_EQ(densified(polygon, 500), polygon);
    EXPECT_EQ(densifiedLine({{0, 0}, {10, 0}}, 5), (Ring{{0, 0}, {5, 0}, {10, 0}})) << "and no edge back";
}

} // namespace
} // namespace touchstone
