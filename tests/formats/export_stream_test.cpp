#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/formats/project_source.h"
#include "core/store/connection.h"
#include "formats/scratch.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;
using test::Scratch;

/// A project whose annotations are read in several sets: rings of all spellings, runs, boxes, tags, attributes, and
/// images with edits among them.
class ExportStream : public testing::Test {
  protected:
    static constexpr int images = 40;

    void SetUp() override
    {
        auto made = Project::create(scratch.path() / "p.touchstone", "p", "me");
        ASSERT_TRUE(made.ok());
        project = std::move(*made);
        std::string text = R"({"categories":[{"id":1,"name":"x"}],"images":[)";
        for (int i = 0; i < images; ++i) {
            text += (i ? "," : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"file_name":"i)" +
                    std::to_string(i) + R"(.jpg","width":300,"height":200})";
        }
        text += R"(],"annotations":[)";
        const char* const forms[]{R"("segmentation":[[1.5,2.25,100,2,50.75,90]],"area":7.10,"bbox":[1.5,2,98.5,88])",
                                  R"("segmentation":[[1.0,2.0,100.0,2.0,50.0,90.0]])",
                                  R"("segmentation":[[1,2,100,2,50,90,1,2],[9,9,20,9,20,20,9,9]],"score":0.5)",
                                  R"("segmentation":[[1.0,2.0,200000.0,2.0,50.0,90.0,1.0,2.0]],"bbox":[1,2,null,3])",
                                  R"("segmentation":[[1,2,100,2,50,90],[1,2,3,4]],"attributes":{"a":1,"b":["x"]})",
                                  R"("segmentation":{"size":[200,300],"counts":[5,1000,58995]})",
                                  R"("bbox":[1,2,3.5,4.50],"keypoints":[1,2,2])", R"("iscrowd":0)"};
        for (int i = 0; i < 1'500; ++i) {
            text += (i ? "," : "") + std::string(R"({"id":)") + std::to_string(i + 1) + R"(,"image_id":)" +
                    std::to_string(i * 7 % images) + R"(,"category_id":1,)" + forms[i % 8] + '}';
        }
        const auto imported = importFile(*project, scratch.write("in.json", text + "]}"), {}, progress);
        ASSERT_TRUE(imported.ok()) << imported.error().text();
        ASSERT_EQ(imported->annotations, 1'500) << imported->toJson();
    }

    /// A work layer on every fourth image; in it one shape in three is moved.
    void editSome()
    {
        auto reader = project->reader();
        const std::vector<std::int64_t> keys = *(*reader)->itemKeys();
        for (std::size_t i = 0; i < keys.size(); i += 4) {
            const ItemId item = (*reader)->item(keys[i])->id;
            auto working = openWorkingLayer(*project, **reader, item);
            ASSERT_TRUE(working.ok()) << working.error().text();
            Edit edit{EditId::create(), {ScopeKind::Item, item}, "Move", "", {}};
            int n = 0;
            for (Annotation annotation : working->content.annotations()) {
                annotation.crowd = true;
                if (++n % 3 == 0) {
                    annotation.shape = translated(annotation.shape, {1, 1});
                }
                edit.changes.push_back(working->content.replacement(annotation));
            }
            ASSERT_TRUE(project->applyNow(Commit{edit, working->start}).ok());
        }
    }

    Scratch scratch;
    SilentProgress progress;
    std::unique_ptr<Project> project;
};

/// Never hands out texts of rings.
struct Decoded final : ExportSource {
    explicit Decoded(ExportSource& one) : source(one) {}
    std::optional<SourceRecord> top() const override { return source.top(); }
    Result<std::vector<Category>> categories() override { return source.categories(); }
    Result<void> forEachImage(const std::function<Result<void>(const Image&)>& visit) override
    {
        return source.forEachImage(visit);
    }
    Result<void> forEachAnnotation(Shapes, const std::function<Result<void>(const Entry&)>& visit) override
    {
        return source.forEachAnnotation(Shapes::Values, [&](const Entry& entry) {
            EXPECT_TRUE(entry.rings.empty());
            return visit(entry);
        });
    }
    Result<void>
    forEachPage(const std::function<Result<void>(const Image&, std::vector<Entry>&)>& visit) override
    {
        return source.forEachPage(visit);
    }
    Result<void> forEachText(const std::function<Result<void>(const Text&)>& visit) override
    {
        return source.forEachText(visit);
    }
    Result<std::int64_t> highestAnnotationId() override { return source.highestAnnotationId(); }
    std::int64_t imageCount() const override { return source.imageCount(); }
    std::int64_t annotationCount() const override { return source.annotationCount(); }
    ExportSource& source;
};

TEST_F(ExportStream, CopiedTextsSayWhatDecodedShapesSay)
{
    editSome();
    auto reader = project->reader();
    ExchangeReport report;
    std::vector<ReportLine> lines;
    ExportQuery query((*reader)->connection(), "coco", "");
    ProjectSource source(query, report, lines);
    Decoded decoded(source);
    const Format& coco = *findFormat("coco");
    ASSERT_TRUE(coco.write(source, scratch.path() / "texts.json", lines, progress).ok());
    EXPECT_EQ(report.annotations, 1'500);
    ASSERT_TRUE(coco.write(decoded, scratch.path() / "values.json", lines, progress).ok());
    const std::string texts = test::readAll(scratch.path() / "texts.json");
    EXPECT_EQ(texts, test::readAll(scratch.path() / "values.json"));
    int withText = 0;
    ASSERT_TRUE(source
                    .forEachAnnotation(ExportSource::Shapes::Texts,
                                       [&](const ExportSource::Entry& entry) {
                                           withText += entry.rings.empty() ? 0 : 1;
                                           return Result<void>();
                                       })
                    .ok());
    EXPECT_GT(withText, 800);
}

TEST_F(ExportStream, ACancelledExportLeavesNothingAndTheProjectGoesOn)
{
    struct Stops final : SilentProgress {
        void report(double, std::string_view what) override
        {
            if (what == "Writing annotations") {
                cancel();
            }
        }
    } stops;
    const fs::path folder = scratch.path() / "out";
    fs::create_directory(folder);
    const auto done = exportFile(*project, folder / "out.json", {"coco", "", false}, stops);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(fs::is_empty(folder));
    EXPECT_TRUE(exportFile(*project, folder / "out.json", {"coco", "", false}, progress).ok());
}

TEST_F(ExportStream, ADamagedShapeIsToldAndNotWritten)
{
    project.reset();
    {
        auto db = Connection::open(scratch.path() / "p.touchstone", Access::Write, false);
        db->run("UPDATE annotation_rev SET body='{\"polygon\":[[[1,2,3,4,5]]]}' WHERE annotation=1401");
    }
    auto opened = Project::open(scratch.path() / "p.touchstone", Project::Mode::ReadOnly, "me");
    ASSERT_TRUE(opened.ok()) << opened.error().text();
    const auto done = exportFile(**opened, scratch.path() / "out.json", {"coco", "", false}, progress);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, ErrorCode::Corrupt) << done.error().text();
    EXPECT_FALSE(fs::exists(scratch.path() / "out.json"));
}

} // namespace
} // namespace touchstone
