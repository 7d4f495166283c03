#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "touchstone/text/text_alignment.h"

namespace touchstone {
namespace {

const std::string kLetter = "Ada Lovelace wrote to Charles Babbage in London. He answered her from Dorset.\n\n"
                            "She had read Menabrea's paper on the engine, and translated it for the Memoirs.\n"
                            "Her notes were longer than the paper itself. London took little notice of them.\n";

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    text.replace(text.find(what), what.size(), with);
    return text;
}

TextRange rangeOf(const std::string& text, const std::string& words, std::size_t from = 0)
{
    const TextOffsets offsets(text);
    const auto at = text.find(words, from);
    return {*offsets.fromByte(std::int64_t(at)), *offsets.fromByte(std::int64_t(at + words.size()))};
}

struct Found {
    std::string words;
    bool certain;
    friend bool operator==(const Found&, const Found&) = default;
};
void PrintTo(const Found& found, std::ostream* out)
{
    *out << '"' << found.words << '"' << (found.certain ? " certain" : " uncertain");
}

Found found(const std::string& before, const std::string& after, const TextRange& range)
{
    const TextAlignment alignment(before, after);
    const auto place = alignment.find(range);
    return {std::string(TextOffsets(after).slice(place.range)), place.certain};
}

TEST(TextAlignment, WhatStandsBehindAChangeMovesWithIt)
{
    const std::string after = replaced(kLetter, "wrote to", "often wrote to Mr");
    for (const char* words : {"Ada Lovelace", "Charles Babbage", "Dorset", "Menabrea's paper", "them"})
        EXPECT_EQ(found(kLetter, after, rangeOf(kLetter, words)), (Found{words, true}));
    // The second London, not the first.
    const TextRange second = rangeOf(kLetter, "London", kLetter.find("itself"));
    const auto place = TextAlignment(kLetter, after).find(second);
    EXPECT_EQ(place.range.begin, second.begin + 9);
    EXPECT_TRUE(place.certain);
}

TEST(TextAlignment, LineEndsAndSpacesDoNotMatter)
{
    std::string after;
    for (const char c : kLetter)
        after += c == '\n' ? "\r\n" : std::string(1, c);
    after.insert(0, "\xEF\xBB\xBF");
    EXPECT_EQ(found(kLetter, after, rangeOf(kLetter, "Memoirs")), (Found{"Memoirs", true}));
    EXPECT_EQ(found(kLetter, after, rangeOf(kLetter, "Dorset.\n\nShe had")), (Found{"Dorset.\r\n\r\nShe had", true}));
    EXPECT_EQ(found(kLetter, replaced(kLetter, "Charles Babbage", "Charles  Babbage"), rangeOf(kLetter, "Charles Babbage")),
              (Found{"Charles  Babbage", true}));
}

TEST(TextAlignment, ChangedWordsAreGuessedAndSaidToBe)
{
    EXPECT_EQ(found(kLetter, replaced(kLetter, "Charles Babbage", "Charles B. Babbage"), rangeOf(kLetter, "Charles Babbage")),
              (Found{"Charles B. Babbage", false}));
    EXPECT_EQ(found(kLetter, replaced(kLetter, "Charles Babbage", "Charles"), rangeOf(kLetter, "Charles Babbage")),
              (Found{"Charles", false}));
    EXPECT_EQ(found(kLetter, replaced(kLetter, "in London", "in Leeds"), rangeOf(kLetter, "London")),
              (Found{"Leeds", false}));
    EXPECT_EQ(found(kLetter, "", rangeOf(kLetter, "London")), (Found{"", false}));
    EXPECT_EQ(found(kLetter, "A wholly other thing, with London in it.", rangeOf(kLetter, "Dorset")), (Found{"", false}));
    // The same word twice where there was one: either may be meant.
    EXPECT_FALSE(found(kLetter, replaced(kLetter, "He answered", "Dorset or not, he answered"), rangeOf(kLetter, "Dorset")).words.empty());
}

TEST(TextAlignment, PartOfAnotherWordIsNotTheSameWord)
{
    const std::string before = "All in all she very much likes art. The end of this long letter is here, as ever.";
    EXPECT_EQ(found(before, replaced(before, "art.", "parties."), rangeOf(before, "art")), (Found{"parties", false}));
    // Not by bytes of Latin letters alone.
    const std::string russian = "\u0412 \u0441\u0430\u043C\u043E\u043C \u043A\u043E\u043D\u0446\u0435 \u043F\u0438\u0441\u044C\u043C\u0430 "
                                "\u0440\u043E\u0434 \u043D\u0430\u0437\u0432\u0430\u043D \u043F\u043E\u043B\u043D\u043E\u0441\u0442\u044C\u044E.";
    const std::string word = "\u0440\u043E\u0434", longer = "\u043D\u0430\u0440\u043E\u0434";
    EXPECT_EQ(found(russian, replaced(russian, word, longer), rangeOf(russian, word)), (Found{longer, false}));
    // A span that was part of a word stays one.
    EXPECT_EQ(found(before, replaced(before, "letter", "letterhead"), rangeOf(before, "lett")).words, "lett");
}

TEST(TextAlignment, ShortLinesKeepTheirPlacesWhenLineEndsChange)
{
    std::string before, after;
    std::vector<TextRange> spans;
    std::mt19937 random(7);
    for (int i = 0; i < 3000; ++i) {
        const std::string word = "w" + std::to_string(random() % 700);
        spans.push_back({std::int64_t(before.size()), std::int64_t(before.size() + word.size())});
        before += word + "\n";
        after += word + "\r\n";
    }
    const TextAlignment alignment(before, after);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const auto place = alignment.find(spans[i]);
        ASSERT_TRUE(place.certain) << i;
        ASSERT_EQ(place.range.begin, spans[i].begin + std::int64_t(i));
    }
    EXPECT_TRUE(alignment.find({spans[7].begin, spans[9].end}).certain) << "over two line ends";
}

