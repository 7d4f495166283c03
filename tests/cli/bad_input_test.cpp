// Files and folders that no tool expects: each answers in a moment, with a message that names it and the exit code
// that docs/decisions/0005 promises, and leaves the project as it was.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;
namespace fs = std::filesystem;

namespace {

TEST(BadInput, PipesDevicesAndRingsAsArguments)
{
    const Scratch scratch;
    makeProject(scratch);
    ASSERT_EQ(mkfifo((scratch / "pipe.png").c_str(), 0600), 0);
    ASSERT_EQ(mkfifo((scratch / "pipe.json").c_str(), 0600), 0);
    fs::create_symlink("ring.png", scratch / "ring.png");
    fs::create_symlink("/dev/zero", scratch / "zero.json");
    fs::create_symlink("/dev/zero", scratch / "zero.png");
    const std::string before = stateOf(scratch);
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"add", "p.touchstone", "pipe.png"}, {"add", "p.touchstone", "ring.png"},
          {"add", "p.touchstone", "zero.png"}, {"import", "p.touchstone", "pipe.json"},
          {"import", "p.touchstone", "zero.json"}, {"import", "p.touchstone", "."}, {"info", "pipe.json"},
          {"info", "zero.json"}, {"verify", "pipe.json"}, {"new", "n.touchstone", "--ontology", "pipe.json"},
          {"new", "n.touchstone", "--ontology", "zero.json"}}) {
        const Outcome outcome = scratch.run(command);
        EXPECT_EQ(outcome.code, 2) << command[0] << ' ' << command.back() << outcome.out << outcome.err;
        EXPECT_FALSE(outcome.err.empty());
    }
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(BadInput, Utf16IsToBeSavedAsUtf8)
{
    const Scratch scratch;
    makeProject(scratch);
    const std::string text = R"({"images": [], "annotations": [], "categories": []})";
    for (const bool marked : {true, false}) {
        std::string wide = marked ? "\xff\xfe" : "";
        for (const char character : text)
            wide += {character, '\0'};
        scratch.write("wide.json", wide);
        const Outcome outcome = scratch.run({"import", "p.touchstone", "wide.json"});
        EXPECT_EQ(outcome.code, 2);
        EXPECT_NE(outcome.err.find("wide.json"), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find("UTF-8"), std::string::npos) << outcome.err;
    }
}

TEST(BadInput, OddNamesAreShownWithoutTheirControlCharacters)
{
    const Scratch scratch;
    makeProject(scratch);
    scratch.write("odd/new\nline.bmp", bmp(8, 6));
    scratch.write("odd/\x1b[31mred.bmp", bmp(8, 6));
    scratch.write("odd/\xff\xfe.bmp", bmp(8, 6));
    scratch.write("odd/\xe2\x80\xaetfel.bmp", bmp(8, 6));
    fs::create_symlink("..", scratch / "odd/up");
    fs::create_symlink("nothing", scratch / "odd/lost.png");
    const Outcome added = scratch.run({"add", "p.touchstone", "odd"});
    EXPECT_EQ(added.code, 1) << added.out << added.err;
    EXPECT_NE(added.out.find("not UTF-8"), std::string::npos) << added.out;
    EXPECT_NE(added.out.find("lost.png"), std::string::npos) << added.out;
    for (const Outcome& outcome : {added, scratch.run({"info", "p.touchstone"}), scratch.run({"log", "p.touchstone"})})
        EXPECT_EQ((outcome.out + outcome.err).find('\x1b'), std::string::npos);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
    EXPECT_EQ(scratch.run({"export", "p.touchstone", "o.json", "--format", "coco"}).code, 0);
}

TEST(BadInput, PathsThatLeaveTheFolderStayInIt)
{
    const Scratch scratch;
    scratch.write("x.png", "outside");
    std::string images;
    int id = 0;
    for (const std::string& name : {std::string("../../x.png"), std::string("/etc/passwd"), std::string("//host/share/a.png"),
                                    std::string("\\\\\\\\host\\\\share\\\\b.png"), std::string("C:\\\\c.png"),
                                    std::string(5000, 'd'), std::string("..")})
        images += (images.empty() ? "{\"id\":" : ",{\"id\":") + std::to_string(++id) + ",\"file_name\":\"" + name + "\"}";
    scratch.write("in/a.json", "{\"images\":[" + images + "],\"categories\":[],\"annotations\":[]}");
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome imported = scratch.run({"import", "p.touchstone", "in/a.json", "--json"});
    EXPECT_EQ(imported.code, 1) << imported.out << imported.err;
    const std::string paths = queryText(scratch / "p.touchstone", "SELECT path FROM medium");
    EXPECT_EQ(paths.find(".."), std::string::npos) << paths;
    EXPECT_EQ(paths.find("//"), std::string::npos) << paths;
    EXPECT_EQ(imported.json().at("skipped"), 2) << imported.out;
}

TEST(BadInput, APictureThatCannotBeShownIsAddedAndSaysSo)
{
    const Scratch scratch;
    std::string huge = bmp(1, 1);
    for (const std::size_t at : {18, 22})
        huge.replace(at, 4, std::string("\x20\x4e\0\0", 4)); // 20,000
    scratch.write("in/huge.bmp", huge);
    scratch.write("in/good.bmp", bmp(8, 6));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome added = scratch.run({"add", "p.touchstone", "in"});
    EXPECT_EQ(added.code, 0) << added.out << added.err;
    EXPECT_NE(added.out.find("huge.bmp"), std::string::npos) << added.out;
    EXPECT_NE(added.out.find("cannot be shown"), std::string::npos) << added.out;
}

TEST(BadInput, AFolderOfManyFilesWithBadOnesAmongThem)
{
    const bool longForm = std::getenv("TOUCHSTONE_LONG") != nullptr;
    const int count = longForm ? 100000 : 3000;
    const Scratch scratch;
    scratch.write("in/0.bmp", bmp(8, 6));
    scratch.write("bad.bmp", "not a picture");
    for (int i = 1; i < count; ++i)
        fs::create_hard_link(i % 100 == 0 ? scratch / "bad.bmp" : scratch / "in/0.bmp",
                             scratch / ("in/" + std::to_string(i) + ".bmp"));
    for (int i = 0; i < 50; ++i)
        fs::create_symlink("nothing", scratch / ("in/lost" + std::to_string(i) + ".bmp"));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome added = scratch.run({"add", "p.touchstone", "in", "--json"});
    EXPECT_EQ(added.code, 1) << added.err;
    const int bad = (count - 1) / 100;
    EXPECT_EQ(added.json().at("new_items"), count - bad);
    EXPECT_EQ(added.json().at("skipped"), bad + 50);
}

} // namespace
