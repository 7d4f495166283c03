#include "touchstone/geometry/simplify.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "geometry/random_masks.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

using test::Bitmap;

std::vector<Ring> ringsOf(const Polygon& polygon)
{
    std::vector<Ring> rings;
    for (const PolygonPart& part : polygon) {
        rings.push_back(part.outer);
        rings.insert(rings.end(), part.holes.begin(), part.holes.end());
    }
    return rings;
}

double side(Point a, Point b, Point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/// True if the insides of two edges have a point in common.
bool cross(Point a, Point b, Point c, Point d)
{
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

bool anyEdgesCross(const std::vector<Ring>& rings)
{
    std::vector<std::pair<Point, Point>> edges;
    for (const Ring& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            edges.emplace_back(ring[i], ring[(i + 1) % ring.size()]);
    for (std::size_t i = 0; i < edges.size(); ++i)
        for (std::size_t j = i + 1; j < edges.size(); ++j)
            if (cross(edges[i].first, edges[i].second, edges[j].first, edges[j].second))
                return true;
    return false;
}

double distanceToRing(const Ring& ring, Point p)
{
    double least = 1e300;
    for (std::size_t i = 0; i < ring.size(); ++i)
        least = std::min(least, distanceToSegment(p, ring[i], ring[(i + 1) % ring.size()]));
    return least;
}

bool isOnBorder(const Ring& ring, Point p)
{
    return distanceToRing(ring, p) < 1e-9;
}

/// In the part, and not on one of its borders.
bool isInside(const PolygonPart& part, Point p)
{
    return contains(Polygon{part}, p) && !isOnBorder(part.outer, p) &&
           std::none_of(part.holes.begin(), part.holes.end(),
                        [&](const Ring& hole) { return isOnBorder(hole, p); });
}

/// Round blobs with holes and islands, so that there is something to simplify.
Bitmap blobs(std::mt19937& random)
{
    Bitmap bitmap{
        40 + static_cast<std::uint32_t>(random() % 50), 40 + static_cast<std::uint32_t>(random() % 50), {}};
    bitmap.pixels.assign(std::size_t{bitmap.height} * bitmap.width, 0);
    for (unsigned i = 4 + random() % 8; i > 0; --i) {
        const double cx = double(random() % bitmap.width), cy = double(random() % bitmap.height);
        const double radius = 1 + double(random() % 18);
        const auto value = static_cast<std::uint8_t>(i % 3 == 0 ? 0 : 1);
        for (std::uint32_t y = 0; y < bitmap.height; ++y)
            for (std::uint32_t x = 0; x < bitmap.width; ++x)
                if (std::hypot(x - cx, y - cy) < radius)
                    bitmap.pixels[std::size_t{y} * bitmap.width + x] = value;
    }
    return bitmap;
}

TEST(Simplify, WithoutToleranceThePixelsStay)
{
    std::mt19937 random(31);
    for (int round = 0; round < 200; ++round) {
        const Mask mask =
            maskFromRle(test::encoded(round % 2 ? blobs(random) : test::randomBitmap(random, 60)));
        const Polygon outline = polygonFromMask(mask);
        ASSERT_EQ(maskFromPolygon(outline, mask.width, mask.height), mask);
        const Polygon same = simplified(outline, 0);
        ASSERT_EQ(maskFromPolygon(same, mask.width, mask.height), mask);
        ASSERT_EQ(differingPixels(same, mask), 0u);
        ASSERT_EQ(area(same), area(outline));
    }
}

TEST(Simplify, RingsNeitherCrossNorChangeSidesNorLeaveTheTolerance)
{
    std::mt19937 random(32);
    std::size_t before = 0;
    std::size_t after = 0;
    for (int round = 0; round < 300; ++round) {
        const Mask mask =
            maskFromRle(test::encoded(round % 3 ? blobs(random) : test::randomBitmap(random, 30)));
        const Polygon outline = polygonFromMask(mask);
        const double tolerance = double(random() % 80) / 10;
        const Polygon fewer = simplified(outline, tolerance);
        const std::vector<Ring> old = ringsOf(outline);
        const std::vector<Ring> rings = ringsOf(fewer);
        ASSERT_EQ(fewer.size(), outline.size());
        ASSERT_EQ(rings.size(), old.size());
        ASSERT_FALSE(anyEdgesCross(rings)) << round << " " << tolerance;
        for (std::size_t i = 0; i < rings.size(); ++i) {
            ASSERT_GE(rings[i].size(), 3u);
            ASSERT_GT(signedArea(rings[i]) * signedArea(old[i]), 0) << round;
            for (const Point& p : old[i])
                ASSERT_LE(distanceToRing(rings[i], p), tolerance + 1e-9) << round;
        }
        for (std::size_t part = 0; part < fewer.size(); ++part) {
            const PolygonPart& one = fewer[part];
            for (const Ring& hole : one.holes)
                for (const Point& p : hole)
                    ASSERT_TRUE(contains(one.outer, p) || isOnBorder(one.outer, p)) << round;
            // Parts lie apart: none has a corner inside another.
            for (std::size_t other = 0; other < fewer.size(); ++other)
                for (const Point& p : fewer[other].outer)
                    ASSERT_FALSE(other != part && isInside(one, p)) << round;
        }
        before += vertexCount(outline);
        after += vertexCount(fewer);
    }
    EXPECT_LT(after, before / 2);
}

TEST(Simplify, CountsThePixelsThatChange)
{
    std::mt19937 random(33);
    std::uint64_t changed = 0;
    for (int round = 0; round < 100; ++round) {
        const Bitmap bitmap = blobs(random);
        const Mask mask = maskFromRle(test::encoded(bitmap));
        const Polygon outline = polygonFromMask(mask);
        const Polygon fewer = simplified(outline, 1 + double(random() % 40) / 10);
        std::vector<std::uint8_t> pixels(bitmap.pixels.size());
        decodeRle(rleFromPolygon(fewer, bitmap.height, bitmap.width), pixels.data());
        std::uint64_t expected = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i)
            expected += pixels[i] != bitmap.pixels[i] ? 1 : 0;
        ASSERT_EQ(differingPixels(fewer, mask), expected);
        ASSERT_EQ(differingPixels(fewer, outline, mask.width, mask.height), expected);
        changed += expected;
    }
    EXPECT_GT(changed, 0u);
}

TEST(Simplify, AHoleNearTheBorderKeepsItsPlace)
{
    // Without looking at it, the bump of the outer ring would go and leave the hole outside.
    const Polygon polygon{{{{0, 0}, {40, 0}, {44, -3}, {48, -3}, {52, 0}, {100, 0}, {100, 60}, {0, 60}},
                           {{{45, -2}, {45, -1}, {47, -1}, {47, -2}}}}};
    const Polygon fewer = simplified(polygon, 5);
    for (const Point& p : fewer[0].holes[0])
        EXPECT_TRUE(contains(fewer[0].outer, p));
    EXPECT_LT(simplified({{polygon[0].outer, {}}}, 5)[0].outer.size(), fewer[0].outer.size());
}

TEST(Simplify, AnEdgeDoesNotComeToLieOnACorner)
{
    // With the bump of the outer ring gone, its edge would touch the corner of the hole.
    const Polygon polygon{
        {{{0, 0}, {50, -2}, {100, 0}, {100, 60}, {0, 60}}, {{{50, 0}, {45, 20}, {55, 20}}}}};
    const Polygon fewer = simplified(polygon, 5);
    EXPECT_FALSE(isOnBorder(fewer[0].outer, {50, 0}));
    EXPECT_LT(simplified({{polygon[0].outer, {}}}, 5)[0].outer.size(), fewer[0].outer.size());
}

TEST(Simplify, VerticesTakenBackKeepTheTolerance)
{
    // The island in the dent brings (50, 4) back; to the edges there, (40, -3.9) is farther than 5.
    const Polygon polygon{{{{0, 0}, {40, -3.9}, {50, 4}, {100, 0}, {100, 90}, {0, 90}}, {}},
                          {{{49, 1}, {51, 1}, {50, 1.5}}, {}}};
    const Polygon fewer = simplified(polygon, 5);
    EXPECT_EQ(simplified({{polygon[0].outer, {}}}, 5)[0].outer.size(), 4u);
    for (const Point& p : polygon[0].outer)
        EXPECT_LE(distanceToRing(fewer[0].outer, p), 5);
}

TEST(Simplify, ASliverStaysATriangle)
{
    const Polygon below{{{{0, 0}, {5, 0}, {10, 0}, {5, 3}}, {}}};
    const Polygon above{{{{0, 0}, {5, -3}, {10, 0}, {5, 0}}, {}}};
    for (const Polygon& polygon : {below, above}) {
        const Polygon fewer = simplified(polygon, 20);
        EXPECT_EQ(fewer[0].outer.size(), 3u);
        EXPECT_EQ(area(fewer), 15);
    }
}

TEST(Simplify, OddPolygonsComeBackInPeace)
{
    const double bad = std::nan("");
    const Polygon odd[]{{},
                        {{{}, {}}},
                        {{{{1, 1}}, {}}},
                        {{{{1, 1}, {2, 2}}, {}}},
                        {{{{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}}, {}}},
                        {{{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {1, 0}}, {}}},
                        {{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {5, 20}}, {}}}};
    for (const Polygon& polygon : odd)
        EXPECT_EQ(simplified(polygon, 2).size(), polygon.size());
    const Polygon notFinite{{{{0, 0}, {bad, 1}, {2, 2}, {3, 1}, {1e300, 5}}, {}}};
    EXPECT_EQ(vertexCount(simplified(notFinite, 2)), 5u);
    const Polygon huge{{{{-1e300, 0}, {1e300, 1}, {2, 2}, {3, 1}, {1e300, 5}}, {}}};
    EXPECT_GE(vertexCount(simplified(huge, 2)), 3u);
}

TEST(Simplify, ManyPartsAndHolesAreNoTrouble)
{
    // A chessboard: as many parts as there can be, all touching by corners.
    Bitmap bitmap{200, 200, std::vector<std::uint8_t>(40000)};
    for (std::uint32_t i = 0; i < 40000; ++i)
        bitmap.pixels[i] = (i % 200 + i / 200) % 2;
    const Mask mask = maskFromRle(test::encoded(bitmap));
    const Polygon outline = polygonFromMask(mask);
    ASSERT_EQ(outline.size(), 20000u);
    EXPECT_EQ(maskFromPolygon(outline, 200, 200), mask);
    EXPECT_EQ(simplified(outline, 0), outline);
    for (std::uint8_t& pixel : bitmap.pixels)
        pixel = 1;
    for (std::uint32_t y = 1; y < 199; y += 2)
        for (std::uint32_t x = 1; x < 199; x += 2)
            bitmap.pixels[y * 200 + x] = 0;
    const Mask sieve = maskFromRle(test::encoded(bitmap));
    ASSERT_EQ(polygonFromMask(sieve).front().holes.size(), 99u * 99u);
    EXPECT_EQ(maskFromPolygon(polygonFromMask(sieve), 200, 200), sieve);
}

} // namespace
} // namespace touchstone
