#include <charconv>
#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include "core/store/annotation_codec.h"

namespace touchstone {
namespace {

std::string shortest(double value)
{
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string ours(double value)
{
    std::string text;
    appendNumber(text, value);
    return text;
}

TEST(Numbers, AreWrittenInTheShortestForm)
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 2'000'000; ++i) {
        // Coordinates of up to six decimals, their neighbours, and any double at all.
        static constexpr double kSteps[]{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
        double value = static_cast<double>(random() % 200'000'000) / kSteps[random() % 7];
        if (i % 4 == 1)
            value = std::nextafter(value, i % 8 == 1 ? 1e9 : -1e9);
        if (i % 4 == 2) {
            const std::uint64_t bits = random();
            std::memcpy(&value, &bits, sizeof value);
        }
        if (i % 4 == 3)
            value = -value / 1000;
        if (std::isfinite(value)) {
            ASSERT_EQ(ours(value), shortest(value));
        }
    }
    for (const double value : {0.0, -0.0, 0.001, 0.0001, 0.0009, 0.001001, 99999.9999, 100000.0, 123456.0, 1e22, 5e-324})
        EXPECT_EQ(ours(value), shortest(value));
}

} // namespace
} // namespace touchstone
