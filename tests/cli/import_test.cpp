#include <gtest/gtest.h>

#include "cli/inputs.h"
#include "cli/touchstone_cli.h"

using namespace clitest;

namespace {

nlohmann::json infoOf(const Scratch& scratch)
{
    return scratch.run({"info", "p.touchstone", "--json"}).json();
}

Outcome importText(const Scratch& scratch, const std::string& text)
{
    scratch.write("b.json", text);
    return scratch.run({"import", "p.touchstone", "b.json", "--json"});
}

TEST(Import, CountsWhatCameIn)
{
    const Scratch scratch;
    makeProject(scratch);
    const nlohmann::json info = infoOf(scratch);
    EXPECT_EQ(info.at("items").at("image"), 1);
    EXPECT_EQ(info.at("items").at("text"), 0);
    EXPECT_EQ(info.at("annotations").at("total"), 1);
    EXPECT_EQ(info.at("annotations").at("by_shape").at("box"), 1);
    EXPECT_EQ(info.at("annotations").at("by_label").at("car"), 1);
    EXPECT_EQ(info.at("relations"), 0);
    EXPECT_EQ(info.at("tasks").at("by_state").at("unassigned"), 1);
    ASSERT_EQ(info.at("layers").size(), 1U);
    EXPECT_EQ(info.at("layers")[0].at("role"), "ground-truth");
    EXPECT_EQ(info.at("layers")[0].at("author"), "a");
}

TEST(Import, AGroupIsCountedByItselfAndNotAsAnObject)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("a.json", R"({"version":"5.4.1","flags":{},"shapes":[
        {"label":"car","points":[[1,2],[9,9]],"group_id":7,"shape_type":"rectangle","flags":{}},
        {"label":"wheel","points":[[2,3]],"group_id":7,"shape_type":"point","flags":{}}],
        "imagePath":"a.jpg","imageData":null,"imageHeight":20,"imageWidth":30})");
    ASSERT_EQ(scratch.run({"import", "p.touchstone", "a.json"}).code, 0);
    const nlohmann::json info = infoOf(scratch);
    EXPECT_EQ(info.at("relations"), 1);
    EXPECT_EQ(info.at("annotations").at("total"), 2);
    EXPECT_EQ(info.at("annotations").at("by_shape"), (nlohmann::json{{"box", 1}, {"point", 1}}));
    EXPECT_EQ(info.at("annotations").at("by_label"), (nlohmann::json{{"car", 1}, {"wheel", 1}}));
}

TEST(Import, TheSameFileTwiceAddsNothing)
{
    const Scratch scratch;
    makeProject(scratch);
    const std::string before = stateOf(scratch);
    const Outcome again = scratch.run({"import", "p.touchstone", "a.json", "--images", "images", "--json"});
    EXPECT_EQ(again.code, 0);
    EXPECT_TRUE(again.json().at("nothing_new").get<bool>());
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(Import, WorksWithoutThePictures)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome outcome = importText(scratch, coco(box(1, 1, 2, 3, 4)));
    EXPECT_EQ(outcome.code, 0) << outcome.out;
    EXPECT_EQ(outcome.json().at("missing_files"), 1);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Import, APredictionIsALayerThatIsNotCounted)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("b.json", coco(box(1, 1, 2, 3, 4)));
    ASSERT_EQ(
        scratch.run({"import", "p.touchstone", "b.json", "--as", "prediction", "--author", "net 3"}).code, 0);
    const nlohmann::json info = infoOf(scratch);
    EXPECT_EQ(info.at("annotations").at("total"), 0);
    ASSERT_EQ(info.at("layers").size(), 1U);
    EXPECT_EQ(info.at("layers")[0].at("role"), "prediction");
    EXPECT_EQ(info.at("layers")[0].at("author"), "net 3");
    EXPECT_EQ(info.at("layers")[0].at("annotations"), 1);
}

