#include "touchstone/geometry/polygon_cut.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "support/how_often.h"

namespace touchstone {
namespace {

using Random = std::mt19937;

double between(Random& random, double low, double high)
{
    return std::uniform_real_distribution(low, high)(random);
}

/// Seen from its middle, so that it never crosses itself. Every third one on whole pixels, as people's data are.
Ring star(Random& random, Point middle, double least, double most, int count, bool whole)
{
    Ring ring;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * (i + between(random, 0.3, 0.7)) / count;
        const double radius = between(random, least, most);
        const Point p = middle + Point{std::cos(angle), std::sin(angle)} * radius;
        ring.push_back(whole ? Point{std::round(p.x), std::round(p.y)} : p);
    }
    return ring;
}

/// Up to three parts, apart from each other, with up to two holes each.
Polygon randomPolygon(Random& random)
{
    const bool whole = random() % 3 == 0;
    Polygon polygon;
    const unsigned parts = 1 + random() % 3;
    for (unsigned i = 0; i < parts; ++i) {
        const Point middle{150.0 + 300 * i, 200};
        PolygonPart part{star(random, middle, 100, 140, 12 + int(random() % 12), whole), {}};
        const unsigned holes = random() % 3;
        for (unsigned hole = 0; hole < holes; ++hole)
            part.holes.push_back(star(random, middle + Point{hole ? 40.0 : -40.0, 0}, 15, 30, 5 + int(random() % 4), whole));
        polygon.push_back(std::move(part));
    }
    return polygon;
}

Ring randomLine(Random& random)
{
    Ring line;
    const unsigned count = 2 + random() % 4;
    for (unsigned i = 0; i < count; ++i)
        line.push_back({std::round(between(random, -50, 1000)), std::round(between(random, 0, 400))});
    return line;
}

std::vector<Point> vertices(const Polygon& polygon)
{
    std::vector<Point> all;
    for (const PolygonPart& part : polygon) {
        all.insert(all.end(), part.outer.begin(), part.outer.end());
        for (const Ring& hole : part.holes)
            all.insert(all.end(), hole.begin(), hole.end());
    }
    return all;
}

double lengthOf(const Polygon& polygon)
{
    double length = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i)
            length += distance(ring[i], ring[(i + 1) % ring.size()]);
    };
    for (const PolygonPart& part : polygon) {
        add(part.outer);
        std::ranges::for_each(part.holes, add);
    }
    return length;
}

bool nearOutline(const Polygon& polygon, Point p)
{
    return nearestEdge(polygon, p, 0.01).has_value();
}

Polygon square(double x, double y, double side)
{
    return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}};
}

/// The region of the pieces is that of `whole`, each point in one piece only; no vertex of it was moved.
void expectDivided(const std::vector<Polygon>& pieces, const Polygon& whole, Random& random)
{
    double sum = 0;
    std::vector<Point> all;
    for (const Polygon& piece : pieces) {
        sum += area(piece);
        const std::vector<Point> own = vertices(piece);
        all.insert(all.end(), own.begin(), own.end());
        EXPECT_GE(2 * area(piece) / lengthOf(piece), thinnestPiece);
    }
    EXPECT_NEAR(sum, area(whole), 1e-6 * area(whole));
    for (const Point& p : vertices(whole))
        EXPECT_TRUE(std::ranges::find(all, p) != all.end()) << p.x << ", " << p.y;
    for (int i = 0; i < 300; ++i) {
        const Point p{between(random, -50, 1000), between(random, 0, 400)};
        if (nearOutline(whole, p) ||
            std::ranges::any_of(pieces, [&](const Polygon& piece) { return nearOutline(piece, p); }))
            continue;
        const auto in = std::ranges::count_if(pieces, [&](const Polygon& piece) { return contains(piece, p); });
        EXPECT_EQ(in, contains(whole, p) ? 1 : 0) << p.x << ", " << p.y;
    }
}

TEST(Slice, PiecesOfRandomPolygonsAddUpAndShareNothing)
{
    Random random(31);
    const int rounds = howOften("TOUCHSTONE_SLICES", 400, 20000);
    int cut = 0;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE(round);
        const Polygon polygon = randomPolygon(random);
        const std::vector<Polygon> pieces = sliced(polygon, randomLine(random));
        if (pieces.empty())
            continue;
        ++cut;
        ASSERT_GE(pieces.size(), 2u);
        expectDivided(pieces, polygon, random);
        for (std::size_t i = 1; i < pieces.size(); ++i)
            EXPECT_EQ(pieces[i].size(), 1u) << "what was not cut stays with the first";
        // Put together again they are the region that was there.
        const Polygon again = united(pieces);
        EXPECT_EQ(again.size(), polygon.size());
        EXPECT_NEAR(area(again), area(polygon), 1e-6 * area(polygon));
    }
    EXPECT_GT(cut, rounds / 3);
}

