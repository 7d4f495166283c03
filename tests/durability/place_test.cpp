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
    Edit rename(const std::string& name)
    {
        Label label = *project->ontology()->find(car);
        const Label before = label;
        label.name = name;
        return {EditId::create(), {ScopeKind::Ontology, {}}, "Rename", {},
                {{before, label, {}, project->ontologyRevision(car)}}};
    }
    LabelId car;
};

TEST_F(PlaceTest, AMovedProjectTakesNoEditsIntoTheVoidAndGoesOnWhereItLies)
{
    const fs::path there = folder / "elsewhere.touchstone";
    fs::rename(path(), there);
    const Edit edit = rename("lorry");
    const auto refused = project->applyNow(edit);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("elsewhere.touchstone"), std::string::npos) << refused.error().message;
    EXPECT_EQ(project->storageState().kind, StorageState::Kind::Away);
    EXPECT_EQ(project->storageState().movedTo, there);
    const auto followed = project->follow();
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
    const Edit edit = rename("lorry");
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
        EXPECT_FALSE(project->applyNow(rename("lorry")));
        EXPECT_EQ(project->storageState().kind, StorageState::Kind::Away);
        EXPECT_TRUE(project->storageState().movedTo.empty());
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
