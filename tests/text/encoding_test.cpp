#include "touchstone/text/encoding.h"

#include <algorithm>

#include <gtest/gtest.h>

using namespace touchstone;
using namespace std::string_literals;

namespace {

TEST(Encoding, Utf8IsNeverGuessed)
{
    const auto guesses = guessEncodings("Grüße, 😀");
    ASSERT_EQ(guesses.size(), 1U);
    EXPECT_EQ(guesses[0].name, "UTF-8");
    EXPECT_EQ(guesses[0].confidence, 100);
    EXPECT_EQ(guessEncodings("").front().name, "UTF-8");
}

TEST(Encoding, AMarkTellsAndStays)
{
    const std::string bytes = "\xFF\xFEH\0i\0"s;
    const auto guesses = guessEncodings(bytes);
    EXPECT_EQ(guesses.front().name, "UTF-16LE");
    EXPECT_EQ(guesses.front().confidence, 100);
    const auto text = decodeText(bytes, "UTF-16LE");
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "\xEF\xBB\xBFHi");
    EXPECT_EQ(encodeText(*text, "UTF-16LE").value(), bytes);
    EXPECT_EQ(decodeText(bytes, "utf-16").value(), *text);
    EXPECT_EQ(decodeText("\xEF\xBB\xBFHi", "UTF-8").value(), "\xEF\xBB\xBFHi");
}

TEST(Encoding, OthersAreGuessedWithDoubt)
{
    // "Gewährleistung für die Größe der Straße" in Latin-1.
    const std::string bytes = "Gew\xE4hrleistung f\xFCr die Gr\xF6\xDF"
                              "e der Stra\xDF"
                              "e und das M\xE4"
                              "dchen";
    const auto guesses = guessEncodings(bytes);
    EXPECT_LT(guesses.front().confidence, 100);
    EXPECT_EQ(guesses.front().name, "windows-1252");
    EXPECT_EQ(decodeText("f\xFCr", "windows-1252").value(), "für");
    EXPECT_EQ(encodeText("für", "windows-1252").value(), "f\xFCr");
}

TEST(Encoding, OfThoseThatReadTheSameTheMostUsualIsNamed)
{
    const auto guesses = guessEncodings("Caf\xE9 ol\xE9.\n");
    EXPECT_EQ(guesses.front().name, "windows-1252");
    EXPECT_EQ(std::ranges::count(guesses, "windows-1252", &EncodingGuess::name), 1);
    const std::string turkish = "\xDDstanbul'da ya\xFE" "ayan \xE7ocuklar bug\xFCn \xE7ok mutlu, g\xF6ky\xFCz\xFC a\xE7\xFDk.";
    EXPECT_EQ(guessEncodings(turkish).front().name, "ISO-8859-9");
}

TEST(Encoding, WhatDoesNotFitIsRefusedWithItsPlace)
{
    const auto broken = decodeText("abc\xC3(", "UTF-8");
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("byte 4"), std::string::npos) << broken.error().message;
    EXPECT_FALSE(decodeText("abc\x81\xFF", "Shift_JIS"));
    const auto missing = encodeText("naïve 😀", "windows-1252");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("place"), std::string::npos);
    EXPECT_FALSE(decodeText("abc", "no such thing"));
    EXPECT_FALSE(isEncoding("no such thing"));
    EXPECT_TRUE(isEncoding("GB18030"));
}

TEST(Encoding, LongTextsComeBackWhole)
{
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += i % 7 == 0 ? "😀" : i % 3 == 0 ? "ж" : "a";
    for (const char* name : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030"}) {
        const auto bytes = encodeText(text, name);
        ASSERT_TRUE(bytes) << name;
        EXPECT_EQ(decodeText(*bytes, name).value(), text) << name;
    }
}

} // namespace
