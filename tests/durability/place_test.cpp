#include <chrono>
#include <fstream>
#include <thread>

#include "core/store/file_lock.h"
#include "support/project_fixture.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

class PlaceTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
        ASSERT_TRUE(draw());
    }
    Result<Receipt> draw()
    {
        WorkingLayer working = work(0);
        return apply(working, "Draw", {working.content.creation(box(car))});
    }
    LabelId car;
};

TEST_F(PlaceTest, AMovedProjectTakesNoEditsIntoTheVoidAndGoesOnWhereItLies)
{
    const fs::path there = folder / "elsewhere.touchstone";
    fs::rename(path(), there);
    const Edit edit = rename(car, "lorry");
    const auto refused = project->applyNow(edit);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("elsewhere.touchstone"), std::string::npos) << refused.error().message;
    EXPECT_EQ(project->storageState().kind, StorageState::Kind::Away);
    EXPECT_EQ(project->storageState().movedTo, there);
    const auto followed = project->followNow();
    ASSERT_TRUE(followed) << followed.error().text();
    EXPECT_EQ(project->path(), there);
    ASSERT_TRUE(project->applyNow(edit));
    EXPECT_EQ(project->storageState().kind, StorageState::Kind::Fine);
    EXPECT_EQ(FileLock::tryTake(there), nullptr) << "the right to write went along";
    EXPECT_FALSE(fs::exists(path().string() + "-wal")) << "what lay beside the old name is gone";
    project.reset();
    EXPECT_FALSE(fs::exists(path()));
    SilentProgress progress;
    const auto report = verifyProject(there, progress);
    ASSERT_TRUE(report && report->ok());
    auto again = Project::open(there, Project::Mode::ReadOnly, "anna");
    ASSERT_TRUE(again);
    EXPECT_NE((*again)->ontology()->findByName("lorry"), nullptr);
}

TEST_F(PlaceTest, PutBackItGoesOn)
{
    const fs::path there = folder / "elsewhere.touchstone";
    fs::rename(path(), there);
    const Edit edit = rename(car, "lorry");
    EXPECT_FALSE(project->applyNow(edit));
    fs::rename(there, path());
    EXPECT_TRUE(project->applyNow(edit));
    EXPECT_EQ(project->applyNow(edit)->alreadyStored, true);
    project->lookAtStorage();
    project->flush();
    EXPECT_EQ(project->storageState().kind, StorageState::Kind::Fine);
}

TEST_F(PlaceTest, ADeletedOrExchangedProjectIsHeldAndCanBeCopied)
{
    for (const bool exchanged : {false, true}) {
        SCOPED_TRACE(exchanged);
        fs::remove(path());
        if (exchanged)
            std::ofstream(path()) << "somebody else's";
        EXPECT_FALSE(project->applyNow(rename(car, "lorry")));
        EXPECT_EQ(project->storageState().kind, StorageState::Kind::Away);
        EXPECT_TRUE(project->storageState().movedTo.empty());
        EXPECT_TRUE(project->storageState().mayBeLost);
        const std::string_view word = exchanged ? "replaced" : "deleted";
        EXPECT_NE(project->storageState().text.find(word), std::string::npos) << project->storageState().text;
        SilentProgress progress;
        const fs::path copy = folder / (exchanged ? "second.touchstone" : "first.touchstone");
        const auto saved = project->saveCopy(copy, progress);
        ASSERT_TRUE(saved) << saved.error().text();
        const auto report = verifyProject(copy, progress);
        ASSERT_TRUE(report && report->ok());
        project.reset();
        EXPECT_EQ(fs::exists(path()), exchanged) << "what lies there is not touched";
        fs::remove(path());
        fs::copy_file(copy, path());
        reopen();
        EXPECT_EQ(work(0).content.annotations().size(), 1u);
    }
}

TEST_F(PlaceTest, ACopyTakenAfterThreeSecondsHoldsEverything)
{
    std::this_thread::sleep_for(std::chrono::seconds(3));
    const fs::path copy = folder / "copy.touchstone";
    fs::copy_file(path(), copy);
    auto opened = Project::open(copy, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened) << opened.error().text();
    auto read = (*opened)->reader();
    EXPECT_EQ((*read)->content((*read)->shownLayer(itemAt(0), (*opened)->me())->value().layer.id)->annotations().size(),
              1u);
    read->reset();
    opened->reset();
    SilentProgress progress;
    EXPECT_TRUE(verifyProject(copy, progress)->ok());
}