TEST(Import, LabelsSkipLeavesUnknownLabelsOut)
{
    const Scratch scratch;
    makeProject(scratch);
    scratch.write("b.json", coco(box(1, 1, 2, 3, 4), "zebra"));
    const Outcome outcome = scratch.run({"import", "p.touchstone", "b.json", "--labels", "skip", "--json"});
    EXPECT_EQ(outcome.code, 1) << outcome.out;
    EXPECT_GE(outcome.json().at("skipped"), 1);
    EXPECT_NE(outcome.out.find("zebra"), std::string::npos);
    EXPECT_FALSE(infoOf(scratch).at("annotations").at("by_label").contains("zebra"));
}

TEST(Import, ABadRecordCostsItselfAlone)
{
    const std::string good = box(1, 1, 2, 3, 4) + ",";
    const std::string head = R"({"id":2,"image_id":1,"category_id":1,)";
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"NaN", head + R"("bbox":[NaN,1,2,3]})"},
        {"duplicate id", box(1, 5, 5, 6, 6)},
        {"no image", R"({"id":2,"image_id":99,"category_id":1,"bbox":[1,1,2,3]})"},
        {"no category", R"({"id":2,"image_id":1,"category_id":99,"bbox":[1,1,2,3]})"},
        {"odd polygon", head + R"("segmentation":[[1,1,2,2,3]]})"},
        {"two points", head + R"("segmentation":[[1,1,2,2]]})"},
        {"RLE sum", head + R"("segmentation":{"size":[48,64],"counts":[5,5]}})"},
        {"RLE text", head + R"("segmentation":{"size":[48,64],"counts":"~~~"}})"},
        {"RLE huge", head + R"("segmentation":{"size":[2000000000,2000000000],"counts":"0"}})"},
        {"box of text", head + R"("bbox":["a",1,2,3]})"},
        {"short box", head + R"("bbox":[1,2,3]})"},
    };
    for (const auto& [what, record] : bad) {
        const Scratch scratch;
        ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
        const Outcome outcome = importText(scratch, coco(good + record));
        EXPECT_EQ(outcome.code, 1) << what << ": " << outcome.out << outcome.err;
        EXPECT_NE(outcome.out.find("b.json"), std::string::npos) << what << " names the file";
        EXPECT_GE(infoOf(scratch).at("annotations").at("total"), 1) << what;
        EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0) << what;
    }
}

TEST(Import, PathsNeverLeaveTheImageFolder)
{
    for (const char* stated : {"../../secret.bmp", "/etc/passwd", "C:\\\\secret.bmp", "a/../../secret.bmp"}) {
        const Scratch scratch;
        scratch.write("secret.bmp", bmp(64, 48));
        scratch.write("data/images/ok.bmp", bmp(64, 48));
        scratch.write(
            "data/b.json",
            std::string(R"({"images":[{"id":1,"file_name":")") + stated +
                R"(","width":64,"height":48},{"id":2,"file_name":"ok.bmp","width":64,"height":48}],)" +
                R"("categories":[{"id":1,"name":"car"}],"annotations":[)" + box(1, 1, 1, 5, 5) +
                R"(,{"id":2,"image_id":2,"category_id":1,"bbox":[1,1,2,2]}]})");
        ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
        const Outcome outcome =
            scratch.run({"import", "p.touchstone", "data/b.json", "--images", "data/images", "--json"});
        EXPECT_EQ(outcome.code, 1) << stated << outcome.out << outcome.err;
        EXPECT_GE(infoOf(scratch).at("annotations").at("total"), 1) << stated;
        const std::string paths = queryText(scratch / "p.touchstone", "SELECT path FROM medium");
        EXPECT_EQ(paths.find(".."), std::string::npos) << stated << paths;
        EXPECT_EQ(paths.find(":"), std::string::npos) << stated << paths;
        EXPECT_EQ(("\n" + paths).find("\n/"), std::string::npos) << stated << paths;
        EXPECT_NE(paths.find("ok.bmp"), std::string::npos) << stated << paths;
    }
}

