#include "touchstone/geometry/polygon.h"

#include <random>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

const Ring square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
const Ring inner{{2, 2}, {4, 2}, {4, 4}, {2, 4}};

TEST(Polygon, AreaHasASignAndHolesAreTakenOut)
{
    EXPECT_EQ(signedArea(square), 100);
    EXPECT_EQ(signedArea(Ring(square.rbegin(), square.rend())), -100);
    EXPECT_EQ(signedArea({{1, 1}, {2, 2}}), 0);
    EXPECT_EQ(area(Polygon{{square, {inner}}}), 96);
    EXPECT_EQ(area(Polygon{{square, {}}, {inner, {}}}), 104);
    EXPECT_EQ(vertexCount(Polygon{{square, {inner}}, {inner, {}}}), 12U);
}

TEST(Polygon, BoundsCoverAllRings)
{
    EXPECT_FALSE(bounds(Polygon{}).has_value());
    EXPECT_EQ(*bounds(Polygon{{inner, {}}, {{{-1, 3}, {3, 9}, {1, 1}}, {}}}), (Rect{-1, 1, 5, 8}));
    EXPECT_EQ(*bounds(inner), (Rect{2, 2, 2, 2}));
}

TEST(Polygon, ContainsIsEvenOddInAPartAndAUnionOverParts)
{
    const Polygon holed{{square, {inner}}};
    EXPECT_TRUE(contains(holed, {1, 1}));
    EXPECT_FALSE(contains(holed, {3, 3}));
    EXPECT_FALSE(contains(holed, {11, 3}));
    EXPECT_TRUE(contains(Polygon{{square, {}}, {inner, {}}}, {3, 3}));
    EXPECT_FALSE(contains(Ring{}, {0, 0}));
}

TEST(Polygon, DistanceToASegment)
{
    EXPECT_DOUBLE_EQ(distanceToSegment({5, 3}, {0, 0}, {10, 0}), 3);
    EXPECT_DOUBLE_EQ(distanceToSegment({13, 4}, {0, 0}, {10, 0}), 5);
    EXPECT_DOUBLE_EQ(distanceToSegment({3, 4}, {0, 0}, {0, 0}), 5);
}

/// The same question, edge against edge.
bool naiveSelfIntersects(const Ring& ring)
{
    const auto side = [](Point a, Point b, Point c) {
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    };
    const std::size_t n = ring.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 2; j < n; ++j) {
            if (i == 0 && j == n - 1) {
                continue;
            }
            const Point a = ring[i], b = ring[i + 1], c = ring[j], d = ring[(j + 1) % n];
            if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) {
                return true;
            }
        }
    }
    return false;
}

TEST(Polygon, SelfIntersection)
{
    EXPECT_FALSE(selfIntersects(square));
    EXPECT_TRUE(selfIntersects({{0, 0}, {10, 10}, {10, 0}, {0, 10}}));
    EXPECT_TRUE(selfIntersects({{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}));  // touches an edge
    EXPECT_FALSE(selfIntersects({{0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 0}})); // repeated points
    EXPECT_FALSE(selfIntersects({{0, 0}, {1, 1}, {2, 0}}));
    std::mt19937 random(3);
    for (int i = 0; i < 500; ++i) {
        Ring ring;
        for (unsigned k = 4 + random() % 5; k > 0; --k) {
            ring.push_back({double(random() % 100003) / 7, double(random() % 100003) / 7});
        }
        ASSERT_EQ(selfIntersects(ring), naiveSelfIntersects(ring));
    }
}

TEST(Polygon, FindsVerticesAndEdgesOfHolesToo)
{
    const Polygon polygon{{square, {inner}}, {{{20, 0}, {30, 0}, {25, 9}}, {}}};
    EXPECT_EQ(nearestVertex(polygon, {4.5, 4.5}, 2), (RingPosition{0, 1, 2}));
    EXPECT_EQ(nearestVertex(polygon, {25, 10}, 2), (RingPosition{1, 0, 2}));
    EXPECT_FALSE(nearestVertex(polygon, {7, 7}, 2).has_value());
    EXPECT_EQ(nearestEdge(polygon, {0.5, 5}, 1), (RingPosition{0, 0, 3}));
    EXPECT_EQ(nearestEdge(polygon, {25, -1}, 1), (RingPosition{1, 0, 0}));
    EXPECT_FALSE(nearestEdge(polygon, {25, -1.5}, 1).has_value());
}

TEST(Polygon, VerticesMoveComeAndGo)
{
    const Polygon polygon{{square, {inner}}};
    EXPECT_EQ(movedVertex(polygon, {0, 1, 0}, {3, 3})[0].holes[0][0], (Point{3, 3}));
    const Polygon more = insertedVertex(polygon, {0, 0, 3}, {0, 5});
    ASSERT_EQ(more[0].outer.size(), 5U);
    EXPECT_EQ(more[0].outer[4], (Point{0, 5}));
    Polygon less = removedVertex(polygon, {0, 1, 0});
    EXPECT_EQ(less[0].holes[0].size(), 3U);
    less = removedVertex(less, {0, 1, 0});
    EXPECT_TRUE(less[0].holes.empty());
    less = removedVertex(less, {0, 0, 3});
    EXPECT_EQ(less[0].outer, (Ring{{0, 0}, {10, 0}, {10, 10}}));
    EXPECT_TRUE(removedVertex(less, {0, 0, 0}).empty());
}

} // namespace
} // namespace touchstone