TEST_F(PlaceTest, FollowedIntoAnotherFolderItStillFindsItsPictures)
{
    const fs::path picture = project->mediaPath(*reader()->item(reader()->itemKeys()->front()));
    ASSERT_EQ(picture, folder / "img0.png");
    const fs::path there = folder / "away" / "streets.touchstone";
    fs::create_directory(there.parent_path());
    fs::rename(path(), there);
    const auto followed = project->followNow();
    ASSERT_TRUE(followed) << followed.error().text();
    const auto found = [&] { return project->mediaPath(*reader()->item(reader()->itemKeys()->front())); };
    EXPECT_EQ(found(), picture);
    ASSERT_TRUE(project->applyNow(rename(car, "lorry")));
    const auto undo = project->undoState({ScopeKind::Data, {}});
    ASSERT_TRUE(undo);
    EXPECT_EQ(undo->undoText.find("Point"), std::string::npos) << "taking back the last import does not undo it";
    project.reset();
    auto opened = Project::open(there, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    project = std::move(*opened);
    EXPECT_EQ(found(), picture);
    EXPECT_EQ(reader()->roots()->front().path, "..") << "and relative, as before";
    project.reset();
    SilentProgress progress;
    EXPECT_TRUE(verifyProject(there, progress)->ok());
}

TEST_F(PlaceTest, FollowedTogetherWithItsPicturesItFindsThemThere)
{
    fs::create_directories(folder / "old");
    project.reset();
    fs::rename(path(), folder / "old" / "test.touchstone");
    auto opened = Project::open(folder / "old" / "test.touchstone", Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    project = std::move(*opened);
    ASSERT_TRUE(project->applyNow(rename(car, "lorry")));
    fs::rename(folder / "old", folder / "new");
    ASSERT_TRUE(project->followNow());
    EXPECT_EQ(project->mediaPath(*reader()->item(reader()->itemKeys()->front())), folder / "new" / "img0.png");
}

TEST_F(PlaceTest, ACopyHoldsWhatWasRefusedHere)
{
    WorkingLayer working = work(0);
    const auto commitOf = [&](const Annotation& annotation, const std::string& text) {
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, text, {}, {working.content.creation(annotation)}};
        EXPECT_TRUE(working.content.apply(edit));
        return Commit{edit, std::exchange(working.start, std::nullopt)};
    };
    fs::rename(path(), folder / "away.touchstone");
    std::vector<Commit> unstored{commitOf(box(car, 50), "Draw a second box"),
                                 commitOf(box(LabelId::create(), 60), "Draw an unknown thing"),
                                 commitOf(box(car, 70), "Draw a third box")};
    for (const Commit& commit : unstored)
        ASSERT_FALSE(project->applyNow(commit));
    fs::create_directory(folder / "there");
    const fs::path copy = folder / "there" / "copy.touchstone";
    SilentProgress progress;
    const auto saved = project->saveCopy(copy, progress, unstored);
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(saved->added, 2);
    ASSERT_EQ(saved->lacking.size(), 1u);
    EXPECT_NE(saved->lacking.front().find("Draw an unknown thing"), std::string::npos);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "there"), {}), 1) << "one file, and nothing beside it";
    fs::rename(folder / "away.touchstone", path());
    reopen();
    EXPECT_EQ(work(0).content.annotations().size(), 1u) << "the project itself has none of them";
    auto opened = Project::open(copy, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(opened);
    project = std::move(*opened);
    EXPECT_EQ(work(0).content.annotations().size(), 3u);
    EXPECT_EQ(project->mediaPath(*reader()->item(reader()->itemKeys()->front())), folder / "img0.png");
    project.reset();
    EXPECT_TRUE(verifyProject(copy, progress)->ok());
}

TEST_F(PlaceTest, ACopyHoldsTheFirstEditsOfSomebodyNew)
{
    addItems(1, "more");
    reopen("ben");
    WorkingLayer working = work(1);
    fs::rename(path(), folder / "away.touchstone");
    Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Draw", {}, {working.content.creation(box(car))}};
    SilentProgress progress;
    const fs::path copy = folder / "copy.touchstone";
    const auto saved = project->saveCopy(copy, progress, {Commit{edit, working.start}});
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(saved->added, 1) << saved->lacking.front();
    fs::rename(folder / "away.touchstone", path());
    project.reset();
    EXPECT_TRUE(verifyProject(copy, progress)->ok());
}

Timestamp g_time = 0;

TEST_F(PlaceTest, AClockThatIsSetBackLeavesOrderAndIdsAsTheyAre)
{
    // 1970, yesterday, and after 2038.
    const Timestamp day = Timestamp{86'400} * 1'000'000;
    const Timestamp today = now();
    Uuid last = (*reader()).log(1)->front().id.uuid;
    for (const Timestamp time : {Timestamp{1'000'000}, today - day, today - 400 * day, Timestamp{2'600'000'000} * 1'000'000,
                                 today}) {
        g_time = time;
        useClock([] { return g_time; });
        reopen();
        ASSERT_TRUE(draw());
        const LogRow newest = reader()->log(1)->front();
        EXPECT_GT(newest.id.uuid, last);
        EXPECT_EQ(newest.at, time) << "the time is what the clock said, in UTC";
        last = newest.id.uuid;
    }
    useClock(nullptr);
    project.reset();
    SilentProgress progress;
    const auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << report->problems.front();
}

} // namespace
} // namespace touchstone