TEST(TextAlignment, WhatWasCutOutLeavesItsPlace)
{
    const std::string after = replaced(kLetter, " He answered her from Dorset.", "");
    const auto place = TextAlignment(kLetter, after).find(rangeOf(kLetter, "Dorset"));
    EXPECT_TRUE(place.range.isEmpty());
    EXPECT_EQ(place.range.begin, rangeOf(after, "London.").end);
    EXPECT_FALSE(place.certain);
}

TEST(TextAlignment, PassagesThatWereMovedAreFoundAgain)
{
    const std::string first = "Ada Lovelace wrote to Charles Babbage in London. He answered her from Dorset.\n";
    std::string rest;
    for (int i = 0; i < 40; ++i)
        rest += "Line " + std::to_string(i) + " of the letter says something about number " + std::to_string(i * 7) + ".\n";
    EXPECT_EQ(found(first + rest, rest + first, rangeOf(first, "Dorset")), (Found{"Dorset", true}));
    const auto place = TextAlignment(first + rest, rest + first).find(rangeOf(first, "Dorset"));
    EXPECT_EQ(place.range.begin, rangeOf(rest + first, "Dorset").begin);
}

TEST(TextAlignment, EmptyRangesKeepTheirNeighbours)
{
    const std::string after = replaced(kLetter, "wrote", "always wrote");
    const std::int64_t at = rangeOf(kLetter, "answered").begin;
    const auto place = TextAlignment(kLetter, after).find({at, at});
    EXPECT_EQ(place.range, (TextRange{at + 7, at + 7}));
    EXPECT_TRUE(place.certain);
    EXPECT_EQ(TextAlignment(kLetter, after).find({0, 0}).range, (TextRange{0, 0}));
    const auto end = std::int64_t(kLetter.size());
    EXPECT_EQ(TextAlignment(kLetter, after).find({end, end}).range, (TextRange{end + 7, end + 7}));
}

/// A text of random words of several scripts, with spans on words; pieces are put in, taken out and changed at random.
struct Shuffled {
    std::string before, after;
    std::vector<TextRange> spans;      ///< On words that stay.
    std::vector<TextRange> there;      ///< Where they are later.
    std::vector<TextRange> changed;    ///< On words that do not.
};

