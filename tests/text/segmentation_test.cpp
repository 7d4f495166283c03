#include "touchstone/text/segmentation.h"

#include <string>

#include <gtest/gtest.h>

#include "touchstone/text/text_offsets.h"

using namespace touchstone;

namespace {

std::vector<std::string> pieces(const std::string& text, const std::vector<TextRange>& ranges)
{
    const TextOffsets offsets(text);
    std::vector<std::string> result;
    for (const TextRange& range : ranges)
        result.emplace_back(offsets.slice(range));
    return result;
}

using Strings = std::vector<std::string>;

TEST(Segmentation, WordsMarksAndNumbersAreTokens)
{
    const std::string text = "Ada\tLovelace met Mr. Babbage, in 1833\r\n(or 3.14).";
    EXPECT_EQ(pieces(text, tokensOf(text)), (Strings{"Ada", "Lovelace", "met", "Mr", ".", "Babbage", ",", "in",
                                                    "1833", "(", "or", "3.14", ")", "."}));
}

TEST(Segmentation, CountsCodePointsBeyondTheBasicPlane)
{
    const std::string text = "a\xF0\x9F\x98\x80 b";
    EXPECT_EQ(tokensOf(text), (std::vector<TextRange>{{0, 1}, {1, 2}, {3, 4}}));
}

TEST(Segmentation, KnowsRightToLeftAndUnspacedScripts)
{
    const std::string arabic = "التقت آدا لوفلايس";
    EXPECT_EQ(pieces(arabic, tokensOf(arabic)), (Strings{"التقت", "آدا", "لوفلايس"}));
    const std::string chinese = "我们在伦敦。";
    EXPECT_GT(tokensOf(chinese).size(), 2U);
}

TEST(Segmentation, SentencesStandWithoutTheirSpace)
{
    const std::string text = "  It rained. It stopped!\n\nThen what?  ";
    EXPECT_EQ(pieces(text, sentencesOf(text)), (Strings{"It rained.", "It stopped!", "Then what?"}));
}

TEST(Segmentation, CharactersAreWhatAPersonSees)
{
    // e and its accent; a family joined of three people; CR and LF.
    const std::string text = "e\xCC\x81\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\r\n";
    EXPECT_EQ(characterBorders(text), (std::vector<std::int64_t>{0, 2, 7, 9}));
    EXPECT_EQ(characterBorders(""), (std::vector<std::int64_t>{0}));
}

TEST(Segmentation, TextWithoutWordsHasNone)
{
    EXPECT_TRUE(tokensOf(" \t\r\n\xE2\x80\xA8\xC2\xA0").empty());
    EXPECT_TRUE(sentencesOf("").empty());
}

} // namespace
