#include <gtest/gtest.h>

#include "touchstone/model/label_values.h"
#include "touchstone/model/ranking.h"

namespace touchstone {
namespace {

using Names = std::vector<std::string>;

AttributeDefinition definition(AttributeKind kind)
{
    AttributeDefinition made;
    made.name = "quality";
    made.kind = kind;
    return made;
}

TEST(Ranking, IsWrittenAsNamesWithEqualsBetween)
{
    const Ranking ranking{{"b"}, {"a", "c"}};
    EXPECT_EQ(rankingValue(ranking), AttributeValue(Names{"b", "a", "=", "c"}));
    EXPECT_EQ(rankingFrom(rankingValue(ranking)), ranking);
    EXPECT_EQ(rankingFrom(AttributeValue(Names{"a", "a", "=", "b"})), (Ranking{{"a", "b"}}));
    EXPECT_TRUE(rankingFrom(AttributeValue(std::string("a"))).empty());
    EXPECT_EQ(rankingValue({}), AttributeValue{});
    EXPECT_EQ(displayText(definition(AttributeKind::Ranking), rankingValue(ranking)), "b > a = c");
    EXPECT_EQ(displayText(definition(AttributeKind::Block), AttributeValue(std::string("="))), "equal");
    EXPECT_EQ(displayText(definition(AttributeKind::Block), AttributeValue(std::string("a"))), "a");
}

TEST(Ranking, NamesMove)
{
    Ranking ranking;
    for (const char* name : {"a", "b", "c"})
        ranking = ranked(ranking, name, ranking.size() + 1);
    EXPECT_EQ(ranking, (Ranking{{"a"}, {"b"}, {"c"}}));
    EXPECT_EQ(ranked(ranking, "c", 1), (Ranking{{"c"}, {"a"}, {"b"}}));
    EXPECT_EQ(shifted(ranking, "c", -1), (Ranking{{"a"}, {"c"}, {"b"}}));
    EXPECT_EQ(shifted(ranking, "a", -1), ranking);
    EXPECT_EQ(shifted(ranking, "c", 1), ranking);
    const Ranking tied = tiedUp(ranking, "c");
    EXPECT_EQ(tied, (Ranking{{"a"}, {"b", "c"}}));
    EXPECT_EQ(shifted(tied, "b", 1), (Ranking{{"a"}, {"c"}, {"b"}}));
    EXPECT_EQ(tiedUp(ranking, "a"), ranking);
    EXPECT_EQ(unranked(tied, "a"), (Ranking{{"b", "c"}}));
    EXPECT_EQ(shifted(ranking, "none", 1), ranking);
}

TEST(Ranking, IsCompleteWhenEveryTextHasItsPlace)
{
    Document document;
    document.blocks = {{"first", "x", {}, {}}, {"", "y", {}, {}}};
    const Names names = rankedNames(document);
    EXPECT_EQ(names, (Names{"first", "Text 2"}));
    EXPECT_FALSE(isComplete({{"first"}}, names));
    EXPECT_TRUE(isComplete({{"first", "Text 2"}}, names));
    document.blocks.pop_back();
    EXPECT_TRUE(rankedNames(document).empty());
}

TEST(AttributeKinds, NamesAndValuesOfTheNewOnes)
{
    for (const AttributeKind kind :
         {AttributeKind::Rating, AttributeKind::Entry, AttributeKind::Ranking, AttributeKind::Block})
        EXPECT_EQ(attributeKindFromName(attributeKindName(kind)), kind);
    AttributeDefinition rating = definition(AttributeKind::Rating);
    EXPECT_FALSE(misfit(rating, AttributeValue(std::int64_t{5})));
    EXPECT_TRUE(misfit(rating, AttributeValue(std::int64_t{6})));
    EXPECT_TRUE(misfit(rating, AttributeValue(2.5)));
    rating.least = 0;
    rating.most = 10;
    EXPECT_TRUE(validate(rating));
    EXPECT_FALSE(misfit(rating, AttributeValue(std::int64_t{10})));
    rating.most = 11;
    EXPECT_FALSE(validate(rating));
    rating.most = 0.5;
    EXPECT_FALSE(validate(rating));
    const AttributeDefinition order = definition(AttributeKind::Ranking);
    EXPECT_FALSE(misfit(order, AttributeValue(Names{"a", "=", "b", "c"})));
    for (const Names& wrong : {Names{"=", "a"}, Names{"a", "="}, Names{"a", "a"}, Names{"a", "=", "=", "b"}})
        EXPECT_TRUE(misfit(order, AttributeValue(wrong)));
    AttributeDefinition entry = definition(AttributeKind::Entry);
    EXPECT_FALSE(validate(entry));
    entry.list = "drugs";
    EXPECT_TRUE(validate(entry));
    EXPECT_FALSE(misfit(entry, AttributeValue(std::string("D1"))));
    EXPECT_TRUE(misfit(entry, AttributeValue(true)));
    AttributeDefinition text = definition(AttributeKind::Text);
    text.list = "drugs";
    EXPECT_FALSE(validate(text));
}

} // namespace
} // namespace touchstone
