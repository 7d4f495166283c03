#include "touchstone/text/text_offsets.h"

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

using namespace touchstone;

namespace {

/// Code points of every length in UTF-8, marks that combine, joiners, signs that turn the direction, line ends.
std::string randomText(std::mt19937& random, int length)
{
    static const char32_t odd[] = {0x0,    0x9,    0xA,    0xD,    0x7F,   0x80,   0x301,  0x5D0,   0x627,
                                   0x7FF,  0x800,  0x200D, 0x200F, 0x2028, 0x202E, 0xFEFF, 0xFFFD,  0xFFFF,
                                   0x10000, 0x1F600, 0x1F3FD, 0x1F468, 0xE0101, 0x10FFFF};
    std::string text;
    for (int i = 0; i < length; ++i) {
        char32_t c = 0;
        switch (random() % 5) {
        case 0: c = odd[random() % std::size(odd)]; break;
        case 1: c = static_cast<char32_t>(random() % 0x110000); break;
        default: c = static_cast<char32_t>(0x20 + random() % 0x5F); break;
        }
        if (c >= 0xD800 && c < 0xE000)
            c = 0x1F600;
        char bytes[4];
        int size = 0;
        U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(c));
        text.append(bytes, static_cast<std::size_t>(size));
    }
    return text;
}

void compareWithIcu(const std::string& text)
{
    const TextOffsets offsets(text);
    const icu::UnicodeString reference = icu::UnicodeString::fromUTF8(text);
    ASSERT_EQ(offsets.length(), reference.countChar32());
    ASSERT_EQ(offsets.utf16Length(), reference.length());
    ASSERT_EQ(offsets.byteLength(), static_cast<std::int64_t>(text.size()));
    for (std::int64_t at = 0; at <= offsets.length(); ++at) {
        const std::int32_t unit = reference.moveIndex32(0, static_cast<std::int32_t>(at));
        std::string before;
        reference.tempSubString(0, unit).toUTF8String(before);
        ASSERT_EQ(offsets.utf16Of(at), unit);
        ASSERT_EQ(offsets.byteOf(at), static_cast<std::int64_t>(before.size()));
        ASSERT_EQ(offsets.fromUtf16(unit), at);
        ASSERT_EQ(offsets.fromByte(static_cast<std::int64_t>(before.size())), at);
    }
    for (std::int32_t unit = 0; unit <= reference.length(); ++unit) {
        const bool inside = unit < reference.length() && U16_IS_TRAIL(reference.charAt(unit));
        ASSERT_EQ(offsets.fromUtf16(unit).has_value(), !inside);
    }
    for (std::size_t byte = 0; byte <= text.size(); ++byte) {
        const bool inside = byte < text.size() && U8_IS_TRAIL(static_cast<std::uint8_t>(text[byte]));
        ASSERT_EQ(offsets.fromByte(static_cast<std::int64_t>(byte)).has_value(), !inside);
    }
}

TEST(TextOffsets, AgreeWithIcuOnRandomText)
{
    std::mt19937 random(20261121);
    for (int i = 0; i < 300; ++i)
        compareWithIcu(randomText(random, static_cast<int>(random() % 400)));
}

TEST(TextOffsets, AsciiCountsAlikeInAll)
{
    compareWithIcu("In June 1833 the Royal Society heard\r\nthat.");
    compareWithIcu("");
}

TEST(TextOffsets, PlacesOutsideAreNone)
{
    const TextOffsets offsets("a\xF0\x9F\x98\x80z");
    EXPECT_EQ(offsets.length(), 3);
    EXPECT_EQ(offsets.fromByte(-1), std::nullopt);
    EXPECT_EQ(offsets.fromByte(7), std::nullopt);
    EXPECT_EQ(offsets.fromUtf16(5), std::nullopt);
    EXPECT_EQ(offsets.fromUtf16(2), std::nullopt);
    EXPECT_EQ(offsets.slice({1, 2}), "\xF0\x9F\x98\x80");
    EXPECT_EQ(offsets.slice({0, 3}), "a\xF0\x9F\x98\x80z");
    EXPECT_EQ(offsets.slice({2, 2}), "");
}

} // namespace
