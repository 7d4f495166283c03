#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"
#include "touchstone/workflow/project.h"

using namespace clitest;

namespace {

const std::vector<std::vector<std::string>> readers = {
    {"info", "x.touchstone"},
    {"log", "x.touchstone"},
    {"export", "x.touchstone", "o.json", "--format", "coco"}};
const std::vector<std::vector<std::string>> writers = {{"import", "x.touchstone", "b.json"},
                                                       {"add", "x.touchstone", "b.bmp"}};

void writeInputs(const Scratch& scratch)
{
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    scratch.write("b.bmp", bmp(8, 8));
}

TEST(ProjectFile, WhatIsNoProjectIsNeverAdoptedOrChanged)
{
    const Scratch scratch;
    writeInputs(scratch);
    runSql(scratch / "foreign.db", "CREATE TABLE member (key INTEGER PRIMARY KEY, name TEXT)");
    std::filesystem::create_directory(scratch / "folder");
    const std::string foreign = readBytes(scratch / "foreign.db");
    for (const std::string& bytes :
         {foreign, std::string("Dear diary"), std::string(), std::string(5000, '\0')}) {
        scratch.write("x.touchstone", bytes);
        for (const auto& commands : {readers, writers, {{"verify", "x.touchstone"}}}) {
            for (std::vector<std::string> arguments : commands) {
                arguments.push_back("--json");
                const Outcome outcome = scratch.run(arguments);
                EXPECT_EQ(outcome.code, 2) << arguments[0] << outcome.out << outcome.err;
                EXPECT_NE(outcome.json().at("error").dump().find("x.touchstone"), std::string::npos);
                EXPECT_EQ(readBytes(scratch / "x.touchstone"), bytes) << arguments[0];
            }
        }
    }
    for (const char* command : {"info", "log", "verify"}) {
        EXPECT_EQ(scratch.run({command, "folder"}).code, 2) << command;
    }
    EXPECT_EQ(scratch.run({"import", "folder", "b.json"}).code, 2);
}

TEST(ProjectFile, ANewerOneIsReadButNotWritten)
{
    const Scratch scratch;
    makeProject(scratch);
    writeInputs(scratch);
    const std::string before = stateOf(scratch);
    std::filesystem::copy_file(scratch / "p.touchstone", scratch / "x.touchstone");
    runSql(scratch / "x.touchstone", "PRAGMA user_version = 9999");
    const std::string bytes = readBytes(scratch / "x.touchstone");
    for (const auto& arguments : readers) {
        const Outcome outcome = scratch.run(arguments);
        EXPECT_EQ(outcome.code, 0) << arguments[0] << outcome.err;
    }
    for (const auto& arguments : writers) {
        const Outcome outcome = scratch.run(arguments);
        EXPECT_EQ(outcome.code, 3) << arguments[0] << outcome.out << outcome.err;
        EXPECT_NE(outcome.err.find("newer"), std::string::npos) << outcome.err;
    }
    EXPECT_EQ(readBytes(scratch / "x.touchstone"), bytes);
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(ProjectFile, AnOpenOneIsReadButNotWritten)
{
    const Scratch scratch;
    makeProject(scratch);
    writeInputs(scratch);
    std::filesystem::rename(scratch / "p.touchstone", scratch / "x.touchstone");
    const std::string before = stateOf(scratch, "x.touchstone");
    {
        auto holder =
            touchstone::Project::open(scratch / "x.touchstone", touchstone::Project::Mode::ReadWrite, "anna");
        ASSERT_TRUE(holder.ok());
        ASSERT_FALSE((*holder)->isReadOnly());
        for (const auto& arguments : writers) {
            const Outcome outcome = scratch.run(arguments);
            EXPECT_EQ(outcome.code, 3) << arguments[0] << outcome.out << outcome.err;
            EXPECT_NE(outcome.err.find("process " + std::to_string(getpid())), std::string::npos)
                << "says who holds it: " << outcome.err;
        }
        for (const auto& arguments : readers) {
            const Outcome outcome = scratch.run(arguments);
            EXPECT_EQ(outcome.code, 0) << arguments[0] << outcome.err;
        }
    }
    EXPECT_EQ(scratch.run(writers[0]).code, 0) << "free again";
    EXPECT_NE(stateOf(scratch, "x.touchstone"), before);
}

TEST(ProjectFile, DamageIsFoundAndNothingCrashes)
{
    const Scratch scratch;
    makeProject(scratch);
    writeInputs(scratch);
    const std::string whole = readBytes(scratch / "p.touchstone");
    ASSERT_GT(whole.size(), 8192U);
    for (std::size_t at = 4096; at + 2048 <= whole.size(); at += 4096 * 3) {
        std::string damaged = whole;
        damaged.replace(at, 2048, std::string(2048, '\x55'));
        scratch.write("x.touchstone", damaged);
        const Outcome verified = scratch.run({"verify", "x.touchstone", "--json"});
        EXPECT_EQ(verified.code, 1) << at << verified.out << verified.err;
        EXPECT_FALSE(verified.json().at("problems").empty()) << at;
        EXPECT_NE(scratch.run({"verify", "x.touchstone"}).out.find("There is no backup"), std::string::npos) << at;
        for (const auto& arguments : readers) {
            EXPECT_LE(scratch.run(arguments).code, 3) << arguments[0] << " at " << at;
        }
    }
    for (const std::size_t size :
         {std::size_t{50}, std::size_t{4096}, whole.size() / 2, whole.size() - 5000}) {
        scratch.write("x.touchstone", whole.substr(0, size));
        const Outcome verified = scratch.run({"verify", "x.touchstone", "--json"});
        EXPECT_TRUE(verified.code == 1 || verified.code == 2) << size << verified.out << verified.err;
        EXPECT_LE(scratch.run({"import", "x.touchstone", "b.json"}).code, 3) << size;
    }
}

TEST(ProjectFile, ChangedHistoryIsDamage)
{
    const Scratch scratch;
    makeProject(scratch);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
    runSql(scratch / "p.touchstone", "UPDATE edit SET text = 'Nothing happened' WHERE seq = 1");
    const Outcome outcome = scratch.run({"verify", "p.touchstone", "--json"});
    EXPECT_EQ(outcome.code, 1) << outcome.out;
    EXPECT_FALSE(outcome.json().at("ok").get<bool>());
    EXPECT_FALSE(outcome.json().at("problems").empty());
}

TEST(ProjectFile, MissingMediaAreCountedAndNoDamage)
{
    const Scratch scratch;
    makeProject(scratch);
    std::filesystem::remove(scratch / "images/a.bmp");
    const Outcome outcome = scratch.run({"verify", "p.touchstone", "--json"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.json().at("missing_media"), 1);
    EXPECT_EQ(outcome.json().at("changed_media"), 0);
    std::filesystem::create_directory(scratch / "images/a.bmp");
    EXPECT_EQ(scratch.run({"verify", "p.touchstone", "--json"}).json().at("missing_media"), 1) << "a folder is no picture";
    std::filesystem::remove(scratch / "images/a.bmp");
    scratch.write("images/a.bmp", "");
    const nlohmann::json emptied = scratch.run({"verify", "p.touchstone", "--json"}).json();
    EXPECT_EQ(emptied.at("missing_media"), 0);
    EXPECT_EQ(emptied.at("changed_media"), 1);
}

TEST(ProjectFile, TheLogTellsWhoDidWhatNewestFirst)
{
    const Scratch scratch;
    makeProject(scratch);
    const nlohmann::json edits = scratch.run({"log", "p.touchstone", "--json"}).json().at("edits");
    ASSERT_GE(edits.size(), 1U);
    EXPECT_EQ(edits[0].at("author"), "tester");
    EXPECT_NE(edits[0].at("text").get<std::string>().find("a.json"), std::string::npos);
    for (std::size_t i = 1; i < edits.size(); ++i) {
        EXPECT_GT(edits[i - 1].at("sequence"), edits[i].at("sequence"));
    }
    EXPECT_EQ(scratch.run({"log", "p.touchstone", "--limit", "1", "--json"}).json().at("edits").size(), 1U);
    EXPECT_EQ(scratch.run({"log", "p.touchstone", "--item", "a.bmp"}).code, 0);
    EXPECT_EQ(scratch.run({"log", "p.touchstone", "--item", "none.bmp"}).code, 2);
}

TEST(ProjectFile, AFolderWithoutRightsIsRefused)
{
    if (geteuid() == 0) {
        GTEST_SKIP() << "root may write everywhere";
    }
    const Scratch scratch;
    std::filesystem::create_directory(scratch / "closed");
    std::filesystem::permissions(scratch / "closed",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    EXPECT_EQ(scratch.run({"new", "closed/p.touchstone"}).code, 3);
    std::filesystem::permissions(scratch / "closed", std::filesystem::perms::owner_all);
}

} // namespace