Shuffled shuffled(unsigned seed, int words, double changes)
{
    static const std::vector<std::string> kWords = {"der",  "Fluss", "\u0440\u0435\u043A\u0430", "\u0646\u0647\u0631",
                                                    "\u6CB3", "\U0001F30A", "e\u0301t\u00E9", "river", "rio", "a"};
    std::mt19937 random(seed);
    const auto chance = [&](double of) { return std::uniform_real_distribution<>()(random) < of; };
    const auto word = [&] {
        std::string one = kWords[random() % kWords.size()];
        return chance(0.5) ? one + std::to_string(random() % 3000) : one;
    };
    Shuffled made;
    std::int64_t before = 0, after = 0;
    const auto add = [](std::string& text, std::int64_t& length, const std::string& piece) {
        text += piece;
        length += TextOffsets(piece).length();
    };
    for (int i = 0; i < words; ++i) {
        const std::string one = word(), space = chance(0.05) ? "\n" : " ";
        const TextRange was{before, before + TextOffsets(one).length()};
        add(made.before, before, one + space);
        if (chance(changes)) {
            made.changed.push_back(was);
            if (chance(0.5))
                add(made.after, after, word() + "x" + space);
            continue;
        }
        if (chance(changes))
            add(made.after, after, word() + space);
        made.spans.push_back(was);
        made.there.push_back({after, after + was.length()});
        add(made.after, after, one + space);
    }
    return made;
}

TEST(TextAlignment, NothingCertainIsWrong)
{
    std::size_t right = 0, all = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Shuffled made = shuffled(seed, 3000, 0.004 * seed);
        const TextAlignment alignment(made.before, made.after);
        const TextOffsets before(made.before), after(made.after);
        for (std::size_t i = 0; i < made.spans.size(); ++i) {
            const auto place = alignment.find(made.spans[i]);
            ASSERT_LE(0, place.range.begin);
            ASSERT_LE(place.range.begin, place.range.end);
            ASSERT_LE(place.range.end, after.length());
            ++all;
            right += place.range == made.there[i];
            if (place.certain) {
                EXPECT_EQ(after.slice(place.range), before.slice(made.spans[i]));
            }
        }
        for (const TextRange& span : made.changed) {
            const auto place = alignment.find(span);
            ASSERT_LE(place.range.begin, place.range.end);
            ASSERT_LE(place.range.end, after.length());
        }
    }
    EXPECT_GT(double(right), 0.97 * double(all));
}

TEST(TextAlignment, OneChangeLeavesAllElseCertain)
{
    for (unsigned seed = 1; seed <= 30; ++seed) {
        const Shuffled made = shuffled(seed, 400, 0);
        const std::size_t cut = made.spans.size() / 2;
        const TextOffsets before(made.before);
        const std::string after = made.before.substr(0, std::size_t(before.byteOf(made.spans[cut].begin))) + "inserted \U0001F40B words " +
                                  made.before.substr(std::size_t(before.byteOf(made.spans[cut].begin)));
        const TextAlignment alignment(made.before, after);
        for (std::size_t i = 0; i < made.spans.size(); ++i) {
            const auto place = alignment.find(made.spans[i]);
            const std::int64_t shift = i < cut ? 0 : 17;
            EXPECT_EQ(place.range, (TextRange{made.spans[i].begin + shift, made.spans[i].end + shift})) << seed << " " << i;
            EXPECT_TRUE(place.certain);
        }
    }
}

TEST(TextAlignment, RepeatedAndHugeTextsEnd)
{
    const std::string lines = [] {
        std::string text;
        for (int i = 0; i < 20000; ++i)
            text += "the same line again and again\n";
        return text;
    }();
    const std::string changed = lines.substr(0, lines.size() / 2) + "one other\n" + lines.substr(lines.size() / 2);
    const std::string others(600000, 'x');
    const TextAlignment cut(lines, changed);
    EXPECT_TRUE(cut.find({0, 8}).certain);
    const auto last = std::int64_t(lines.size());
    EXPECT_EQ(cut.find({last - 6, last - 1}).range, (TextRange{last + 4, last + 9}));
    const TextAlignment other(lines, others);
    EXPECT_FALSE(other.find({0, 8}).certain);
}

} // namespace
} // namespace touchstone