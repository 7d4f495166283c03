#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "touchstone/base/text.h"

namespace touchstone {
namespace {

TEST(NaturalOrder, SortsAsPeopleDo)
{
    const std::vector<std::string> expected = {"",
                                               "/x",
                                               "a",
                                               "a/2.png",
                                               "a/10.png",
                                               "a b/1.png",
                                               "a0",
                                               "A1",
                                               "a01b",
                                               "a1b",
                                               "B",
                                               "b",
                                               "b1.5",
                                               "b1.10",
                                               "img2",
                                               "IMG10",
                                               "img18446744073709551615",
                                               "img18446744073709551616",
                                               "z",
                                               "\xC3\xA4"};
    auto shuffled = expected;
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        std::sort(shuffled.begin(), shuffled.end(), naturalLess);
        ASSERT_EQ(shuffled, expected);
    }
}

TEST(NaturalOrder, EqualNamesAreNotLess)
{
    EXPECT_FALSE(naturalLess("a01/B", "a01/B"));
    EXPECT_FALSE(naturalLess("", ""));
}

/// Any three names out of a small alphabet that holds all the special cases.
TEST(NaturalOrder, IsATotalOrder)
{
    std::mt19937 random(11);
    const std::string alphabet = "0019aAbB/. \xC3";
    std::vector<std::string> names;
    for (int i = 0; i < 150; ++i) {
        std::string name;
        for (std::size_t length = random() % 6; length > 0; --length)
            name += alphabet[random() % alphabet.size()];
        names.push_back(name);
    }
    for (const auto& a : names)
        for (const auto& b : names) {
            ASSERT_EQ(naturalLess(a, b) + naturalLess(b, a), a != b) << a << " | " << b;
            if (!naturalLess(a, b))
                continue;
            for (const auto& c : names)
                ASSERT_TRUE(!naturalLess(b, c) || naturalLess(a, c)) << a << " | " << b << " | " << c;
        }
}

} // namespace
} // namespace touchstone
