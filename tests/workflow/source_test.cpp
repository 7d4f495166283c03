#include "core/store/connection.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/geometry/rle.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

class SourceTest : public ProjectTest {
  protected:
    SourceRequest request(const std::string& content, bool continueFrom = true)
    {
        return {"coco", "truth.json", sha256(content), "{}", "truth", LayerRole::GroundTruth, continueFrom};
    }
    /// One box on each of the first `count` items.
    void import(const SourceRequest& what, int count)
    {
        auto start = project->beginSource(what);
        ASSERT_TRUE(start && start->writer);
        SourceWriter& writer = *start->writer;
        const auto label = writer.label("car");
        ASSERT_TRUE(label);
        const auto root = writer.root(folder.path());
        for (int i = 0; i < count; ++i) {
            const auto item = writer.item({"image", *root, "img" + std::to_string(i) + ".png", 640, 480, 1, 9});
            ASSERT_TRUE(item);
            Annotation annotation = box(*label, i);
            annotation.id = {};
            const auto added = writer.annotation(*writer.layer(item->key), annotation,
                                                 {{}, std::int64_t{100 + i}, i, R"({"extra":1})", R"({"area":5})"});
            ASSERT_TRUE(added) << added.error().text();
        }
        const auto published = writer.publish(R"({"n":1})");
        ASSERT_TRUE(published) << published.error().text();
    }
};

TEST_F(SourceTest, PublishedGroundTruthIsShownAndTheFirstEditMakesItMine)
{
    import(request("a"), 3);
    WorkingLayer working = work(0);
    ASSERT_TRUE(working.start);
    EXPECT_EQ(working.shownFrom, "truth");
    ASSERT_EQ(working.content.annotations().size(), 1u);
    Annotation moved = working.content.annotations().front();
    moved.shape = BoxShape{{99, 0, 5, 5}};
    const auto applied = apply(working, "Move", {working.content.replacement(moved)});
    ASSERT_TRUE(applied) << applied.error().text();

    const WorkingLayer mine = work(0);
    EXPECT_FALSE(mine.start);
    EXPECT_TRUE(mine.shownFrom.empty());
    EXPECT_EQ(mine.content.annotations().front(), moved);
    const auto layers = reader()->layersOf(itemAt(0));
    ASSERT_TRUE(layers);
    EXPECT_EQ(layers->size(), 2u);
    EXPECT_EQ(reader()->effectiveLayer(itemAt(0)).value()->layer.role, LayerRole::Work);
    EXPECT_EQ(reader()->effectiveLayer(itemAt(1)).value()->layer.role, LayerRole::GroundTruth);
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, itemAt(0)}));
    EXPECT_EQ(std::get<BoxShape>(work(0).content.annotations().front().shape).rect.x, 0);
}

TEST_F(SourceTest, GroundTruthToCompareWithIsNotShown)
{
    import(request("a", false), 1);
    EXPECT_TRUE(work(0).content.isEmpty());
    EXPECT_EQ(reader()->counts()->total, 1);
}

TEST_F(SourceTest, NothingIsVisibleBeforePublishing)
{
    auto start = project->beginSource(request("a"));
    ASSERT_TRUE(start && start->writer);
    const auto root = start->writer->root(folder.path());
    for (int i = 0; i < 700; ++i) {
        const auto item = start->writer->item({"image", *root, std::to_string(i), 1, 1, 1, 1});
        const auto added = start->writer->annotation(*start->writer->layer(item->key),
                                                     box(*start->writer->label("car")), {});
        ASSERT_TRUE(added);
    }
    project->flush();
    EXPECT_TRUE(reader()->itemKeys()->empty());
    EXPECT_TRUE(reader()->ontology()->labels.empty());
    start->writer.reset();
    const auto counts = reader()->counts();
    EXPECT_EQ(counts->pendingRows, 0);
    EXPECT_TRUE(counts->layers.empty());
    EXPECT_TRUE(project->ontology()->labels.empty());
}

TEST_F(SourceTest, TheSameSourceAgainAddsNothing)
{
    import(request("a"), 2);
    const auto again = project->beginSource(request("a"));
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->writer);
    EXPECT_TRUE(again->existing);
    const auto changed = project->beginSource(request("b"));
    ASSERT_TRUE(changed);
    EXPECT_TRUE(changed->writer);
}

