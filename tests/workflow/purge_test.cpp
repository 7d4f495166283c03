#include <chrono>
#include <thread>

#include "core/store/connection.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

/// What a crash left of a large import goes while the project is in use, and later if there was no time.
class PurgeTest : public ProjectTest {
  protected:
    static constexpr int count = 5'000;

    std::int64_t rows(const char* table)
    {
        return reader()->connection().number(("SELECT count(*) FROM " + std::string(table)).c_str());
    }
    std::string tables()
    {
        std::string text;
        for (const char* table : {"source", "medium", "item", "layer", "annotation", "annotation_rev",
                                  "annotation_record", "source_record", "tile", "label", "item_count", "label_item",
                                  "use_count", "layer_count", "task_count"})
            text += std::string(table) + ' ' + std::to_string(rows(table)) + '\n';
        return text;
    }
    static Annotation mask(std::uint32_t length)
    {
        Annotation annotation;
        annotation.shape = MaskShape{Shared<Mask>(maskFromRle({40, 30, {5, length, 1200 - 5 - length}}))};
        return annotation;
    }
    void fill(SourceWriter& writer, int items, const std::string& prefix)
    {
        const auto label = writer.label("car " + prefix);
        const auto root = writer.root(folder.path());
        for (int i = 0; i < items; ++i) {
            const auto item = writer.item({"image", *root, prefix + std::to_string(i) + ".png", 40, 30, 1, 9});
            ASSERT_TRUE(writer.itemRecord(item->key, {{}, std::int64_t{i}, i, R"({"a":1})", {}}));
            for (const std::uint32_t length : {10u, 20u + static_cast<std::uint32_t>(i)}) {
                Annotation annotation = mask(length % 1'000);
                annotation.label = *label;
                ASSERT_TRUE(writer.annotation(*writer.layer(item->key), annotation, {}));
            }
        }
    }
    static SourceRequest request(const std::string& name)
    {
        return {"coco", name, sha256(name), "{}", name, LayerRole::GroundTruth, true};
    }
    /// The project as it lies on the disk amid an import; what `tables` says without it.
    std::string crash()
    {
        {
            auto kept = project->beginSource(request("kept"));
            fill(*kept->writer, 3, "k");
            EXPECT_TRUE(kept->writer->publish("{}"));
        }
        const std::string before = tables();
        const fs::path away = folder / "away";
        fs::create_directory(away);
        {
            auto lost = project->beginSource(request("lost"));
            fill(*lost->writer, count, "l");
            EXPECT_TRUE(lost->writer->coveredTwice()); // all of it is with the writer
            project->flush();
            for (const char* suffix : {"", "-wal"})
                fs::copy_file(path().string() + suffix, away / ("test.touchstone" + std::string(suffix)));
        }
        project.reset();
        for (const char* suffix : {"", "-wal"})
            fs::rename(away / ("test.touchstone" + std::string(suffix)), path().string() + suffix);
        return before;
    }
    void waitUntilGone()
    {
        for (int i = 0; i < 600 && reader()->counts()->pendingRows > 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    void expectSound(std::int64_t pending = 0)
    {
        project.reset();
        SilentProgress progress;
        const auto verified = verifyProject(path(), progress);
        ASSERT_TRUE(verified) << verified.error().text();
        EXPECT_TRUE(verified->ok()) << verified->toJson();
        EXPECT_EQ(verified->pendingSources, pending);
    }
};

TEST_F(PurgeTest, WorkGoesOnBesideItAndTheNextOpeningGoesOnWithIt)
{
    const std::string before = crash();
    reopen();
    EXPECT_FALSE(project->isReadOnly());
    EXPECT_EQ(reader()->counts()->pendingRows, 1) << "the opening waited for all of it";
    EXPECT_EQ(reader()->itemKeys()->size(), 3u);
    // A tile that the lost import had too.
    WorkingLayer working = work(0);
    Annotation drawn = mask(777);
    drawn.id = AnnotationId::create();
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    const auto left = [&] { return rows("annotation") + rows("medium"); };
    const std::int64_t all = left();
    for (int i = 0; i < 600 && left() == all; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_LT(left(), all);
    expectSound(1);

    reopen();
    waitUntilGone();
    EXPECT_EQ(reader()->counts()->pendingRows, 0);
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, working.item.id}));
    EXPECT_EQ(work(0).content.annotations().size(), 2u);
    ASSERT_TRUE(project->redoNow({ScopeKind::Item, working.item.id}));
    EXPECT_EQ(work(0).content.annotations().size(), 3u);
    expectSound();
    reopen();
    EXPECT_EQ(rows("tile"), 5);
    EXPECT_EQ(rows("item"), 3);
    EXPECT_EQ(rows("source_record"), 3);
    EXPECT_NE(tables(), before) << "something was drawn meanwhile";
}

TEST_F(PurgeTest, AnotherImportWaitsForIt)
{
    const std::string before = crash();
    reopen();
    {
        auto start = project->beginSource(request("lost"));
        ASSERT_TRUE(start && start->writer);
        project->flush();
        EXPECT_EQ(rows("annotation"), 6);
    }
    EXPECT_EQ(tables(), before);
    expectSound();
}

} // namespace
} // namespace touchstone
