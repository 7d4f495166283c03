#include "touchstone/formats/exchange.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::pngHeader;
using test::Scratch;

class Exchange : public testing::Test {
  protected:
    void SetUp() override
    {
        auto made = Project::create(scratch.path() / "p.touchstone", "p", "me");
        ASSERT_TRUE(made.ok());
        project = std::move(*made);
    }
    std::vector<Item> items()
    {
        auto reader = project->reader();
        std::vector<Item> all;
        const auto keys = *(*reader)->itemKeys();
        for (const std::int64_t key : keys) {
            all.push_back(*(*reader)->item(key));
        }
        return all;
    }
    static std::string coco(const std::vector<std::string>& names, const std::string& annotations = "")
    {
        std::string images;
        for (std::size_t i = 0; i < names.size(); ++i) {
            images += (i ? "," : "") + std::string("{\"id\":") + std::to_string(i + 1) +
                      ",\"width\":40,\"height\":30,\"file_name\":\"" + names[i] + "\"}";
        }
        return "{\"images\":[" + images + "],\"categories\":[{\"id\":1,\"name\":\"x\"}],\"annotations\":[" +
               (annotations.empty() ? R"({"id":1,"image_id":1,"category_id":1,"bbox":[0,0,1,1],"iscrowd":0})"
                                    : annotations) +
               "]}";
    }
    Result<ExchangeReport> import(const fs::path& file, const ImportOptions& options = {})
    {
        return importFile(*project, file, options, progress);
    }
    ImportOptions withImages(const std::string& folder) const
    {
        ImportOptions options;
        options.images = scratch.path() / folder;
        return options;
    }
    std::string exported()
    {
        const auto done = exportFile(*project, scratch.path() / "out.json", {"coco", "", false}, progress);
        EXPECT_TRUE(done.ok()) << (done ? "" : done.error().text());
        return test::readAll(scratch.path() / "out.json");
    }

    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

TEST_F(Exchange, ItemsComeInNaturalOrderAndFindTheirPictures)
{
    scratch.write("set/images/img2.png", pngHeader(40, 30));
    scratch.write("set/images/img10.png", pngHeader(30, 40));
    const auto report =
        import(scratch.write("set/annotations/a.json", coco({"img10.png", "img2.png", "img1.png"})));
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->missingFiles, 1);
    const auto all = items();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].path, "img1.png");
    EXPECT_EQ(all[1].path, "img2.png");
    EXPECT_EQ(all[2].path, "img10.png");
    EXPECT_TRUE(fs::exists(project->mediaPath(all[1])));
    EXPECT_EQ(all[2].width, 30); // what the picture is, not what the file says
    const auto noted = std::find_if(report->lines.begin(), report->lines.end(), [](const ReportLine& line) {
        return line.message.find("40 × 30") != std::string::npos;
    });
    EXPECT_NE(noted, report->lines.end());
    EXPECT_TRUE(report->isClean());
    // Stated sizes and names leave as they came.
    EXPECT_EQ(json::parse(exported())["images"],
              json::parse(coco({"img10.png", "img2.png", "img1.png"}))["images"]);
}

TEST_F(Exchange, PicturesThatWereAddedBeforeAreMetAgain)
{
    scratch.write("pics/sub/a.png", pngHeader(40, 30));
    scratch.write("pics/b.png", pngHeader(40, 30));
    ASSERT_TRUE(addFiles(*project, {scratch.path() / "pics"}, progress).ok());
    const auto report = import(scratch.write("a.json", coco({"a.png", "b.png"})), withImages("pics"));
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->items, 2);
    EXPECT_EQ(report->newItems, 0) << report->toJson();
    EXPECT_EQ(items().size(), 2U);
    EXPECT_EQ(json::parse(exported())["images"][0]["file_name"], "a.png");
}

TEST_F(Exchange, NothingOutsideTheRootIsTouched)
{
    scratch.write("secret.png", pngHeader(1, 1));
    scratch.write("set/images/ok.png", pngHeader(40, 30));
    const auto report =
        import(scratch.write("set/a.json", coco({"../secret.png", "ok.png"})), withImages("set/images"));
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->missingFiles, 1);
    EXPECT_EQ(report->repaired, 1);
    for (const Item& item : items()) {
        EXPECT_EQ(item.path.find(".."), std::string::npos);
    }
}