TEST(Import, AnUnusableFileChangesNothing)
{
    const Scratch scratch;
    makeProject(scratch);
    const std::string before = stateOf(scratch);
    const std::string whole = coco(box(1, 1, 2, 3, 4));
    std::string deep = R"({"images":)";
    deep.append(300000, '[');
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"empty", ""},
        {"truncated", whole.substr(0, whole.size() - 20)},
        {"not JSON", "hello"},
        {"deep", deep},
        {"a number", "42"},
        {"binary", std::string("\0\1\2\3", 4)},
        {"other JSON", R"({"name": "package", "version": 3})"},
    };
    for (const auto& [what, text] : bad) {
        const Outcome outcome = importText(scratch, text);
        EXPECT_EQ(outcome.code, 2) << what << outcome.out << outcome.err;
        EXPECT_NE(outcome.json().at("error").dump().find("b.json"), std::string::npos) << what << outcome.out;
        EXPECT_EQ(stateOf(scratch), before) << what;
    }
    EXPECT_EQ(scratch.run({"import", "p.touchstone", "none.json"}).code, 2);
    EXPECT_EQ(scratch.run({"import", "p.touchstone", "images"}).code, 2);
    EXPECT_EQ(scratch.run({"import", "p.touchstone", "a.json", "--format", "nonsense"}).code, 2);
    EXPECT_EQ(scratch.run({"import", "p.touchstone", "a.json", "--images", "none"}).code, 2);
    EXPECT_EQ(stateOf(scratch), before);
}

TEST(Import, InvalidUtf8NeverGetsIntoTheProject)
{
    const Scratch scratch;
    makeProject(scratch);
    const Outcome outcome = importText(scratch, coco(box(1, 1, 2, 3, 4), "caf\xE9"));
    EXPECT_TRUE(outcome.code == 1 || outcome.code == 2) << outcome.out;
    outcome.json();
    const nlohmann::json labels = infoOf(scratch).at("annotations").at("by_label");
    for (const auto& [label, count] : labels.items()) {
        EXPECT_EQ(label.find('\xE9'), std::string::npos);
        EXPECT_EQ(label.find("\xEF\xBF\xBD"), std::string::npos) << "nothing is substituted silently";
    }
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

TEST(Import, HostileLabelNamesAreJustNames)
{
    const std::vector<std::pair<std::string, std::string>> names = {
        {R"(say \"hi\")", "say \"hi\""},
        {"'; DROP TABLE label; --", "'; DROP TABLE label; --"},
        {"<b>bold</b><script>alert(1)</script>", "<b>bold</b><script>alert(1)</script>"},
        {R"(\u65e5\u672c\u8a9e \ud83d\ude97)", "日本語 🚗"},
        {"%s%n%d", "%s%n%d"},
    };
    for (const auto& [json, name] : names) {
        const Scratch scratch;
        ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
        const Outcome outcome = importText(scratch, coco(box(1, 1, 2, 3, 4), json));
        EXPECT_EQ(outcome.code, 0) << name << outcome.out << outcome.err;
        EXPECT_EQ(infoOf(scratch).at("annotations").at("by_label"), (nlohmann::json{{name, 1}}));
        EXPECT_NE(scratch.run({"info", "p.touchstone"}).out.find(name), std::string::npos);
        ASSERT_EQ(scratch.run({"export", "p.touchstone", "out.json", "--format", "coco"}).code, 0) << name;
        EXPECT_EQ(nlohmann::json::parse(readBytes(scratch / "out.json")).at("categories")[0].at("name"),
                  name);
    }
}

TEST(Import, ControlCharactersNeverReachTheTerminal)
{
    const Scratch scratch;
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    scratch.write("b.json", coco(box(1, 1, 2, 3, 4), R"(two\nlines \u001b[31mred \u202e)"));
    const Outcome outcome = scratch.run({"import", "p.touchstone", "b.json"});
    EXPECT_LE(outcome.code, 2);
    const std::string shown = outcome.out + outcome.err + scratch.run({"info", "p.touchstone"}).out +
                              scratch.run({"log", "p.touchstone"}).out;
    EXPECT_EQ(shown.find('\x1b'), std::string::npos);
    EXPECT_EQ(shown.find("two\nlines"), std::string::npos);
    EXPECT_EQ(shown.find("\u202e"), std::string::npos);
    EXPECT_EQ(scratch.run({"verify", "p.touchstone"}).code, 0);
}

} // namespace
