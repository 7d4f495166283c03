#include "touchstone/text/surface_matcher.h"

#include <map>

#include <gtest/gtest.h>

#include "random_text.h"
#include "touchstone/base/progress.h"

using namespace touchstone;

namespace {

using Hits = std::vector<SurfaceHit>;

Hits found(const std::vector<std::string>& surfaces, bool matchCase, const std::string& text)
{
    const auto hits = SurfaceMatcher(surfaces, matchCase).find(text);
    EXPECT_TRUE(hits);
    return hits ? *hits : Hits{};
}

/// From each place where a word may begin the longest stretch whose key is one of the surfaces'.
Hits foundNaively(const std::vector<std::string>& surfaces, bool matchCase, const std::string& text)
{
    std::map<std::string, std::uint32_t> keys;
    for (std::size_t i = 0; i < surfaces.size(); ++i)
        if (const std::string key = surfaceKey(surfaces[i], matchCase); !key.empty())
            keys.emplace(key, std::uint32_t(i));
    const std::set<std::int64_t> borders = wordBorders(text);
    const TextOffsets offsets(text);
    Hits hits;
    for (std::int64_t begin = 0; begin < offsets.length();) {
        std::int64_t next = begin + 1;
        for (std::int64_t end = offsets.length(); end > begin && borders.contains(begin); --end) {
            const std::string piece(offsets.slice({begin, end}));
            const auto known = keys.find(surfaceKey(piece, matchCase));
            // White space around it belongs to nothing.
            if (known == keys.end() || !borders.contains(end) ||
                surfaceKey(std::string(offsets.slice({begin, begin + 1})), true).empty() ||
                surfaceKey(std::string(offsets.slice({end - 1, end})), true).empty())
                continue;
            hits.push_back({{begin, end}, known->second});
            next = end;
            break;
        }
        begin = next;
    }
    return hits;
}

TEST(SurfaceMatcher, TakesWholeWordsTheLongestFirst)
{
    const std::vector<std::string> surfaces{"Ada", "Ada Lovelace", "Lovelace", "London"};
    EXPECT_EQ(found(surfaces, true, "Ada Lovelace met Ada in Londonderry. Lovelace"),
              (Hits{{{0, 12}, 1}, {{17, 20}, 0}, {{37, 45}, 2}}));
    EXPECT_TRUE(found(surfaces, true, "adamant Adas").empty());
    EXPECT_TRUE(SurfaceMatcher().isEmpty());
    EXPECT_TRUE(found({"", "  "}, false, "a b").empty());
}

TEST(SurfaceMatcher, CaseAndWhiteSpaceMayDiffer)
{
    EXPECT_EQ(found({"Ada  Lovelace"}, false, "ADA\r\n lovelace"), (Hits{{{0, 14}, 0}}));
    EXPECT_TRUE(found({"Ada Lovelace"}, true, "ADA Lovelace AdaLovelace").empty());
    EXPECT_EQ(found({"Straße"}, false, "😀 STRASSE!"), (Hits{{{2, 9}, 0}}));
    EXPECT_EQ(surfaceKey(" Ada\u00A0\tLovelace\n", false), "ada lovelace");
}

TEST(SurfaceMatcher, KnowsScriptsWithoutSpacesAndRightToLeft)
{
    EXPECT_EQ(found({"لندن"}, false, "به في لندن عام"), (Hits{{{6, 10}, 0}}));
    const auto chinese = found({"伦敦"}, true, "我们在伦敦。");
    EXPECT_EQ(chinese, (Hits{{{3, 5}, 0}}));
}

TEST(SurfaceMatcher, TheFirstOfEqualSurfacesIsTold)
{
    EXPECT_EQ(found({"May", "MAY", "may"}, false, "may"), (Hits{{{0, 3}, 0}}));
    EXPECT_EQ(found({"May", "MAY", "may"}, true, "may"), (Hits{{{0, 3}, 2}}));
}

TEST(SurfaceMatcher, EqualsANaiveSearch)
{
    std::mt19937 random(11);
    for (int round = 0; round < 1200; ++round) {
        std::vector<std::string> surfaces;
        for (int i = 0; i < 6; ++i)
            surfaces.push_back(randomText(random, 1 + i));
        const std::string text = randomText(random, 24);
        const bool matchCase = random() % 2 == 0;
        EXPECT_EQ(found(surfaces, matchCase, text), foundNaively(surfaces, matchCase, text)) << text;
    }
}

TEST(SurfaceMatcher, HoldsAHundredThousandSurfaces)
{
    std::vector<std::string> surfaces;
    for (int i = 0; i < 100'000; ++i)
        surfaces.push_back("name" + std::to_string(i) + " of " + std::to_string(i * 7));
    const SurfaceMatcher matcher(surfaces, false);
    const auto hits = matcher.find("x NAME99999 of 699993 y name0 of 0 name1 of 70");
    ASSERT_TRUE(hits);
    EXPECT_EQ(*hits, (Hits{{{2, 21}, 99'999}, {{24, 34}, 0}}));
}

TEST(SurfaceMatcher, IsStopped)
{
    SilentProgress stopped;
    stopped.cancel();
    const auto hits = SurfaceMatcher({"a"}, true).find(std::string(1 << 20, ' '), &stopped);
    ASSERT_FALSE(hits);
    EXPECT_EQ(hits.error().code, ErrorCode::Cancelled);
}

} // namespace
