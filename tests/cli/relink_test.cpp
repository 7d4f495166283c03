#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

namespace fs = std::filesystem;

void makePictures(const Scratch& scratch)
{
    scratch.write("in/a.bmp", bmp(8, 6, 1));
    scratch.write("in/b.bmp", bmp(16, 6, 2));
    scratch.write("in/c.bmp", bmp(24, 6, 3));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    ASSERT_EQ(scratch.run({"add", "p.touchstone", "in"}).code, 0);
}

std::int64_t missingOf(const Scratch& scratch)
{
    return scratch.run({"verify", "p.touchstone", "--json"}).json().at("missing_media");
}

TEST(Relink, FindsAMovedFolderAndSaysHowMany)
{
    const Scratch scratch;
    makePictures(scratch);
    fs::create_directories(scratch / "far");
    fs::rename(scratch / "in", scratch / "far/new");
    EXPECT_EQ(missingOf(scratch), 3);
    const Outcome found = scratch.run({"relink", "p.touchstone", "far", "--json"});
    ASSERT_EQ(found.code, 0) << found.out << found.err;
    EXPECT_EQ(found.json().at("missing"), 3);
    EXPECT_EQ(found.json().at("found"), 3);
    EXPECT_EQ(found.json().at("still_missing"), 0);
    EXPECT_EQ(missingOf(scratch), 0);
    const Outcome again = scratch.run({"relink", "p.touchstone", "far"});
    EXPECT_EQ(again.code, 0);
    EXPECT_EQ(again.out, "No picture is missing.\n");
}

TEST(Relink, NamesWhatStaysMissing)
{
    const Scratch scratch;
    makePictures(scratch);
    fs::create_directories(scratch / "other");
    fs::rename(scratch / "in/a.bmp", scratch / "other/a.bmp");
    fs::remove(scratch / "in/b.bmp");
    scratch.write("other/b.bmp", bmp(99, 6, 2));
    const Outcome found = scratch.run({"relink", "p.touchstone", "other", "--json"});
    ASSERT_EQ(found.code, 1) << found.out << found.err;
    EXPECT_EQ(found.json().at("found"), 1);
    EXPECT_EQ(found.json().at("by_name"), 1);
    EXPECT_EQ(found.json().at("not_found").at(0).at("path"), "b.bmp");
    EXPECT_EQ(found.json().at("not_found").at(0).at("reason"), "files of this name have other content");
    EXPECT_EQ(missingOf(scratch), 1);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Relink, ChangesNothingWhereNothingIsFound)
{
    const Scratch scratch;
    makePictures(scratch);
    fs::remove_all(scratch / "in");
    fs::create_directories(scratch / "empty");
    const std::string before = stateOf(scratch);
    EXPECT_EQ(scratch.run({"relink", "p.touchstone", "empty"}).code, 1);
    EXPECT_EQ(scratch.run({"relink", "p.touchstone", "nowhere"}).code, 2);
    EXPECT_EQ(stateOf(scratch), before);
}

} // namespace
