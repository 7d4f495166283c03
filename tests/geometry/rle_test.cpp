#include "touchstone/geometry/rle.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/geometry/borders.h"
#include "geometry/random_masks.h"

namespace touchstone {
namespace {

using test::Bitmap;
using test::encoded;
using test::randomBitmap;

std::vector<std::uint8_t> decoded(const Rle& rle)
{
    std::vector<std::uint8_t> pixels(std::size_t{rle.height} * rle.width, 7);
    decodeRle(rle, pixels.data());
    return pixels;
}

TEST(Rle, KnownValues)
{
    const Rle rle{102, 1, {100, 1, 1}};
    EXPECT_EQ(rleToString(rle), "T311");
    const auto back = rleFromString("T311", 102, 1);
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, rle);
    const Ring square{{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    EXPECT_EQ(area(rleFromRing(square, 20, 20)), 81U);
    EXPECT_EQ(bounds(rleFromRing(square, 20, 20)), (Rect{0, 0, 9, 9}));
}

TEST(Rle, EncodesAndDecodesAsThePixelsSay)
{
    std::mt19937 random(1);
    for (int i = 0; i < 400; ++i) {
        const Bitmap bitmap = randomBitmap(random);
        const Rle rle = encoded(bitmap);
        ASSERT_EQ(rle, test::naiveEncoding(bitmap));
        ASSERT_TRUE(validate(rle, true).ok());
        ASSERT_EQ(decoded(rle), bitmap.pixels);
    }
}

TEST(Rle, EncodesAnyNonzeroByteWithAStride)
{
    std::mt19937 random(2);
    for (int i = 0; i < 100; ++i) {
        Bitmap bitmap = randomBitmap(random, 200);
        const std::size_t stride = bitmap.width + 13;
        std::vector<std::uint8_t> padded(stride * bitmap.height, 99);
        for (std::uint32_t y = 0; y < bitmap.height; ++y) {
            for (std::uint32_t x = 0; x < bitmap.width; ++x) {
                padded[y * stride + x] =
                    bitmap.at(x, y) != 0 ? static_cast<std::uint8_t>(1 + random() % 255) : std::uint8_t{0};
            }
        }
        ASSERT_EQ(encodeRle(padded.data(), bitmap.height, bitmap.width, stride), encoded(bitmap));
    }
}

TEST(Rle, AllBorderFindersGiveTheSame)
{
    std::mt19937 random(8);
    for (int i = 0; i < 300; ++i) {
        const std::uint32_t width = borderBlock * (1 + random() % 5);
        std::vector<std::uint8_t> above(width);
        for (std::uint8_t& pixel : above) {
            pixel = static_cast<std::uint8_t>(random() % 3 == 0 ? random() : 0);
        }
        std::vector<std::uint8_t> row = above;
        for (unsigned changes = random() % 30; changes > 0; --changes) {
            row[random() % width] = static_cast<std::uint8_t>(random() % 2 == 0 ? random() : 0);
        }
        std::vector<std::uint32_t> expected;
        for (std::uint32_t x = 0; x < width; ++x) {
            if ((above[x] != 0) != (row[x] != 0)) {
                expected.push_back(x);
            }
        }
        for (const FindBorders find : borderFinders()) {
            std::vector<Border> found(width);
            found.resize(static_cast<std::size_t>(find(above.data(), row.data(), width, 7, found.data()) -
                                                  found.data()));
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t k = 0; k < found.size(); ++k) {
                ASSERT_EQ(found[k].x, expected[k]);
                ASSERT_EQ(found[k].y, 7U);
            }
        }
    }
}

TEST(Rle, StringsComeBack)
{
    std::mt19937 random(3);
    for (int i = 0; i < 300; ++i) {
        const Rle rle = encoded(randomBitmap(random));
        const auto back = rleFromString(rleToString(rle), rle.height, rle.width);
        ASSERT_TRUE(back.ok()) << back.error().text();
        ASSERT_EQ(*back, rle);
    }
}

TEST(Rle, HostileStringsAreRefused)
{
    EXPECT_FALSE(rleFromString("", 4, 4).ok());
    EXPECT_FALSE(rleFromString("`", 4, 4).ok());           // cut within a number
    EXPECT_FALSE(rleFromString("oooooooooo0", 4, 4).ok()); // too long a number
    EXPECT_FALSE(rleFromString("O", 4, 4).ok());           // a negative run
    EXPECT_FALSE(rleFromString("1 2", 4, 4).ok());
    EXPECT_FALSE(rleFromString("\xff\xfe", 4, 4).ok());
    EXPECT_FALSE(rleFromString(std::string("1\0001", 3), 4, 4).ok());
    EXPECT_FALSE(rleFromString("5", 4, 4).ok());                   // 5 of 16 pixels
    EXPECT_FALSE(rleFromString("0", 0xffffffff, 0xffffffff).ok()); // no such image
    std::mt19937 random(4);
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text(random() % 12, '0');
        for (char& c : text) {
            c = static_cast<char>(random() % 3 == 0 ? random() : 48 + random() % 64);
        }
        const auto rle = rleFromString(text, 6, 5);
        if (rle.ok()) {
            ++accepted;
            ASSERT_TRUE(validate(*rle).ok());
            ASSERT_EQ(decoded(*rle).size(), 30U);
        }
    }
    EXPECT_GT(accepted, 0);
}

TEST(Rle, ValidateNamesWhatIsWrong)
{
    EXPECT_TRUE(validate(Rle{2, 3, {6}}).ok());
    EXPECT_TRUE(validate(Rle{2, 3, {2, 0, 4}}).ok());
    EXPECT_FALSE(validate(Rle{2, 3, {2, 0, 4}}, true).ok());
    EXPECT_TRUE(validate(Rle{2, 3, {0, 6}}, true).ok());
    EXPECT_FALSE(validate(Rle{2, 3, {7}}).ok());
    EXPECT_FALSE(validate(Rle{2, 3, {}}).ok());
    EXPECT_FALSE(validate(Rle{1U << 16, 1U << 15, {1U << 31}}).ok());
    // Sums that wrap around 32 bits.
    EXPECT_FALSE(validate(Rle{2, 3, {0xffffffff, 7}}).ok());
    EXPECT_EQ(canonical(Rle{2, 3, {2, 0, 1, 1, 0, 1, 1}}), (Rle{2, 3, {3, 2, 1}}));
}

TEST(Rle, SetOperationsAgreeWithThePixels)
{
    std::mt19937 random(5);
    for (int i = 0; i < 300; ++i) {
        const Bitmap a = randomBitmap(random);
        Bitmap b = randomBitmap(random);
        b.height = a.height;
        b.width = a.width;
        b.pixels.resize(a.pixels.size(), 1);
        Bitmap sum = a;
        Bitmap common = a;
        Bitmap rest = a;
        std::uint64_t inBoth = 0;
        std::uint64_t inAny = 0;
        for (std::size_t p = 0; p < a.pixels.size(); ++p) {
            sum.pixels[p] = a.pixels[p] | b.pixels[p];
            common.pixels[p] = a.pixels[p] & b.pixels[p];
            rest.pixels[p] = a.pixels[p] & (b.pixels[p] ^ 1);
            inBoth += common.pixels[p];
            inAny += sum.pixels[p];
        }
        const Rle x = encoded(a);
        const Rle y = encoded(b);
        ASSERT_EQ(unite(x, y), encoded(sum));
        ASSERT_EQ(intersect(x, y), encoded(common));
        ASSERT_EQ(subtract(x, y), encoded(rest));
        const double expected = inAny == 0 ? 0 : double(inBoth) / double(inAny);
        ASSERT_DOUBLE_EQ(iou(x, y), expected);
        ASSERT_DOUBLE_EQ(iou(x, y, true), inBoth == 0 ? 0 : double(inBoth) / double(area(x)));
    }
}

TEST(Rle, SetOperationsTakeEmptyRunsForNothing)
{
    std::mt19937 random(9);
    for (int i = 0; i < 300; ++i) {
        const Bitmap a = randomBitmap(random, 12);
        Bitmap b = randomBitmap(random, 12);
        b.height = a.height;
        b.width = a.width;
        b.pixels.resize(a.pixels.size(), 1);
        const auto withEmptyRuns = [&](Rle rle) {
            for (unsigned k = random() % 5; k > 0; --k) {
                // A run in two pieces, with nothing between.
                const std::size_t at = random() % rle.counts.size();
                const std::uint32_t part = random() % (rle.counts[at] + 1);
                rle.counts[at] -= part;
                const std::uint32_t pieces[]{part, 0};
                rle.counts.insert(rle.counts.begin() + static_cast<std::ptrdiff_t>(at), pieces, pieces + 2);
            }
            return rle;
        };
        const Rle x = encoded(a);
        const Rle y = encoded(b);
        ASSERT_EQ(unite(withEmptyRuns(x), withEmptyRuns(y)), unite(x, y));
        ASSERT_EQ(intersect(withEmptyRuns(x), withEmptyRuns(y)), intersect(x, y));
        ASSERT_EQ(subtract(withEmptyRuns(x), withEmptyRuns(y)), subtract(x, y));
        ASSERT_EQ(iou(withEmptyRuns(x), withEmptyRuns(y)), iou(x, y));
    }
}

TEST(Rle, BoundsAndAreaAgreeWithThePixels)
{
    std::mt19937 random(6);
    for (int i = 0; i < 300; ++i) {
        const Bitmap bitmap = randomBitmap(random, 40);
        std::uint64_t count = 0;
        Rect box;
        for (std::uint32_t y = 0; y < bitmap.height; ++y) {
            for (std::uint32_t x = 0; x < bitmap.width; ++x) {
                if (bitmap.at(x, y) != 0) {
                    const Rect pixel{double(x), double(y), 1, 1};
                    box = count == 0 ? pixel : box.united(pixel);
                    ++count;
                }
            }
        }
        ASSERT_EQ(area(encoded(bitmap)), count);
        ASSERT_EQ(bounds(encoded(bitmap)), box);
    }
}

TEST(Rle, OutlinesCoverExactlyTheMask)
{
    std::mt19937 random(7);
    for (int i = 0; i < 400; ++i) {
        const Bitmap bitmap = randomBitmap(random, 50);
        const Rle rle = encoded(bitmap);
        const Polygon polygon = polygonFromRle(rle);
        ASSERT_EQ(rleFromPolygon(polygon, rle.height, rle.width), rle);
        ASSERT_EQ(area(polygon), double(area(rle)));
        for (const PolygonPart& part : polygon) {
            ASSERT_GT(signedArea(part.outer), 0);
            for (const Ring& hole : part.holes) {
                ASSERT_LT(signedArea(hole), 0);
            }
        }
    }
}

TEST(Rle, PartsMayOverlapAndHolesToo)
{
    std::mt19937 random(10);
    for (int i = 0; i < 200; ++i) {
        const auto ring = [&] {
            Ring points;
            for (unsigned k = 3 + random() % 5; k > 0; --k) {
                points.push_back({double(random() % 500) / 10 - 5, double(random() % 500) / 10 - 5});
            }
            return points;
        };
        Polygon polygon;
        Rle expected{35, 40, {1400}};
        for (unsigned k = random() % 5; k > 0; --k) {
            PolygonPart part{ring(), {}};
            Rle region = rleFromRing(part.outer, 35, 40);
            for (unsigned h = random() % 3; h > 0; --h) {
                part.holes.push_back(ring());
                region = subtract(region, rleFromRing(part.holes.back(), 35, 40));
            }
            polygon.push_back(part);
            expected = unite(expected, region);
        }
        ASSERT_EQ(rleFromPolygon(polygon, 35, 40), expected);
    }
}

TEST(Rle, PixelsThatTouchByACornerAreParts)
{
    const Bitmap diagonal{3, 3, {1, 0, 0, 0, 1, 0, 0, 0, 1}};
    EXPECT_EQ(polygonFromRle(encoded(diagonal)).size(), 3U);
    const Bitmap ring{3, 3, {1, 1, 1, 1, 0, 1, 1, 1, 1}};
    const Polygon polygon = polygonFromRle(encoded(ring));
    ASSERT_EQ(polygon.size(), 1U);
    EXPECT_EQ(polygon[0].holes.size(), 1U);
    EXPECT_EQ(polygon[0].outer.size(), 4U);
    EXPECT_TRUE(polygonFromRle(Rle{3, 3, {9}}).empty());
}

TEST(Rle, RingsFarOutsideCostNothing)
{
    const Ring huge{{-1e300, -1e300}, {1e300, -1e300}, {1e300, 1e300}, {-1e300, 1e300}};
    EXPECT_EQ(area(rleFromRing(huge, 50, 60)), 3000U);
    const Ring thin{{-1e14, -3e14}, {2e14, 5e14}, {3, 4}};
    EXPECT_LE(area(rleFromRing(thin, 50, 60)), 3000U);
    const double bad = std::nan("");
    EXPECT_LE(area(rleFromRing({{bad, 1}, {5, bad}, {9, 9}}, 50, 60)), 3000U);
    EXPECT_EQ(area(rleFromRing({}, 50, 60)), 0U);
}

} // namespace
} // namespace touchstone
