#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

TEST(New, MakesAProjectNamedAfterItsFile)
{
    const Scratch scratch;
    const Outcome made = scratch.run({"new", "cars.touchstone", "--json"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(made.json().at("name"), "cars");
    const nlohmann::json info = scratch.run({"info", "cars.touchstone", "--json"}).json();
    EXPECT_EQ(info.at("project").at("name"), "cars");
    EXPECT_EQ(info.at("project").at("id"), made.json().at("id"));
    EXPECT_EQ(info.at("items"), (nlohmann::json{{"image", 0}, {"text", 0}}));
    EXPECT_EQ(scratch.run({"verify", "cars.touchstone"}).code, 0);
}

TEST(New, NeverReplacesAFile)
{
    const Scratch scratch;
    scratch.write("notes.touchstone", "my notes");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const std::string before = readBytes(scratch / "p.touchstone");
    EXPECT_EQ(scratch.run({"new", "p.touchstone"}).code, 3);
    EXPECT_EQ(readBytes(scratch / "p.touchstone"), before);
    const Outcome outcome = scratch.run({"new", "notes.touchstone", "--json"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(outcome.json().at("error").at("code"), "refused");
    EXPECT_EQ(readBytes(scratch / "notes.touchstone"), "my notes");
}

TEST(New, NeedsItsFolder)
{
    const Scratch scratch;
    EXPECT_EQ(scratch.run({"new", "none/p.touchstone"}).code, 2);
    EXPECT_TRUE(scratch.names().empty());
}

TEST(New, TakesLabelsWithColoursAndKeys)
{
    const Scratch scratch;
    scratch.write("labels.json",
                  R"(["car", {"name": "bus", "color": "#0072b2", "key": "1", "line": "dash-dot"}, "Stra\u00dfe \"x\""])");
    const Outcome made = scratch.run({"new", "p.touchstone", "--ontology", "labels.json", "--json"});
    ASSERT_EQ(made.code, 0) << made.out;
    EXPECT_EQ(made.json().at("labels"), 3);
    scratch.write("a.json", coco(box(1, 1, 1, 5, 5), "bus"));
    const Outcome known = scratch.run({"import", "p.touchstone", "a.json", "--labels", "skip"});
    EXPECT_EQ(known.code, 0) << known.out << known.err;
    const nlohmann::json log = scratch.run({"log", "p.touchstone", "--json"}).json().at("edits");
    ASSERT_GE(log.size(), 2U);
    EXPECT_NE(log.dump().find("Add 3 labels"), std::string::npos) << log.dump(1);
}

TEST(New, ABadOntologyLeavesNothingBehind)
{
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"truncated", R"(["car", )"},
        {"empty file", ""},
        {"no list", R"({"classes": ["car"]})"},
        {"number", "[1]"},
        {"empty name", R"([""])"},
        {"twice", R"(["car", "bus", "car"])"},
        {"line break", R"(["car\nbus"])"},
        {"colour", R"([{"name": "car", "color": "red"}])"},
        {"colour type", R"([{"name": "car", "color": 5}])"},
        {"key", R"([{"name": "car", "key": "q"}])"},
        {"key twice", R"([{"name": "car", "key": "1"}, {"name": "bus", "key": "1"}])"},
        {"line", R"([{"name": "car", "line": "wavy"}])"},
        {"unknown field", R"([{"name": "car", "shape": "box"}])"},
        {"no name", R"([{"color": "#ffffff"}])"},
        {"invalid UTF-8", "[\"caf\xE9\"]"},
        {"deep", std::string(200000, '[')},
    };
    for (const auto& [what, text] : bad) {
        const Scratch scratch;
        scratch.write("labels.json", text);
        const Outcome outcome = scratch.run({"new", "p.touchstone", "--ontology", "labels.json", "--json"});
        EXPECT_EQ(outcome.code, 2) << what;
        EXPECT_NE(outcome.json().at("error").at("where").dump().find("labels.json"), std::string::npos)
            << what;
        EXPECT_EQ(scratch.names(), std::vector<std::string>{"labels.json"}) << what;
    }
    const Scratch scratch;
    EXPECT_EQ(scratch.run({"new", "p.touchstone", "--ontology", "none.json"}).code, 2);
    EXPECT_TRUE(scratch.names().empty());
}

} // namespace
