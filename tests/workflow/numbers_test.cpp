#include <charconv>
#include <cmath>
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

/// The width of a stored box, read.
Result<double> readWidth(const std::string& number)
{
    Annotation annotation;
    const auto none = [](const Sha256&) -> Result<Shared<std::string>> { return Error{ErrorCode::Corrupt, "", ""}; };
    if (const auto read = readAnnotationBody("{\"box\":[0,0," + number + ",1]}", none, annotation); !read)
        return read.error();
    return std::get<BoxShape>(annotation.shape).rect.width;
}

TEST(Numbers, AreReadAsTheyWereWritten)
{
    std::mt19937_64 random(8);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value))
            continue;
        const auto read = readWidth(ours(value));
        ASSERT_TRUE(read) << ours(value);
        ASSERT_EQ(std::memcmp(&read.value(), &value, sizeof value), 0) << ours(value);
    }
    for (const std::int64_t whole : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN})
        EXPECT_EQ(readWidth(std::to_string(whole)).value(), static_cast<double>(whole));
    EXPECT_EQ(readWidth("18446744073709551615").value(), 18446744073709551615.0);
}

TEST(Numbers, ZerosOfEveryFormAreZero)
{
    for (const char* text : {"0", "-0", "0.0", "0e-65", "0e300", "0E-300", "-0.0e99", "0.00000000000000000000000000000",
                             "1e-400", "0.0000001e-330"}) {
        const auto read = readWidth(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read.value(), 0) << text;
    }
    EXPECT_EQ(readWidth("0." + std::string(400, '0') + "1").value(), 0);
    EXPECT_FALSE(readWidth("1e400"));
    EXPECT_FALSE(readWidth(std::string(400, '9')));
    EXPECT_FALSE(readWidth("01"));
}

} // namespace
} // namespace touchstone
