#include <random>

#include <gtest/gtest.h>

#include "core/formats/json_stream.h"
#include "formats/scratch.h"
#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

/// A value with marks in all places, also in strings and behind backslashes.
std::string anyValue(std::mt19937& random, int depth)
{
    const auto pad = [&] { return std::string(random() % 5, ' '); };
    const int what = depth > 3 ? static_cast<int>(random() % 2) : static_cast<int>(random() % 4);
    if (what == 0)
        return std::to_string(random() % 1'000'000) + ".5";
    if (what == 1) {
        static constexpr const char* kPieces[]{"a", "[", "]", "{", "}", ",", ":", "\\\"", "\\\\", "\xc3\xa9", "long text "};
        std::string text = "\"";
        for (std::size_t i = random() % 20; i > 0; --i)
            text += kPieces[random() % 11];
        return text + '"';
    }
    std::string text(1, what == 2 ? '[' : '{');
    const std::size_t count = random() % 6;
    for (std::size_t i = 0; i < count; ++i)
        text += (i ? "," : "") + pad() + (what == 2 ? "" : "\"k" + std::to_string(i) + "\":") +
                anyValue(random, depth + 1) + pad();
    return text + (what == 2 ? ']' : '}');
}

TEST(JsonStream, FindsWhereTheMembersBeginAndEnd)
{
    const test::Scratch scratch;
    std::mt19937 random(3);
    SilentProgress progress;
    for (int round = 0; round < 40; ++round) {
        std::vector<std::string> values;
        std::string text = "{";
        // Some are longer than the window through which the file is read.
        const int count = round % 8 == 0 ? 20'000 : 1 + static_cast<int>(random() % 40);
        for (int i = 0; i < count; ++i) {
            values.push_back(anyValue(random, i % 3));
            text += (i ? ",\n\"" : "\"") + std::to_string(i) + "\": " + values.back();
        }
        auto stream = JsonStream::open(scratch.write("a.json", text + "}"));
        ASSERT_TRUE(stream.ok()) << stream.error().text();
        const auto members = stream->members(progress);
        ASSERT_TRUE(members.ok()) << members.error().text();
        ASSERT_EQ(members->size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const JsonMember& member = (*members)[i];
            ASSERT_EQ(text.substr(member.begin, member.end - member.begin), values[i]) << i;
        }
    }
}

TEST(JsonStream, ValuesThatDoNotEndAreRefused)
{
    const test::Scratch scratch;
    SilentProgress progress;
    for (const char* text : {"{\"a\":[1,[2]", "{\"a\":\"x", "{\"a\":\"x\\", "{\"a\":[\"]]]", "{\"a\":{\"b\":1,\"c\":\"\\\"}"}) {
        auto stream = JsonStream::open(scratch.write("a.json", text));
        ASSERT_TRUE(stream.ok());
        EXPECT_FALSE(stream->members(progress).ok()) << text;
    }
}

} // namespace
} // namespace touchstone
