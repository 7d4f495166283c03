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

} // namespace
} // namespace touchstone