TEST(Slice, HolesGoWithTheirPieces)
{
    Polygon polygon = square(0, 0, 100);
    polygon[0].holes = {square(10, 10, 20)[0].outer, square(60, 40, 20)[0].outer};
    const std::vector<Polygon> pieces = sliced(polygon, {{50, -10}, {50, 110}});
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(pieces[0][0].holes.size(), 1u);
    EXPECT_EQ(pieces[1][0].holes.size(), 1u);
    // Through both holes: above and below are apart.
    const std::vector<Polygon> across = sliced(polygon, {{-10, 20}, {20, 20}, {70, 50}, {110, 50}});
    ASSERT_EQ(across.size(), 2u);
    EXPECT_TRUE(across[0][0].holes.empty());
    EXPECT_NEAR(area(across[0]) + area(across[1]), 10000 - 800, 1e-9);
}

TEST(Slice, ALineThatDoesNotPassThroughCutsNothing)
{
    const Polygon polygon = square(0, 0, 100);
    EXPECT_TRUE(sliced(polygon, {{-10, 50}, {50, 50}}).empty());
    EXPECT_TRUE(sliced(polygon, {{20, 50}, {50, 50}}).empty());
    EXPECT_TRUE(sliced(polygon, {{200, 50}, {300, 50}}).empty());
    EXPECT_TRUE(sliced(polygon, {{-10, 50}}).empty());
    EXPECT_TRUE(sliced(polygon, {{0, -10}, {0, 110}}).empty()) << "along an edge";
    EXPECT_TRUE(sliced(polygon, {{-10, std::nan("")}, {110, 50}}).empty());
    Polygon ring = polygon;
    ring[0].holes = {square(40, 40, 20)[0].outer};
    EXPECT_TRUE(sliced(ring, {{-10, 50}, {50, 50}}).empty()) << "from outside into the hole";
}

TEST(Slice, ALineMayEndOnTheOutline)
{
    const Polygon polygon{{{{0, 0}, {100, 7}, {90, 100}, {-3, 80}}, {}}};
    EXPECT_EQ(sliced(polygon, {{0, 0}, {90, 100}}).size(), 2u) << "from corner to corner";
    // A place on a slanted edge is never hit exactly.
    const Point onEdge = Point{0, 0} + Point{100, 7} * 0.3;
    const std::vector<Polygon> pieces = sliced(polygon, {onEdge, {-3, 80}});
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(vertexCount(pieces[0]) + vertexCount(pieces[1]), 7u) << "no vertex doubled";
    EXPECT_EQ(sliced(square(0, 0, 100), {{50, 0.005}, {50, 99.995}}).size(), 2u) << "all but there";
}

TEST(Slice, SliversStayWithTheirNeighbour)
{
    EXPECT_TRUE(sliced(square(0, 0, 100), {{0.01, -10}, {0.01, 110}}).empty());
    EXPECT_EQ(sliced(square(0, 0, 100), {{0.2, -10}, {0.2, 110}}).size(), 2u);
}

TEST(Slice, PartsThatOverlapAreOneRegion)
{
    Polygon polygon = square(0, 0, 60);
    polygon.push_back(square(40, 0, 60)[0]);
    polygon.push_back(square(200, 0, 10)[0]);
    const std::vector<Polygon> pieces = sliced(polygon, {{50, -10}, {50, 110}});
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_NEAR(area(pieces[0]) + area(pieces[1]), 6000 + 100, 1e-9);
    EXPECT_EQ(pieces[0].size(), 2u) << "with the part that was not cut";
}

