#include "touchstone/base/clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace touchstone {
namespace {

TEST(Clock, WritesUtcWithMicroseconds)
{
    EXPECT_EQ(toIso8601(0), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(toIso8601(1795167000000000), "2026-11-20T09:30:00.000000Z");
    EXPECT_EQ(toIso8601(951827696789012), "2000-02-29T12:34:56.789012Z");
}

TEST(Clock, CountsBackwardsBefore1970)
{
    EXPECT_EQ(toIso8601(-1), "1969-12-31T23:59:59.999999Z");
}

TEST(Clock, TimesOutsideFourDigitsAreTheNearestInside)
{
    EXPECT_EQ(toIso8601(std::numeric_limits<Timestamp>::min()), "0000-01-01T00:00:00.000000Z");
    EXPECT_EQ(toIso8601(std::numeric_limits<Timestamp>::max()), "9999-12-31T23:59:59.999999Z");
    EXPECT_EQ(toIso8601(253402300800000000), "9999-12-31T23:59:59.999999Z");
}

TEST(Clock, NowIsAfterThisProgramWasWritten)
{
    EXPECT_GT(now(), 1700000000000000);
}

} // namespace
} // namespace touchstone
