#include <gtest/gtest.h>

#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

TEST(List, ComesFromEveryKindOfFile)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("drugs.csv", "name,id,group\n\"Aspirin, plus\",D1,pain\nIbuprofen,D2,\n");
    scratch.write("places.jsonl", "{\"code\":7,\"label\":\"Oslo\",\"people\":700000}\n{\"code\":8,\"label\":\"Bergen\"}\n");
    scratch.write("genes.tsv", "symbol\tterm\nTP53\ttumor protein\n");
    for (const char* file : {"drugs.csv", "places.jsonl", "genes.tsv"}) {
        const Outcome added = scratch.run({"list", "add", "p.touchstone", file});
        EXPECT_EQ(added.code, 0) << added.out << added.err;
    }
    const auto lists = scratch.run({"list", "ls", "p.touchstone", "--json"}).json().at("lists");
    ASSERT_EQ(lists.size(), 3u);
    EXPECT_EQ(lists[0].at("name"), "drugs");
    EXPECT_EQ(lists[0].at("entries"), 2);
    const auto drugs = scratch.run({"list", "ls", "p.touchstone", "drugs", "--json"}).json().at("entries");
    EXPECT_EQ(drugs[0], nlohmann::json::parse(R"({"id":"D1","name":"Aspirin, plus","more":{"group":"pain"}})"));
    EXPECT_EQ(drugs[1], nlohmann::json::parse(R"({"id":"D2","name":"Ibuprofen"})"));
    const auto places = scratch.run({"list", "ls", "p.touchstone", "places", "--json"}).json().at("entries");
    EXPECT_EQ(places[0], nlohmann::json::parse(R"({"id":"7","name":"Oslo","more":{"people":700000}})"));
    EXPECT_EQ(scratch.run({"list", "ls", "p.touchstone", "genes"}).out, "TP53  tumor protein\n");
    EXPECT_EQ(scratch.run({"verify", "p.touchstone", "--json"}).json().at("ok"), true);
}

TEST(List, IsReplacedAsAWholeAndTellsWhatItLeavesOut)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("a.csv", "id,name\nD1,one\nD2,two\n");
    scratch.write("b.csv", "id,name\nD3,three\n,nobody\nD3,again\n");
    scratch.write("empty.csv", "id,name\n");
    ASSERT_EQ(scratch.run({"list", "add", "p.touchstone", "a.csv", "--name", "drugs"}).code, 0);
    const Outcome other = scratch.run({"list", "add", "p.touchstone", "b.csv", "--name", "drugs"});
    EXPECT_EQ(other.code, 1) << other.out << other.err;
    EXPECT_NE(other.out.find("D3"), std::string::npos) << other.out;
    EXPECT_EQ(scratch.run({"list", "ls", "p.touchstone", "drugs"}).out, "D3  three\n");
    EXPECT_EQ(scratch.run({"list", "add", "p.touchstone", "empty.csv", "--name", "drugs"}).code, 2);
    EXPECT_EQ(scratch.run({"list", "add", "p.touchstone", "a.csv", "--id", "nothing"}).code, 2);
    EXPECT_EQ(scratch.run({"list", "ls", "p.touchstone", "nothing"}).code, 2);
    for (const char* name : {"\xFF", "two\nlines"}) {
        const Outcome refused = scratch.run({"list", "add", "p.touchstone", "a.csv", "--name", name});
        EXPECT_EQ(refused.code, 2);
        EXPECT_NE(refused.err.find("one line of text in UTF-8"), std::string::npos) << refused.err;
    }
    EXPECT_EQ(scratch.run({"list", "ls", "p.touchstone"}).out, "drugs: 1 entry from b.csv\n");
    EXPECT_EQ(scratch.run({"list"}).code, 2);
}

} // namespace
