#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "touchstone/geometry/rle.h"

namespace touchstone {
namespace {

/// Rings with the runs, areas and overlaps that the reference implementation of COCO gives for them.
TEST(RleReference, RingsGiveTheSameRuns)
{
    std::ifstream file(std::string(TOUCHSTONE_TEST_DATA) + "/coco/rings.json");
    const auto cases = nlohmann::json::parse(file);
    ASSERT_EQ(cases.size(), 20U);
    for (const auto& one : cases) {
        const auto height = one["size"][0].get<std::uint32_t>();
        const auto width = one["size"][1].get<std::uint32_t>();
        Ring ring;
        Ring shifted;
        for (std::size_t i = 0; i + 1 < one["ring"].size(); i += 2) {
            const Point point{one["ring"][i].get<double>(), one["ring"][i + 1].get<double>()};
            ring.push_back(point);
            shifted.push_back(point + Point{2.5, 2.5});
        }
        const Rle rle = rleFromRing(ring, height, width);
        EXPECT_EQ(rleToString(rle), one["counts"].get<std::string>());
        EXPECT_EQ(area(rle), one["area"].get<std::uint64_t>());
        const Rle other = rleFromRing(shifted, height, width);
        EXPECT_NEAR(iou(rle, other), one["iou_shifted"].get<double>(), 1e-15);
        EXPECT_NEAR(iou(rle, other, true), one["crowd_iou_shifted"].get<double>(), 1e-15);
    }
}

Ring ringOf(const nlohmann::json& points)
{
    Ring ring;
    for (const auto& point : points) {
        ring.push_back({point[0].get<double>(), point[1].get<double>()});
    }
    return ring;
}

/// Pairs of rings with the masks that the reference implementation makes of them: the same runs, and overlaps
/// that are equal to the last bit.
TEST(RleReference, PairsGiveTheSameOverlapToTheLastBit)
{
    std::ifstream file(std::string(TOUCHSTONE_TEST_DATA) + "/coco/iou_cases.json");
    const auto cases = nlohmann::json::parse(file);
    ASSERT_EQ(cases.size(), 500U);
    for (const auto& one : cases) {
        const auto height = one["size"][0].get<std::uint32_t>();
        const auto width = one["size"][1].get<std::uint32_t>();
        const Rle a = rleFromRing(ringOf(one["ring_a"]), height, width);
        const Rle b = rleFromRing(ringOf(one["ring_b"]), height, width);
        ASSERT_EQ(rleToString(a), one["a"].get<std::string>());
        ASSERT_EQ(rleToString(b), one["b"].get<std::string>());
        ASSERT_EQ(*rleFromString(one["a"].get<std::string>(), height, width), a);
        EXPECT_EQ(area(a), one["area_a"].get<std::uint64_t>());
        EXPECT_EQ(area(b), one["area_b"].get<std::uint64_t>());
        EXPECT_EQ(iou(a, b), one["iou"].get<double>());
        EXPECT_EQ(iou(a, b, true), one["iou_crowd"].get<double>());
        const Rect box = bounds(a);
        EXPECT_EQ(nlohmann::json({box.x, box.y, box.width, box.height}), one["bbox_a"]);
        std::vector<std::uint8_t> pixels(std::size_t{height} * width);
        decodeRle(a, pixels.data());
        EXPECT_EQ(encodeRle(pixels.data(), height, width, width), a);
    }
}

} // namespace
} // namespace touchstone