TEST(Slice, LinesAreCutWhereTheyAreCrossed)
{
    const Ring line{{0, 0}, {100, 0}, {100, 100}};
    const std::vector<Ring> pieces = slicedLine(line, {{50, -10}, {50, 10}, {110, 50}});
    ASSERT_EQ(pieces.size(), 3u);
    EXPECT_EQ(pieces[0], (Ring{{0, 0}, {50, 0}}));
    EXPECT_EQ(pieces[1].front(), (Point{50, 0}));
    EXPECT_EQ(pieces[1].back(), pieces[2].front());
    EXPECT_EQ(pieces[2].back(), (Point{100, 100}));
    EXPECT_EQ(slicedLine(line, {{100, 0}, {120, -20}}).size(), 2u) << "at a vertex, once";
    EXPECT_EQ(slicedLine(line, {{0, -10}, {0, 10}}).size(), 1u) << "at its end";
    EXPECT_EQ(slicedLine(line, {{50, 10}, {50, 5}}).size(), 1u);
}

TEST(Unite, OfRandomPolygonsIsWhereAnyIs)
{
    Random random(32);
    for (int round = 0; round < howOften("TOUCHSTONE_UNIONS", 150, 5000); ++round) {
        SCOPED_TRACE(round);
        std::vector<Polygon> polygons;
        for (unsigned i = 0; i < 2 + random() % 3; ++i) {
            polygons.push_back(randomPolygon(random));
            const Point by{std::round(between(random, -60, 60)), std::round(between(random, -60, 60))};
            for (PolygonPart& part : polygons.back()) {
                for (Point& p : part.outer)
                    p = p + by;
                for (Ring& hole : part.holes)
                    for (Point& p : hole)
                        p = p + by;
            }
        }
        const Polygon all = united(polygons);
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_FALSE(std::ranges::any_of(all[i].holes, selfIntersects));
            EXPECT_FALSE(all[i].outer.size() < 3);
        }
        for (int i = 0; i < 200; ++i) {
            const Point p{between(random, -50, 1000), between(random, 0, 400)};
            if (std::ranges::any_of(polygons, [&](const Polygon& polygon) { return nearOutline(polygon, p); }))
                continue;
            const bool any =
                std::ranges::any_of(polygons, [&](const Polygon& polygon) { return contains(polygon, p); });
            EXPECT_EQ(contains(all, p), any) << p.x << ", " << p.y;
            const auto parts =
                std::ranges::count_if(all, [&](const PolygonPart& part) { return contains(Polygon{part}, p); });
            EXPECT_EQ(parts, any ? 1 : 0) << "parts do not overlap";
        }
    }
}

TEST(Unite, NeighboursWithACommonBorderBecomeOneOutline)
{
    EXPECT_EQ(united({square(0, 0, 10), square(10, 0, 10)}).size(), 1u);
    EXPECT_EQ(united({square(0, 0, 10), square(20, 0, 10)}).size(), 2u) << "apart";
    // A vertex on a slanted edge is off by a rounding.
    const Polygon slanted{{{{0, 0}, {100, 33}, {50, 90}}, {}}};
    Random random(33);
    for (int i = 0; i < 200; ++i) {
        SCOPED_TRACE(i);
        const Point a = Point{0, 0} + Point{100, 33} * between(random, 0.05, 0.25);
        const Point b = Point{0, 0} + Point{100, 33} * between(random, 0.35, 0.55);
        const Point c = Point{0, 0} + Point{100, 33} * between(random, 0.65, 0.95);
        const Polygon neighbour{{{a, {60, -40}, c, b}, {}}};
        const Polygon both = united({slanted, neighbour});
        ASSERT_EQ(both.size(), 1u);
        EXPECT_TRUE(both[0].holes.empty());
        EXPECT_EQ(both[0].outer.size(), 6u);
        EXPECT_NEAR(area(both), area(slanted) + area(neighbour), 1e-6);
    }
}

TEST(Unite, ARingOfNeighboursEnclosesAHole)
{
    const Polygon all = united({square(0, 0, 10), square(10, 0, 10), square(20, 0, 10), square(0, 10, 10),
                                square(20, 10, 10), square(0, 20, 10), square(10, 20, 10), square(20, 20, 10)});
    ASSERT_EQ(all.size(), 1u);
    ASSERT_EQ(all[0].holes.size(), 1u);
    EXPECT_DOUBLE_EQ(area(all), 800);
}

TEST(Unite, WhatIsNoNumberIsLeftAsItIs)
{
    Polygon broken = square(0, 0, 10);
    broken[0].outer[1].x = std::numeric_limits<double>::infinity();
    EXPECT_EQ(united({broken}), broken);
    EXPECT_TRUE(united({}).empty());
}

} // namespace
} // namespace touchstone
