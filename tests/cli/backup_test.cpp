#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

TEST(Backup, IsMadeListedAndRestored)
{
    const Scratch scratch;
    makeProject(scratch);
    const std::string before = stateOf(scratch);
    EXPECT_TRUE(scratch.run({"restore", "p.touchstone", "--list", "--json"}).json().at("backups").empty());
    EXPECT_EQ(scratch.run({"restore", "p.touchstone"}).code, 2) << "there is none";

    const nlohmann::json made = scratch.run({"backup", "p.touchstone", "--json"}).json().at("backup");
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    ASSERT_EQ(scratch.run({"import", "p.touchstone", "b.json"}).code, 0);
    ASSERT_NE(stateOf(scratch), before);
    const std::string newer = stateOf(scratch);
    ASSERT_EQ(scratch.run({"backup", "p.touchstone"}).code, 0);

    const nlohmann::json listed = scratch.run({"restore", "p.touchstone", "--list", "--json"}).json().at("backups");
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[1].at("name"), made.at("name"));
    EXPECT_EQ(listed[1].at("items"), 1);
    EXPECT_EQ(listed[1].at("annotations"), 1);
    EXPECT_GT(listed[0].at("annotations"), 1);

    const Outcome restored = scratch.run({"restore", "p.touchstone", "--at", made.at("name"), "--json"});
    ASSERT_EQ(restored.code, 0) << restored.err;
    EXPECT_EQ(stateOf(scratch), before);
    const std::filesystem::path aside = restored.json().at("aside").get<std::string>();
    EXPECT_EQ(stateOf(scratch, aside.string()), newer);
    ASSERT_EQ(scratch.run({"restore", "p.touchstone"}).code, 0) << "the newest";
    EXPECT_EQ(stateOf(scratch), newer);
    EXPECT_EQ(scratch.run({"restore", "p.touchstone", "--at", "none"}).code, 2);
    EXPECT_EQ(scratch.run({"restore", "p.touchstone", "--at", "x", "--list"}).code, 2);
}

TEST(Backup, OfADamagedProjectIsRefusedAndRestoreKeepsTheDamagedFile)
{
    const Scratch scratch;
    makeProject(scratch);
    ASSERT_EQ(scratch.run({"backup", "p.touchstone"}).code, 0);
    runSql(scratch / "p.touchstone", "UPDATE edit SET text='x' WHERE seq=(SELECT max(seq) FROM edit)");
    EXPECT_EQ(scratch.run({"backup", "p.touchstone"}).code, 2);
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    const Outcome import = scratch.run({"import", "p.touchstone", "b.json"});
    EXPECT_EQ(import.code, 2);
    EXPECT_NE(import.err.find("damaged"), std::string::npos) << import.err;
    EXPECT_NE(import.err.find("Go on with its backup"), std::string::npos) << import.err;
    EXPECT_EQ(scratch.run({"info", "p.touchstone"}).code, 0);
    const Outcome restored = scratch.run({"restore", "p.touchstone", "--json"});
    ASSERT_EQ(restored.code, 0) << restored.err;
    EXPECT_NE(restored.json().at("aside").get<std::string>().find("(damaged "), std::string::npos);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Backup, AnOlderProjectIsBroughtUpToDateAndSaysSo)
{
    const Scratch scratch;
    std::filesystem::copy_file(std::string(TOUCHSTONE_TEST_DATA) + "/projects/v1.touchstone", scratch / "p.touchstone");
    std::filesystem::permissions(scratch / "p.touchstone",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const std::string old = readBytes(scratch / "p.touchstone");
    ASSERT_EQ(scratch.run({"info", "p.touchstone"}).code, 0);
    ASSERT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
    EXPECT_EQ(readBytes(scratch / "p.touchstone"), old) << "looking changes nothing";
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    const Outcome import = scratch.run({"import", "p.touchstone", "b.json", "--json"});
    EXPECT_LE(import.code, 1) << import.err;
    EXPECT_NE(import.err.find("brought up to date"), std::string::npos) << import.err;
    import.json();
    EXPECT_EQ(scratch.run({"restore", "p.touchstone", "--list", "--json"}).json().at("backups")[0].at("reason"), "update");
}

} // namespace