TEST_F(SourceTest, UndoRetiresRedoRestoresAndImportingAgainRestores)
{
    import(request("a"), 2);
    const Scope data{ScopeKind::Data, {}};
    for (int round = 0; round < 2; ++round) {
        const auto undone = project->undoNow(data);
        ASSERT_TRUE(undone) << undone.error().text();
        EXPECT_TRUE(reader()->itemKeys()->empty());
        EXPECT_TRUE(project->ontology()->labels.empty());
        ASSERT_TRUE(project->redoNow(data));
        EXPECT_EQ(reader()->itemKeys()->size(), 2u);
        EXPECT_EQ(project->ontology()->labels.size(), 1u);
    }
    ASSERT_TRUE(project->undoNow(data));
    const auto restored = project->beginSource(request("a"));
    ASSERT_TRUE(restored) << restored.error().text();
    EXPECT_TRUE(restored->existing);
    EXPECT_EQ(reader()->itemKeys()->size(), 2u);
    EXPECT_EQ(project->ontology()->labels.size(), 1u);
    EXPECT_EQ(work(0).content.annotations().size(), 1u);
}

TEST_F(SourceTest, UndoOfAnImportIsRefusedWhenWorkStandsOnIt)
{
    import(request("a"), 2);
    WorkingLayer working = work(1);
    ASSERT_TRUE(apply(working, "Delete", {working.content.removal(working.content.annotations().front().id)}));
    const auto refused = project->undoNow({ScopeKind::Data, {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);
    EXPECT_NE(refused.error().message.find("img1.png"), std::string::npos);
    EXPECT_EQ(reader()->itemKeys()->size(), 2u);
}

TEST_F(SourceTest, ImportsMeetOnTheSameItems)
{
    addItems(3);
    import(request("a"), 3);
    EXPECT_EQ(reader()->itemKeys()->size(), 3u);
    auto unlocated = project->beginSource(request("c"));
    const auto root = unlocated->writer->root({});
    const auto same = unlocated->writer->item({"image", *root, "img1.png", 640, 480, 0, 0});
    ASSERT_TRUE(same);
    EXPECT_FALSE(same->created);
    const auto other = unlocated->writer->item({"image", *root, "img1.png", 64, 48, 0, 0});
    EXPECT_TRUE(other->created);
}

TEST_F(SourceTest, PicturesThatTurnUpLaterAreTheSameItems)
{
    auto bare = project->beginSource(request("a"));
    const auto nowhere = bare->writer->root({});
    ASSERT_TRUE(bare->writer->item({"image", *nowhere, "a.jpg", 640, 480, 0, 0}));
    ASSERT_TRUE(bare->writer->publish("{}"));
    bare->writer.reset();
    const Item before = *reader()->item(reader()->itemKeys()->front());
    EXPECT_TRUE(project->mediaPath(before).empty());

    auto located = project->beginSource(request("b"));
    const auto root = located->writer->root(folder.path());
    const auto same = located->writer->item({"image", *root, "a.jpg", 640, 480, 1, 9});
    ASSERT_TRUE(same);
    EXPECT_FALSE(same->created);
    const auto other = located->writer->item({"image", *root, "b.jpg", 640, 480, 1, 9});
    EXPECT_TRUE(other->created);
    ASSERT_TRUE(located->writer->publish("{}"));
    located->writer.reset();
    EXPECT_EQ(reader()->itemKeys()->size(), 2u);
    EXPECT_EQ(project->mediaPath(before), std::filesystem::canonical(folder.path()) / "a.jpg");
}

TEST_F(SourceTest, EqualNamesOfDifferentSizesAreDifferentPictures)
{
    for (const int width : {100, 640}) {
        auto start = project->beginSource(request(std::to_string(width)));
        const auto root = start->writer->root({});
        const auto item = start->writer->item({"image", *root, "a.jpg", width, 80, 0, 0});
        ASSERT_TRUE(item) << item.error().text();
        EXPECT_TRUE(item->created);
        ASSERT_TRUE(start->writer->publish("{}"));
    }
    EXPECT_EQ(reader()->itemKeys()->size(), 2u);
}

TEST_F(SourceTest, ACorrectedFileComesInAfterTheFirstWasTakenBack)
{
    import(request("a"), 2);
    ASSERT_TRUE(project->undoNow({ScopeKind::Data, {}}));
    import(request("corrected"), 2);
    EXPECT_EQ(reader()->itemKeys()->size(), 2u);
    EXPECT_EQ(reader()->counts()->total, 2);
}

TEST_F(SourceTest, WorkThatWasTakenBackDoesNotHoldAnImport)
{
    import(request("a"), 2);
    WorkingLayer working = work(0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(project->ontology()->labels.front().id))}));
    EXPECT_FALSE(project->undoNow({ScopeKind::Data, {}}));
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, itemAt(0)}));
    const auto undone = project->undoNow({ScopeKind::Data, {}});
    ASSERT_TRUE(undone) << undone.error().text();
    EXPECT_TRUE(reader()->itemKeys()->empty());
}

