#include <gtest/gtest.h>

#include "touchstone/model/entry_search.h"
#include "touchstone/text/folding.h"

namespace touchstone {
namespace {

std::vector<std::string> idsOf(const EntrySearch& search, std::string_view text, std::size_t limit = 10)
{
    std::vector<std::string> ids;
    for (const ListEntry* entry : search.find(text, limit))
        ids.push_back(entry->id);
    return ids;
}

using Ids = std::vector<std::string>;

TEST(EntrySearch, RanksWhatIsMeantFirst)
{
    const EntrySearch search({{"Q9", "New York City", R"({"also":"Big Apple"})"},
                              {"Q1", "York", ""},
                              {"york", "Something else", ""},
                              {"Q3", "Yorkshire", ""},
                              {"Q4", "Cayork", ""}});
    EXPECT_EQ(idsOf(search, "york"), (Ids{"Q1", "york", "Q3", "Q9", "Q4"}));
    EXPECT_EQ(idsOf(search, " YORK new "), (Ids{"Q9"}));
    EXPECT_EQ(idsOf(search, "apple"), (Ids{"Q9"}));
    EXPECT_EQ(idsOf(search, "q3"), (Ids{"Q3"}));
    EXPECT_EQ(idsOf(search, "", 2), (Ids{"Q9", "Q1"}));
    EXPECT_EQ(idsOf(search, "york", 2).size(), 2u);
    EXPECT_TRUE(idsOf(search, "paris").empty());
    ASSERT_TRUE(search.byId("Q3"));
    EXPECT_EQ(search.byId("Q3")->name, "Yorkshire");
    EXPECT_EQ(search.byId("q3"), nullptr);
}

TEST(EntrySearch, ReadsEveryScript)
{
    const EntrySearch search({{"1", "Björn Ångström", ""}, {"2", "Москва", ""}, {"3", "東京都", ""}, {"4", "القاهرة", ""}});
    EXPECT_EQ(idsOf(search, "bjorn ang"), (Ids{"1"}));
    EXPECT_EQ(idsOf(search, "МОСК"), (Ids{"2"}));
    EXPECT_EQ(idsOf(search, "京"), (Ids{"3"}));
    EXPECT_EQ(idsOf(search, "قاهر"), (Ids{"4"}));
    EXPECT_EQ(foldedText("Straße ﬁn"), "strasse fin");
}

TEST(EntrySearch, NothingIsFoundAcrossTwoEntries)
{
    const EntrySearch search({{"a", "one", ""}, {"b", "two", ""}});
    EXPECT_TRUE(idsOf(search, "one b").empty());
    EXPECT_TRUE(idsOf(search, "one\nb").empty());
    EXPECT_TRUE(idsOf(search, "a\tone").size() == 1);
    EXPECT_TRUE(EntrySearch({}).find("x", 5).empty());
}

} // namespace
} // namespace touchstone
