#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

nlohmann::json infoOf(const Scratch& scratch)
{
    return scratch.run({"info", "p.touchstone", "--json"}).json();
}

TEST(Add, TakesAFolderInNaturalOrderAndNothingTwice)
{
    const Scratch scratch;
    for (const char* name : {"in/img10.bmp", "in/img2.bmp", "in/sub/img1.bmp"}) {
        scratch.write(name, bmp(8, 6));
    }
    scratch.write("in/readme.md", "not a picture");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome added = scratch.run({"add", "p.touchstone", "in", "--json"});
    ASSERT_EQ(added.code, 0) << added.out << added.err;
    EXPECT_EQ(added.json().at("new_items"), 3);
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 3);
    EXPECT_EQ(infoOf(scratch).at("tasks").at("by_state").at("unassigned"), 3);

    const std::string before = stateOf(scratch);
    const Outcome again = scratch.run({"add", "p.touchstone", "in", "--json"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
    EXPECT_EQ(again.json().at("new_items"), 0);
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 3);
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(Add, TakesWhatCameIntoAFolderSince)
{
    const Scratch scratch;
    scratch.write("in/a.bmp", bmp(8, 6));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    ASSERT_EQ(scratch.run({"add", "p.touchstone", "in"}).code, 0);
    scratch.write("in/b.bmp", bmp(8, 6));
    const Outcome again = scratch.run({"add", "p.touchstone", "in", "--json"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
    EXPECT_EQ(again.json().at("new_items"), 1);
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 2);
}

TEST(Add, NamesCorruptFilesAndKeepsTheirSiblings)
{
    const Scratch scratch;
    scratch.write("in/good.bmp", bmp(8, 6));
    scratch.write("in/empty.png", "");
    scratch.write("in/text.jpg", "this is a letter, not a picture");
    scratch.write("in/cut.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\x0dIH", 14));
    scratch.write("in/cut.jpg", "\xFF\xD8\xFF\xE0");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome added = scratch.run({"add", "p.touchstone", "in", "--json"});
    EXPECT_EQ(added.code, 1) << added.out << added.err;
    EXPECT_EQ(added.json().at("skipped"), 4);
    for (const char* name : {"empty.png", "text.jpg", "cut.png", "cut.jpg"}) {
        EXPECT_NE(added.out.find(name), std::string::npos) << name;
    }
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 1);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Add, NothingUsableExitsWith2)
{
    const Scratch scratch;
    scratch.write("in/empty.png", "");
    std::filesystem::create_directory(scratch / "bare");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const std::string before = stateOf(scratch);
    for (const char* path : {"in", "bare", "none"}) {
        const Outcome outcome = scratch.run({"add", "p.touchstone", path, "--json"});
        EXPECT_EQ(outcome.code, 2) << path << outcome.out << outcome.err;
        EXPECT_EQ(outcome.json().at("error").at("code"), "invalid_input") << path;
        EXPECT_NE(scratch.run({"add", "p.touchstone", path}).err.find(path), std::string::npos);
    }
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 0);
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(Add, AMisnamedPictureIsTakenForWhatItIs)
{
    const Scratch scratch;
    scratch.write("in/really_bmp.png", bmp(8, 6));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome added = scratch.run({"add", "p.touchstone", "in/really_bmp.png"});
    EXPECT_LE(added.code, 1) << added.out << added.err;
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 1);
}

TEST(Add, TakesTextsAndRecordsAndAsksForTheirColumn)
{
    const Scratch scratch;
    scratch.write("in/b.bmp", bmp(8, 6));
    scratch.write("in/a.txt", "Dear Ada,\r\nكتب");
    scratch.write("old.txt", "Gr\xFC\xDF"
                             "e aus K\xF6ln");
    scratch.write("r.csv", "id,question,answer\n1,Who?,Ada\n2,broken\n3,\"Why,\nthen?\",So\n");
    scratch.write("r.jsonl", "{\"text\":\"one\",\"n\":1}\n{\"text\":\"two\"}\n");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    EXPECT_EQ(scratch.run({"add", "p.touchstone", "in", "--json"}).json().at("new_items"), 2);

    const Outcome old = scratch.run({"add", "p.touchstone", "old.txt"});
    EXPECT_EQ(old.code, 2);
    EXPECT_NE(old.out.find("It may be"), std::string::npos) << old.out << old.err;
    EXPECT_EQ(scratch.run({"add", "p.touchstone", "old.txt", "--encoding", "no-such"}).code, 2);
    EXPECT_EQ(scratch.run({"add", "p.touchstone", "old.txt", "--encoding", "windows-1252"}).code, 0);

    const Outcome asked = scratch.run({"add", "p.touchstone", "r.csv"});
    EXPECT_EQ(asked.code, 2);
    EXPECT_NE(asked.err.find("id, question, answer"), std::string::npos) << asked.err;
    EXPECT_NE(asked.err.find("--text-column"), std::string::npos) << asked.err;
    const Outcome table = scratch.run({"add", "p.touchstone", "--text-column", "question", "--text-column",
                                       "answer", "--meta-column", "id", "r.csv", "--json"});
    EXPECT_EQ(table.code, 1) << table.out << table.err;
    EXPECT_EQ(table.json().at("new_items"), 2);
    EXPECT_NE(table.out.find("line 3 (record 2)"), std::string::npos) << table.out;
    EXPECT_EQ(scratch.run({"add", "p.touchstone", "r.jsonl", "--text-column", "text"}).code, 0);
    EXPECT_EQ(scratch.run({"add", "p.touchstone", "in"}).code, 0);
    EXPECT_EQ(infoOf(scratch).at("items").at("text"), 6);
    EXPECT_EQ(infoOf(scratch).at("items").at("image"), 1);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

} // namespace
