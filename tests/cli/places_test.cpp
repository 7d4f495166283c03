// touchstone-cli where nothing may be written, on a network share, and on a project that somebody has open.
#include <cstdlib>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"
#include "support/other_process.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"

using namespace clitest;
using touchstone::Project;

namespace {

namespace fs = std::filesystem;

/// media/x.touchstone with all that a kill leaves: the newest label is in the log alone.
void makeCrashed(const Scratch& scratch)
{
    makeProject(scratch);
    auto project = Project::open(scratch / "p.touchstone", Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(project.ok());
    auto edit = touchstone::addLabelEdit(**project, {touchstone::ScopeKind::Ontology, {}}, "the last one");
    ASSERT_TRUE((*project)->applyNow(std::move(*edit)).ok());
    fs::create_directory(scratch / "media");
    for (const char* suffix : {"", "-wal"}) {
        fs::copy_file((scratch / "p.touchstone").string() + suffix, (scratch / "media/x.touchstone").string() + suffix);
    }
}

/// For the one who runs it, the folder cannot be written.
void close(const Scratch& scratch)
{
    const auto read = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    const auto enter = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    fs::copy_file(TOUCHSTONE_BIN_DIR "/touchstone-cli", scratch / "touchstone-cli");
    fs::permissions(scratch / "touchstone-cli", read | enter);
    fs::create_directory(scratch / "out");
    fs::permissions(scratch / "out", fs::perms::all);
    for (const auto& entry : fs::directory_iterator(scratch / "media")) {
        fs::permissions(entry.path(), read);
    }
    fs::permissions(scratch / "media", read | enter);
    fs::permissions(scratch.path(), fs::perms::owner_all | read | enter);
}

Outcome runWithoutRights(const Scratch& scratch, const std::vector<std::string>& arguments)
{
    const auto prepare = [&] {
        setenv("TMPDIR", (scratch / "out").c_str(), 1);
        if (!touchstone::dropRights()) {
            _exit(126);
        }
    };
    return Command(scratch.path(), arguments, prepare, scratch / "touchstone-cli").wait();
}

TEST(Places, AllThatReadsWorksOnACrashedProjectThatCannotBeWritten)
{
    const Scratch scratch;
    makeCrashed(scratch);
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    scratch.write("b.bmp", bmp(8, 8));
    close(scratch);
    const auto before = touchstone::picture(scratch / "media", readBytes);
    ASSERT_EQ(before.size(), 2U);
    const std::vector<std::vector<std::string>> readers{{"info", "media/x.touchstone", "--json"},
                                                        {"log", "media/x.touchstone", "--json"},
                                                        {"export", "media/x.touchstone", "out/o.json", "--format", "coco"},
                                                        {"verify", "media/x.touchstone"}};
    for (const auto& arguments : readers) {
        const Outcome outcome = runWithoutRights(scratch, arguments);
        EXPECT_EQ(outcome.code, 0) << arguments[0] << outcome.err;
        EXPECT_NE(outcome.err.find("private copy"), std::string::npos) << arguments[0] << outcome.err;
        if (arguments[0] == "log") {
            EXPECT_NE(outcome.out.find("the last one"), std::string::npos) << "stale: " << outcome.out;
        }
    }
    EXPECT_NE(readBytes(scratch / "out/o.json").find("the last one"), std::string::npos);
    const std::vector<std::vector<std::string>> writers{
        {"import", "media/x.touchstone", "b.json"}, {"add", "media/x.touchstone", "b.bmp"}};
    for (const auto& arguments : writers) {
        const Outcome outcome = runWithoutRights(scratch, arguments);
        EXPECT_EQ(outcome.code, 3) << arguments[0] << outcome.err;
    }
    EXPECT_TRUE(touchstone::picture(scratch / "media", readBytes) == before);
    EXPECT_EQ(std::distance(fs::directory_iterator(scratch / "out"), {}), 1) << "only what was exported";
    fs::permissions(scratch / "media", fs::perms::owner_all);
}

#ifdef TOUCHSTONE_STATFS_SHIM
TEST(Places, OnAShareNothingIsMadeOrChanged)
{
    const Scratch scratch;
    makeCrashed(scratch);
    fs::rename(scratch / "media", scratch / "share");
    const auto before = touchstone::picture(scratch / "share", readBytes);
    const auto run = [&](const std::vector<std::string>& arguments) {
        return Command(scratch.path(), arguments, [&] {
                   setenv("LD_PRELOAD", TOUCHSTONE_STATFS_SHIM, 1);
                   setenv("TOUCHSTONE_TEST_SHARE", (scratch / "share").c_str(), 1);
               }).wait();
    };
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    scratch.write("b.bmp", bmp(8, 8));
    const std::vector<std::vector<std::string>> refused{{"new", "share/n.touchstone"},
                                                        {"import", "share/x.touchstone", "b.json"},
                                                        {"add", "share/x.touchstone", "b.bmp"},
                                                        {"relink", "share/x.touchstone", "images"},
                                                        {"backup", "share/x.touchstone"}};
    for (const auto& arguments : refused) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 3) << arguments[0] << outcome.err;
        EXPECT_NE(outcome.err.find("network share (SMB)"), std::string::npos) << arguments[0] << outcome.err;
        EXPECT_TRUE(touchstone::picture(scratch / "share", readBytes) == before) << arguments[0];
    }
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"info", "share/x.touchstone"}, {"log", "share/x.touchstone"}, {"verify", "share/x.touchstone"}}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 0) << arguments[0] << outcome.err;
        EXPECT_NE(outcome.err.find("private copy"), std::string::npos) << arguments[0] << outcome.err;
    }
    EXPECT_TRUE(touchstone::picture(scratch / "share", readBytes) == before);
}
#endif

TEST(Places, EveryWritingCommandNamesWhoHasTheProjectOpen)
{
    const Scratch scratch;
    makeProject(scratch);
    scratch.write("b.json", coco(box(7, 1, 1, 2, 2)));
    scratch.write("b.bmp", bmp(8, 8));
    ASSERT_EQ(scratch.run({"backup", "p.touchstone"}).code, 0);
    auto holder = Project::open(scratch / "p.touchstone", Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(holder.ok());
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"import", "p.touchstone", "b.json"},
                                                                       {"add", "p.touchstone", "b.bmp"},
                                                                       {"relink", "p.touchstone", "images"},
                                                                       {"restore", "p.touchstone"}}) {
        const Outcome outcome = scratch.run(arguments);
        EXPECT_EQ(outcome.code, 3) << arguments[0] << outcome.err;
        for (const std::string& part : {"process " + std::to_string(getpid()), "on host " + std::string(host)}) {
            EXPECT_NE(outcome.err.find(part), std::string::npos) << arguments[0] << outcome.err;
        }
    }
}

} // namespace
