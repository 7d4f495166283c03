#include "touchstone/geometry/snap.h"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

namespace touchstone {
namespace {

const Polygon square{{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{{40, 40}, {60, 40}, {60, 60}, {40, 60}}}}};

TEST(Snap, AVertexGoesBeforeAnEdge)
{
    EXPECT_EQ(snapped(square, {4, 1}, 5), (Snap{{0, 0}, true})) << "though the edge is nearer";
    EXPECT_EQ(snapped(square, {30, 3}, 5), (Snap{{30, 0}, false}));
    EXPECT_EQ(snapped(square, {41, 43}, 5), (Snap{{40, 40}, true})) << "of a hole";
    EXPECT_EQ(snapped(square, {20, 20}, 5), std::nullopt);
    EXPECT_EQ(snapped(square, {2, 50}, 5), (Snap{{0, 50}, false})) << "of the edge that closes the ring";
}

TEST(Snap, AnOpenLineHasNoEdgeBack)
{
    const Ring line{{0, 0}, {100, 0}, {100, 100}};
    EXPECT_EQ(snappedToLine(line, {50, 2}, 5), (Snap{{50, 0}, false}));
    EXPECT_EQ(snappedToLine(line, {50, 50}, 5), std::nullopt);
    EXPECT_EQ(snappedToLine(line, {98, 97}, 5), (Snap{{100, 100}, true}));
}

TEST(Border, TheShorterWayIsFollowed)
{
    EXPECT_EQ(alongBorder(square, {30, 0}, {100, 100}), (Ring{{100, 0}, {100, 100}}));
    EXPECT_EQ(alongBorder(square, {30, 0}, {0, 60}), (Ring{{0, 0}, {0, 60}}));
    EXPECT_EQ(alongBorder(square, {0, 60}, {30, 0}), (Ring{{0, 0}, {30, 0}}));
    EXPECT_EQ(alongBorder(square, {20, 0}, {70, 0}), (Ring{{70, 0}}));
    EXPECT_EQ(alongBorder(square, {70, 0}, {20, 0}), (Ring{{20, 0}}));
    EXPECT_EQ(alongBorder(square, {0, 0}, {100, 0}), (Ring{{100, 0}})) << "from vertex to vertex";
    EXPECT_EQ(alongBorder(square, {40, 40}, {60, 60})->size(), 2u) << "of a hole";
    EXPECT_EQ(alongBorder(square, {0, 0}, {60, 60}), std::nullopt) << "two rings";
    EXPECT_EQ(alongBorder(square, {0, 0}, {50, 20}), std::nullopt);
}

TEST(Border, OnALineThereIsOneWay)
{
    const Ring line{{0, 0}, {50, 0}, {100, 0}, {100, 100}};
    EXPECT_EQ(alongLine(line, {20, 0}, {100, 30}), (Ring{{50, 0}, {100, 0}, {100, 30}}));
    EXPECT_EQ(alongLine(line, {100, 30}, {20, 0}), (Ring{{100, 0}, {50, 0}, {20, 0}}));
    EXPECT_EQ(alongLine(line, {0, 0}, {100, 100}), (Ring{{50, 0}, {100, 0}, {100, 100}}));
}

TEST(Border, BetweenAnyTwoVerticesItIsTheRingAndNeverMoreThanHalfOfIt)
{
    std::mt19937 random(41);
    Ring ring;
    for (int i = 0; i < 40; ++i) {
        const double angle = 2 * std::numbers::pi * i / 40;
        const double radius = std::uniform_real_distribution(50.0, 90.0)(random);
        ring.push_back({100 + radius * std::cos(angle), 100 + radius * std::sin(angle)});
    }
    double whole = 0;
    for (std::size_t i = 0; i < ring.size(); ++i)
        whole += distance(ring[i], ring[(i + 1) % ring.size()]);
    for (std::size_t a = 0; a < ring.size(); ++a)
        for (std::size_t b = 0; b < ring.size(); ++b) {
            if (a == b)
                continue;
            const std::optional<Ring> way = alongBorder({{ring, {}}}, ring[a], ring[b]);
            ASSERT_TRUE(way);
            EXPECT_EQ(way->back(), ring[b]);
            double length = 0;
            for (std::size_t i = 0; i < way->size(); ++i)
                length += distance(i ? (*way)[i - 1] : ring[a], (*way)[i]);
            EXPECT_LE(length, whole / 2 + 1e-9);
            const std::size_t ahead = (b + ring.size() - a) % ring.size();
            EXPECT_TRUE(way->size() == ahead || way->size() == ring.size() - ahead);
        }
}

TEST(Border, ACommonEdgeRunsAlong)
{
    EXPECT_EQ(commonEdge(square, {30, 0}, {10, 0}, {80, 0}), (RingPosition{0, 0, 0}));
    EXPECT_EQ(commonEdge(square, {50, 40}, {60, 40}, {40, 40}), (RingPosition{0, 1, 0})) << "of a hole, the other way";
    EXPECT_EQ(commonEdge(square, {30, 0}, {30, 0}, {30, -50}), std::nullopt) << "only touched";
    EXPECT_EQ(commonEdge(square, {30, -1}, {10, -1}, {80, -1}), std::nullopt);
    // Projected onto a slanted edge, and so off by a rounding.
    const Polygon slanted{{{{0, 0}, {90, 31}, {50, 90}}, {}}};
    const Point p = Point{90, 31} * (1 / 3.0);
    EXPECT_EQ(commonEdge(slanted, p, Point{90, 31} * 0.1, Point{90, 31} * 0.7), (RingPosition{0, 0, 0}));
}

} // namespace
} // namespace touchstone