TEST_F(SourceTest, OneAdditionAtATime)
{
    auto first = project->beginSource(request("a"));
    ASSERT_TRUE(first && first->writer);
    const auto second = project->beginSource(request("b"));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Refused);
    first->writer.reset();
    EXPECT_TRUE(project->beginSource(request("b")));
}

TEST_F(SourceTest, ALabelMadeDuringAnImportIsNotDoubled)
{
    auto start = project->beginSource(request("a"));
    const auto imported = start->writer->label("car");
    const LabelId mine = addLabel("car");
    ASSERT_TRUE(start->writer->publish("{}"));
    EXPECT_EQ(project->ontology()->resolve(*imported)->id, mine);
    EXPECT_EQ(project->ontology()->findByName("car")->id, mine);
}

TEST_F(SourceTest, WhatIsOnlyComparedDoesNotPushOutWhatIsShown)
{
    import(request("truth"), 1);
    import(request("other", false), 1);
    const auto shown = reader()->shownLayer(itemAt(0), project->me());
    EXPECT_EQ((*shown)->layer.id, reader()->effectiveLayer(itemAt(0)).value()->layer.id);
    EXPECT_EQ(reader()->counts()->total, 1);
}

TEST_F(SourceTest, EditingGoesOnDuringAnImport)
{
    addItems(1);
    const LabelId car = addLabel("car");
    auto start = project->beginSource(request("a"));
    const auto root = start->writer->root(folder.path());
    WorkingLayer working = work(0);
    for (int i = 0; i < 3000; ++i) {
        const auto item = i % 100 == 0 ? start->writer->item({"image", *root, std::to_string(i), 1, 1, 1, 1})
                                       : start->writer->item({"image", *root, "0", 1, 1, 1, 1});
        const auto added = start->writer->annotation(*start->writer->layer(item->key), box(car), {});
        ASSERT_TRUE(added);
        if (i % 500 == 0) {
            ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car, i))}));
        }
    }
    ASSERT_TRUE(start->writer->publish("{}"));
    start->writer.reset();
    EXPECT_EQ(work(0).content.annotations().size(), 6u);
    EXPECT_EQ(reader()->counts()->total, 3006);
}

TEST_F(SourceTest, WhatAGivenUpImportBroughtIsGoneWithItsMaskTiles)
{
    const auto mask = [](std::uint32_t length) {
        Annotation annotation;
        annotation.shape = MaskShape{Shared<Mask>(maskFromRle({40, 30, {5, length, 1200 - 5 - length}}))};
        return annotation;
    };
    const auto tables = [&] {
        const auto db = reader();
        std::string text;
        for (const char* table : {"source", "medium", "item", "task", "layer", "annotation", "annotation_rev",
                                  "annotation_record", "source_record", "tile", "label", "root", "item_count",
                                  "label_item", "use_count", "layer_count", "task_count"})
            text += std::string(table) + ' ' +
                    std::to_string(db->connection().number(("SELECT count(*) FROM " + std::string(table)).c_str())) + '\n';
        return text;
    };
    const auto fill = [&](SourceWriter& writer, int count, const std::string& prefix) {
        const auto label = writer.label("car " + prefix);
        const auto root = writer.root(folder.path());
        for (int i = 0; i < count; ++i) {
            const auto item = writer.item({"image", *root, prefix + std::to_string(i), 40, 30, 1, 9});
            ASSERT_TRUE(writer.itemRecord(item->key, {{}, std::int64_t{i}, i, R"({"a":1})", {}}));
            for (const std::uint32_t length : {10u, 20u + static_cast<std::uint32_t>(i % 50)}) {
                Annotation annotation = mask(length);
                annotation.label = *label;
                ASSERT_TRUE(writer.annotation(*writer.layer(item->key), annotation, {}));
            }
        }
    };
    {
        auto kept = project->beginSource(request("kept"));
        fill(*kept->writer, 1, "k");
        ASSERT_TRUE(kept->writer->publish("{}"));
    }
    const std::string before = tables();
    for (const bool alone : {false, true}) {
        SourceRequest what = request("gone");
        what.alone = alone;
        auto gone = project->beginSource(what);
        fill(*gone->writer, 3'000, "g");
        ASSERT_TRUE(gone->writer->coveredTwice());
        gone->writer.reset();
        EXPECT_EQ(tables(), before) << alone;
    }
    project.reset();
    SilentProgress progress;
    const auto verified = verifyProject(path(), progress);
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->ok()) << verified->toJson();
}

} // namespace
} // namespace touchstone
