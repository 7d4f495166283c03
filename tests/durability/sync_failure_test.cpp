#include <future>

#include "durability/test_vfs.h"
#include "support/project_fixture.h"
#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

/// Two people's worth of changes while the n-th sync fails, for every n until none is reached.
class SyncFailureTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(1);
        car = addLabel("car");
    }

    struct Run {
        std::vector<EditId> acknowledged;
        std::vector<EditId> refused;
    };
    /// Draws twelve boxes in turn; those from the refused one on are given again once the disk works.
    Run drawAndRetry(TestVfs& vfs)
    {
        Run run;
        WorkingLayer working = work(0);
        std::vector<Commit> again;
        for (int i = 0; i < 12; ++i) {
            Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Draw", {},
                      {working.content.creation(box(car, i))}};
            EXPECT_TRUE(working.content.apply(edit));
            Commit commit{edit, std::exchange(working.start, std::nullopt)};
            const auto receipt = inTurn(commit);
            if (receipt) {
                EXPECT_TRUE(again.empty()) << "nothing is stored behind a refused change";
                run.acknowledged.push_back(edit.id);
            } else {
                if (again.empty()) {
                    EXPECT_EQ(receipt.error().code, ErrorCode::Io) << receipt.error().text();
                    EXPECT_EQ(project->storageState().kind, StorageState::Kind::Failing);
                    EXPECT_FALSE(project->storageState().text.empty());
                }
                run.refused.push_back(edit.id);
                again.push_back(std::move(commit));
            }
        }
        if (!again.empty()) {
            // While the disk fails for good, trying again is refused too.
            const auto failing = project->resumeNow();
            if (!failing) {
                EXPECT_FALSE(inTurn(again.front()));
                EXPECT_EQ(project->storageState().kind, StorageState::Kind::Failing);
            }
        }
        vfs.heal();
        const auto resumed = project->resumeNow();
        EXPECT_TRUE(resumed) << resumed.error().text();
        for (const Commit& commit : again) {
            const auto receipt = inTurn(commit);
            EXPECT_TRUE(receipt) << receipt.error().text();
            run.acknowledged.push_back(commit.edit.id);
        }
        return run;
    }
    Result<Receipt> inTurn(Commit commit)
    {
        std::promise<Result<Receipt>> promise;
        project->apply(
            std::move(commit), [&](Result<Receipt> result) { promise.set_value(std::move(result)); },
            Project::Order::InTurn);
        return promise.get_future().get();
    }
    void expectAllThereOnce(std::size_t boxes)
    {
        EXPECT_EQ(work(0).content.annotations().size(), boxes);
        project.reset();
        SilentProgress progress;
        const auto report = verifyProject(path(), progress);
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->ok()) << report->problems.front();
    }
    /// True when a sync failed in this run.
    bool failOnce(std::int64_t n, bool forGood)
    {
        TestVfs vfs;
        reopen();
        vfs.failAt(TestVfs::Op::Sync, n, forGood, SQLITE_IOERR_FSYNC);
        const std::size_t before = work(0).content.annotations().size();
        const Run run = drawAndRetry(vfs);
        EXPECT_EQ(run.acknowledged.size(), 12u);
        const bool reached = vfs.reached();
        reopen();
        expectAllThereOnce(before + 12);
        reopen();
        return reached;
    }

    LabelId car;
};

TEST_F(SyncFailureTest, OnceIsToldAndTryingAgainStoresEveryChangeOnce)
{
    int n = 1;
    while (failOnce(n, false) && !HasFailure())
        ++n;
    EXPECT_GT(n, 12) << "every commit is synced";
}

TEST_F(SyncFailureTest, ForGoodIsToldAndNothingIsCalledStored)
{
    int n = 1;
    while (failOnce(n, true) && !HasFailure())
        ++n;
    EXPECT_GT(n, 12);
}

TEST_F(SyncFailureTest, WhileClosingLeavesAProjectThatHoldsEverything)
{
    for (const bool forGood : {false, true}) {
        for (std::int64_t n = 1; n < 12; ++n) {
            const std::size_t before = work(0).content.annotations().size();
            {
                TestVfs vfs;
                reopen();
                WorkingLayer working = work(0);
                ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
                vfs.failAt(TestVfs::Op::Sync, n, forGood, SQLITE_IOERR_FSYNC);
                project.reset();
            }
            reopen();
            expectAllThereOnce(before + 1);
            reopen();
        }
    }
}

TEST_F(SyncFailureTest, AnImportThatMeetsItIsGivenUpAndCanBeGivenAgain)
{
    const std::size_t items = reader()->itemKeys()->size();
    for (std::int64_t n = 1; !HasFailure(); ++n) {
        bool reached = false;
        {
            TestVfs vfs;
            reopen();
            vfs.failAt(TestVfs::Op::Sync, n, true, SQLITE_IOERR_FSYNC);
            const std::string name = "more" + std::to_string(n);
            bool published = false;
            {
                auto start = project->beginSource({"files", name, sha256(name), "{}", "anna", LayerRole::Work, true});
                if (start && start->writer) {
                    const auto root = start->writer->root(folder.path());
                    for (int i = 0; root && i < 20; ++i)
                        if (!start->writer->item({"image", *root, name + std::to_string(i), 9, 9, 1, 1}))
                            break;
                    published = root && start->writer->publish("{}").ok();
                }
            }
            reached = vfs.reached();
            EXPECT_NE(published, reached);
            vfs.heal();
            EXPECT_TRUE(project->resumeNow());
            project.reset();
        }
        reopen();
        const std::size_t now = reader()->itemKeys()->size();
        // Its answer was an error, but in truth it may be there: then it is there whole.
        ASSERT_TRUE(now == items || now == items + 20) << now;
        ASSERT_EQ(reader()->counts()->pendingRows, 0);
        if (!reached)
            break;
        if (now != items) {
            const auto undone = project->undoNow({ScopeKind::Data, {}});
            ASSERT_TRUE(undone) << undone.error().text();
        }
    }
}

TEST_F(SyncFailureTest, ARefusedChangeHoldsBackTheOnesBehindIt)
{
    WorkingLayer working = work(0);
    const auto commitOf = [&](const Annotation& annotation) {
        Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, "Draw", {}, {working.content.creation(annotation)}};
        EXPECT_TRUE(working.content.apply(edit));
        return Commit{edit, std::exchange(working.start, std::nullopt)};
    };
    ASSERT_TRUE(inTurn(commitOf(box(car))));
    const Commit bad = commitOf(box(LabelId::create()));
    const Commit good = commitOf(box(car));
    EXPECT_FALSE(inTurn(bad));
    const auto held = inTurn(good);
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, ErrorCode::Refused);
    EXPECT_EQ(reader()->content(working.content.layer().id)->annotations().size(), 1u);
    // Others are not held: only commits in turn stand on each other.
    ASSERT_TRUE(addLabelEdit(*project, {ScopeKind::Ontology, {}}, "van", nullptr));
    ASSERT_TRUE(project->resumeNow());
    EXPECT_TRUE(inTurn(good)) << "the one before it was dropped";
    EXPECT_EQ(reader()->content(working.content.layer().id)->annotations().size(), 2u);
}

} // namespace
} // namespace touchstone
