#include "touchstone/model/document.h"

#include <gtest/gtest.h>

using namespace touchstone;

namespace {

Document of(std::vector<std::string> texts)
{
    Document document;
    for (std::string& text : texts)
        document.blocks.push_back({"", std::move(text)});
    return document;
}

TEST(Document, FirstWordsStandOnOneLine)
{
    EXPECT_EQ(firstWords(of({"\xEF\xBB\xBF  In June\r\n\t1833 "})), "In June 1833");
    EXPECT_EQ(firstWords(of({"Who?", "She."})), "Who? She.");
    EXPECT_EQ(firstWords(of({"\n \n"})), "");
    EXPECT_EQ(firstWords(of({"Größe ist"}), 5), "Größe…");
    EXPECT_EQ(firstWords(of({"Größe"}), 5), "Größe");
}

TEST(Document, HashTellsTextsAndTheirBordersApart)
{
    EXPECT_EQ(textHash(of({"a", "b"})), textHash(of({"a", "b"})));
    EXPECT_NE(textHash(of({"a", "b"})), textHash(of({"ab"})));
    EXPECT_NE(textHash(of({"a", "b"})), textHash(of({"b", "a"})));
    Document tokens = of({"a b"});
    tokens.blocks[0].tokens = {{0, 1}, {2, 3}};
    tokens.metadata = "{\"n\":1}";
    EXPECT_EQ(textHash(tokens), textHash(of({"a b"})));
}

TEST(Document, RefusesWhatNoViewCanShow)
{
    EXPECT_TRUE(validate(of({""})));
    EXPECT_FALSE(validate(Document{}));
    EXPECT_FALSE(validate(of({"\xFF"})));
    Document wrong = of({"😀b"});
    wrong.blocks[0].tokens = {{0, 3}};
    EXPECT_FALSE(validate(wrong));
    wrong.blocks[0].tokens = {{1, 2}, {0, 1}};
    EXPECT_FALSE(validate(wrong));
    wrong.blocks[0].tokens = {{0, 1}, {1, 2}};
    EXPECT_TRUE(validate(wrong));
}

} // namespace
