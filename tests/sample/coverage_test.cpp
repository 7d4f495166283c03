#include "core/sample/coverage.h"

#include <gtest/gtest.h>
#include <numeric>

#include "core/sample/outlines.h"

namespace touchstone::sample {
namespace {

double sumOf(const std::vector<Ring>& rings, int width, int height)
{
    std::vector<float> coverage;
    rasterize(rings, {0, 0}, width, height, coverage);
    return std::accumulate(coverage.begin(), coverage.end(), 0.0);
}

TEST(Coverage, IsTheAreaOfTheRing)
{
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const Ring ring = blob(random, {50, 40}, random.range(1, 30), random.range(1, 25), 0.3, 30);
        EXPECT_NEAR(sumOf({ring}, 100, 80), std::abs(signedArea(ring)), 0.05);
    }
    EXPECT_NEAR(sumOf({rectangle(10.25, 5.5, 20.5, 7.25)}, 100, 80), 20.5 * 7.25, 1e-3);
}

TEST(Coverage, HolesAreTakenOutAndTheBorderCuts)
{
    EXPECT_NEAR(sumOf({rectangle(10, 10, 40, 40), reversed(rectangle(20, 20, 10, 10))}, 100, 80), 1500, 1e-3);
    EXPECT_NEAR(sumOf({rectangle(-10, -10, 30, 30)}, 100, 80), 400, 1e-3);
    EXPECT_NEAR(sumOf({rectangle(90, 70, 300, 300)}, 100, 80), 100, 1e-3);
    EXPECT_NEAR(sumOf({rectangle(-500, -500, 2000, 2000)}, 100, 80), 8000, 1e-2);
    EXPECT_NEAR(sumOf({Ring{{-50, 40}, {50, -60}, {150, 40}}}, 100, 80), 4000, 1);
}

TEST(Coverage, SinglePixelsAreExact)
{
    std::vector<float> coverage;
    rasterize({Ring{{1, 1}, {3, 1}, {1, 3}}}, {0, 0}, 4, 4, coverage);
    EXPECT_NEAR(coverage[5], 1, 1e-6);
    EXPECT_NEAR(coverage[6], 0.5, 1e-6);
    EXPECT_NEAR(coverage[9], 0.5, 1e-6);
    EXPECT_NEAR(coverage[10], 0, 1e-6);
}

TEST(Coverage, BlurKeepsTheSum)
{
    std::vector<float> values, scratch;
    rasterize({rectangle(40, 30, 20, 20)}, {0, 0}, 100, 80, values);
    blur(values, 100, 80, 6, scratch);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), 400, 0.1);
    EXPECT_LT(values[30 * 100 + 40], 0.5f);
    EXPECT_GT(values[24 * 100 + 50], 0.0f);
}

} // namespace
} // namespace touchstone::sample