TEST_F(Exchange, ABrokenFileAddsNothing)
{
    const std::string good = coco({"a.png", "b.png"});
    const auto cut = import(scratch.write("cut.json", good.substr(0, good.size() - 4)));
    ASSERT_FALSE(cut.ok());
    EXPECT_EQ(cut.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(cut.error().text().find("cut.json:1:"), std::string::npos) << cut.error().text();
    EXPECT_TRUE(items().empty());
    EXPECT_TRUE(project->ontology()->labels.empty());
    EXPECT_FALSE(import(scratch / "none.json").ok());
    EXPECT_FALSE(import(scratch.write("empty.json", "")).ok());
    EXPECT_FALSE(import(scratch.write("words.txt", "hello")).ok());
    ImportOptions unknown;
    unknown.format = "nothing";
    EXPECT_FALSE(import(scratch.write("a.json", good), unknown).ok());
    EXPECT_FALSE(import(scratch.write("a.json", good), withImages("nowhere")).ok());
    SilentProgress stopped;
    stopped.cancel();
    const auto cancelled = importFile(*project, scratch / "a.json", {}, stopped);
    ASSERT_FALSE(cancelled.ok());
    EXPECT_EQ(cancelled.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(items().empty());
}

TEST_F(Exchange, LabelsCanBeLeftOut)
{
    ImportOptions options;
    options.addLabels = false;
    const auto report = import(scratch.write("a.json", coco({"a.png"})), options);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->annotations, 0);
    EXPECT_EQ(report->skipped, 1);
    const auto repaired = import(scratch.write("b.json", coco({"b.png"}, R"({"id":1.5,"image_id":1,"category_id":1})")),
                                 options);
    ASSERT_TRUE(repaired.ok()) << repaired.error().text();
    EXPECT_EQ(repaired->skipped, 1);
    EXPECT_EQ(repaired->repaired, 0) << "left out by the project, after the reader had mended its id";
    EXPECT_TRUE(project->ontology()->labels.empty());
    EXPECT_EQ(items().size(), 2U);
}

TEST_F(Exchange, TwoSourcesShareIdsAndTheClashIsNamed)
{
    ASSERT_TRUE(import(scratch.write("a.json", coco({"a.png"}))).ok());
    ASSERT_TRUE(import(scratch.write("b.json", coco({"b.png"}))).ok());
    const auto done = exportFile(*project, scratch.path() / "out.json", {"coco", "", false}, progress);
    ASSERT_TRUE(done.ok()) << done.error().text();
    const json out = json::parse(test::readAll(scratch.path() / "out.json"));
    EXPECT_EQ(out["images"][0]["id"], 1);
    EXPECT_EQ(out["images"][1]["id"], 2);
    EXPECT_EQ(out["annotations"][1]["id"], 2);
    EXPECT_EQ(out["annotations"][1]["image_id"], 2);
    EXPECT_EQ(out["categories"].size(), 1U);
    EXPECT_EQ(done->repaired, 2) << done->toJson();
    const auto layer = exportFile(*project, scratch.path() / "b_out.json", {"coco", "b", false}, progress);
    ASSERT_TRUE(layer.ok()) << layer.error().text();
    EXPECT_EQ(layer->annotations, 1);
    EXPECT_FALSE(
        exportFile(*project, scratch.path() / "c_out.json", {"coco", "nobody", false}, progress).ok());
}

TEST_F(Exchange, AFailedExportLeavesTheTargetAsItWas)
{
    ASSERT_TRUE(import(scratch.write("a.json", coco({"a.png"}))).ok());
    scratch.write("target.json", "old");
    SilentProgress stopped;
    EXPECT_FALSE(exportFile(*project, scratch / "target.json", {"nothing", "", false}, stopped).ok());
    EXPECT_FALSE(exportFile(*project, scratch / "no/such/folder.json", {"coco", "", false}, stopped).ok());
    EXPECT_EQ(test::readAll(scratch / "target.json"), "old");
    ASSERT_TRUE(exportFile(*project, scratch / "target.json", {"coco", "", false}, stopped).ok());
    EXPECT_EQ(json::parse(test::readAll(scratch / "target.json"))["annotations"].size(), 1U);
    for (const auto& entry : fs::directory_iterator(scratch.path())) {
        EXPECT_EQ(entry.path().string().find(".part"), std::string::npos);
    }
}

TEST_F(Exchange, APreviewTouchesNothing)
{
    scratch.write("b.png", pngHeader(40, 30));
    const auto preview = previewFile(scratch.write("a.json", coco({"a.png", "b.png"})), {}, 1, progress);
    ASSERT_TRUE(preview.ok()) << preview.error().text();
    EXPECT_EQ(preview->images, 2);
    EXPECT_EQ(preview->annotations, 1);
    EXPECT_EQ(preview->labels, std::vector<std::string>{"x"});
    ASSERT_EQ(preview->pictures.size(), 1U);
    ASSERT_EQ(preview->pictures[0].annotations.size(), 1U);
    EXPECT_EQ(preview->pictures[0].annotations[0].first, "x");
    EXPECT_TRUE(preview->pictures[0].file.empty());
    EXPECT_TRUE(items().empty());
}

TEST_F(Exchange, AddedFilesAreCheckedAndNamed)
{
    scratch.write("pics/b10.png", pngHeader(40, 30));
    scratch.write("pics/b9.jpg", pngHeader(50, 30)); // a PNG in spite of its name
    scratch.write("pics/empty.png", "");
    scratch.write("pics/noise.jpg", "this is text");
    scratch.write("pics/notes.md", "x");
    const auto report =
        addFiles(*project, {scratch.path() / "pics", scratch.path() / "pics/b10.png"}, progress);
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->newItems, 2);
    EXPECT_EQ(report->skipped, 2) << report->toJson();
    const auto all = items();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].path, "b9.jpg");
    EXPECT_EQ(all[0].width, 50);
    const auto again = addFiles(*project, {scratch.path() / "pics"}, progress);
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->nothingNew);
    EXPECT_EQ(items().size(), 2U);
    const auto missing = addFiles(*project, {scratch.path() / "nowhere"}, progress);
    ASSERT_TRUE(missing.ok());
    EXPECT_EQ(missing->skipped, 1);
}

TEST_F(Exchange, ReportsAreJson)
{
    const auto report = import(scratch.write(
        "a.json", coco({"a.png"}, R"({"id":1,"image_id":1,"category_id":1,"bbox":[NaN,0,1,1]})")));
    ASSERT_TRUE(report.ok()) << report.error().text();
    const json parsed = json::parse(report->toJson());
    EXPECT_EQ(parsed["skipped"], 1);
    EXPECT_EQ(parsed["format"], "coco");
    EXPECT_EQ(parsed["lines"].size(), 2U);
}

} // namespace
} // namespace touchstone
