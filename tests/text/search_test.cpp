#include "touchstone/text/search.h"

#include <random>

#include <gtest/gtest.h>

#include "random_text.h"
#include "touchstone/base/progress.h"
#include "touchstone/text/text_offsets.h"

using namespace touchstone;

namespace {

using Ranges = std::vector<TextRange>;

Ranges found(const std::string& text, const SearchPattern& pattern)
{
    const auto search = TextSearch::compile(pattern);
    EXPECT_TRUE(search) << pattern.text;
    const auto hits = search->find(text);
    EXPECT_TRUE(hits);
    return hits ? hits->ranges : Ranges{};
}

/// By ICU's own folding of each stretch, from each place on.
Ranges foundNaively(const std::string& text, const SearchPattern& pattern)
{
    const std::string wanted = pattern.matchCase ? pattern.text : icuFolded(pattern.text);
    const std::set<std::int64_t> borders = wordBorders(text);
    const TextOffsets offsets(text);
    Ranges ranges;
    for (std::int64_t begin = 0; begin < offsets.length();) {
        std::int64_t next = begin + 1;
        for (std::int64_t end = begin + 1; end <= offsets.length(); ++end) {
            const std::string piece(offsets.slice({begin, end}));
            if ((pattern.matchCase ? piece : icuFolded(piece)) != wanted)
                continue;
            if (pattern.wholeWords && !(borders.contains(begin) && borders.contains(end)))
                continue;
            ranges.push_back({begin, end});
            next = end;
            break;
        }
        begin = next;
    }
    return ranges;
}

TEST(TextSearch, CountsCodePointsAndFoldsAsUnicodeDoes)
{
    EXPECT_EQ(found("😀 Ada, ADA\r\nada", {"ada"}), (Ranges{{2, 5}, {7, 10}, {12, 15}}));
    EXPECT_EQ(found("😀 Ada, ADA", {"Ada", false, true}), (Ranges{{2, 5}}));
    EXPECT_EQ(found("Straße STRASSE", {"strasse"}), (Ranges{{0, 6}, {7, 14}}));
    EXPECT_TRUE(found("ß", {"s"}).empty()) << "half a character is no hit";
    EXPECT_EQ(found("ŉ n", {"n"}), (Ranges{{2, 3}}));
    EXPECT_EQ(found("İstanbul", {"stanbul"}), (Ranges{{1, 8}}));
    EXPECT_EQ(found("ДОМ дом", {"дом"}), (Ranges{{0, 3}, {4, 7}}));
}

TEST(TextSearch, WholeWordsBeginAndEndWhereUnicodeSaysSo)
{
    EXPECT_EQ(found("cat concat cats cat's (cat)", {"cat", false, false, true}), (Ranges{{0, 3}, {23, 26}}));
    EXPECT_EQ(found("kde\u0301 kde", {"kde", false, false, true}), (Ranges{{5, 8}})) << "an accent belongs to its letter";
    EXPECT_EQ(found("لندن ولندن", {"لندن", false, false, true}), (Ranges{{0, 4}}));
}

TEST(TextSearch, ARejectedPlaceHidesNoneBehindIt)
{
    EXPECT_EQ(found("aaa a a b", {"a a", false, false, true}), (Ranges{{4, 7}}));
}

TEST(TextSearch, ExpressionsMatchLinesWordsAndCharacters)
{
    EXPECT_EQ(found("a1\nb22\n😀c333", {R"(\d+$)", true}), (Ranges{{1, 2}, {4, 6}, {9, 12}}));
    EXPECT_EQ(found("😀😀 x", {".", true, true, false}), (Ranges{{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
    EXPECT_EQ(found("Ada ada", {"a(d)a", true, true}), (Ranges{{4, 7}}));
    EXPECT_EQ(found("12 123 a12", {R"(\d\d)", true, false, true}), (Ranges{{0, 2}}));
    EXPECT_EQ(found("ab", {"x*", true}), Ranges{}) << "what is empty is no hit";
    EXPECT_EQ(found("Größe GRÖSSE", {"größe", true}), (Ranges{{0, 5}, {6, 12}}));
}

TEST(TextSearch, EqualsANaiveSearch)
{
    std::mt19937 random(7);
    for (int round = 0; round < 1500; ++round) {
        const std::string text = randomText(random, 24);
        SearchPattern pattern{randomText(random, 1 + round % 4), false, random() % 2 == 0, random() % 2 == 0};
        if (pattern.text.empty())
            continue;
        EXPECT_EQ(found(text, pattern), foundNaively(text, pattern)) << text << " / " << pattern.text;
        if (pattern.matchCase && !pattern.wholeWords) {
            const SearchPattern quoted{"\\Q" + pattern.text + "\\E", true, true, false};
            EXPECT_EQ(found(text, quoted), foundNaively(text, pattern)) << text << " / " << pattern.text;
        }
    }
}

TEST(TextSearch, ABadExpressionIsRefusedWithItsPlace)
{
    const auto open = TextSearch::compile({"ab(c", true});
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(open.error().where, "character 4");
    EXPECT_NE(open.error().message.find("bracket"), std::string::npos);
    EXPECT_FALSE(TextSearch::compile({"", false}));
    EXPECT_FALSE(TextSearch::compile({"a{3,1}", true}));
}

TEST(TextSearch, AnExpressionThatWouldNotEndIsGivenUp)
{
    const auto search = TextSearch::compile({"(a+)+$", true});
    ASSERT_TRUE(search);
    const std::string text = std::string(4000, 'a') + 'b';
    const auto late = search->find(text, {.most = 10, .time = std::chrono::milliseconds(50)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Unsupported);
    EXPECT_NE(late.error().message.find("too many ways"), std::string::npos);
    SilentProgress stopped;
    stopped.cancel();
    const auto cancelled = search->find(text, {.most = 10, .time = std::chrono::hours(1), .progress = &stopped});
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
}

TEST(TextSearch, EndsAtItsLimit)
{
    const auto search = TextSearch::compile({"a"});
    const auto some = search->find("a a a", {.most = 2});
    ASSERT_TRUE(some);
    EXPECT_EQ(some->ranges.size(), 2U);
    EXPECT_FALSE(some->complete);
    const auto all = search->find("a a a", {.most = 3});
    EXPECT_TRUE(all->complete);
}

} // namespace
