#include "touchstone/base/text.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>

namespace touchstone {
namespace {

struct Utf8Case {
    const char* bytes;
    bool valid;
};

/// First and last of each row of table 3-7, and their neighbours outside.
TEST(Utf8, FollowsTheTableOfTheStandard)
{
    const Utf8Case cases[] = {
        {"", true},
        {"plain", true},
        {"\x7f", true},
        {"\x80", false},
        {"\xbf", false},
        {"\xc0\x80", false},
        {"\xc1\xbf", false},
        {"\xc2\x80", true},
        {"\xdf\xbf", true},
        {"\xc2", false},
        {"\xc2\x7f", false},
        {"\xc2\xc0", false},
        {"\xe0\x9f\xbf", false},
        {"\xe0\xa0\x80", true},
        {"\xec\xbf\xbf", true},
        {"\xed\x9f\xbf", true},
        {"\xed\xa0\x80", false},
        {"\xed\xbf\xbf", false},
        {"\xee\x80\x80", true},
        {"\xef\xbf\xbf", true},
        {"\xe2\x82", false},
        {"\xe2\x28\xa1", false},
        {"\xf0\x8f\xbf\xbf", false},
        {"\xf0\x90\x80\x80", true},
        {"\xf3\xbf\xbf\xbf", true},
        {"\xf4\x8f\xbf\xbf", true},
        {"\xf4\x90\x80\x80", false},
        {"\xf5\x80\x80\x80", false},
        {"\xf0\x9f\x98", false},
        {"\xff", false},
        {"ok\xfe", false},
    };
    for (const auto& c : cases)
        EXPECT_EQ(isValidUtf8(c.bytes), c.valid) << testing::PrintToString(std::string(c.bytes));
    EXPECT_TRUE(isValidUtf8(std::string_view("\0", 1)));
}

TEST(Utf8, DisplayReplacesEachWrongByte)
{
    EXPECT_EQ(displayUtf8("K\xC3\xB6ln"), "K\xC3\xB6ln");
    EXPECT_EQ(displayUtf8("K\xF6ln"), "K\xEF\xBF\xBDln");
    EXPECT_EQ(displayUtf8("\xe2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_TRUE(isValidUtf8(displayUtf8("\xff\xfe\xc3\xed\xa0\x80z")));
}

TEST(Utf8, PathsKeepTheirBytes)
{
    EXPECT_EQ(pathToUtf8(pathFromUtf8("\xE5\x9B\xBE/a.png")), "\xE5\x9B\xBE/a.png");
    EXPECT_EQ(pathToUtf8(pathFromUtf8("a\xFF")), "a\xFF");
}

TEST(Text, AsciiLowerLeavesOtherBytes)
{
    EXPECT_EQ(asciiLower("JPEG.\xC3\x84[`"), "jpeg.\xC3\x84[`");
}

TEST(Text, ThousandsAreGrouped)
{
    EXPECT_EQ(withThousands(0), "0");
    EXPECT_EQ(withThousands(999), "999");
    EXPECT_EQ(withThousands(1000), "1,000");
    EXPECT_EQ(withThousands(-999), "-999");
    EXPECT_EQ(withThousands(-1000), "-1,000");
    EXPECT_EQ(withThousands(1234567), "1,234,567");
    EXPECT_EQ(withThousands(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

} // namespace
} // namespace touchstone
