#include "support/project_fixture.h"

#include <cmath>
#include <fstream>

#include "touchstone/base/progress.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {
namespace {

TEST_F(ProjectTest, ANewProjectIsOneFileThatVerifies)
{
    addItems(3);
    project.reset();
    EXPECT_FALSE(std::filesystem::exists(path().string() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(path().string() + "-shm"));
    SilentProgress progress;
    const auto report = verifyProject(path(), progress);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_TRUE(report->ok()) << report->problems.front();
    EXPECT_EQ(report->missingMedia, 3);
}

TEST_F(ProjectTest, TheFirstEditClaimsTheTaskAndStoresTheLayer)
{
    addItems(2);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    ASSERT_TRUE(working.start);
    const Annotation drawn = box(car);
    ASSERT_TRUE(apply(working, "Draw car", {working.content.creation(drawn)}));
    EXPECT_EQ(working.task.state, TaskState::InProgress);
    EXPECT_EQ(working.task.assignee, project->me());

    reopen();
    const WorkingLayer again = work(0);
    EXPECT_FALSE(again.start);
    ASSERT_EQ(again.content.annotations().size(), 1u);
    EXPECT_EQ(again.content.annotations().front(), drawn);
    EXPECT_EQ(again.task.state, TaskState::InProgress);
    EXPECT_EQ(work(1).task.state, TaskState::Unassigned);
}

TEST_F(ProjectTest, AStaleRevisionIsRefusedAndNothingChanges)
{
    addItems(1);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    Annotation drawn = box(car);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    WorkingLayer other = work(0);
    drawn.shape = BoxShape{{1, 1, 5, 5}};
    ASSERT_TRUE(apply(working, "Move", {working.content.replacement(drawn)}));
    drawn.shape = BoxShape{{2, 2, 5, 5}};
    const auto refused = apply(other, "Move", {other.content.replacement(drawn)});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);
    EXPECT_EQ(std::get<BoxShape>(work(0).content.annotations().front().shape).rect.x, 1);
}

TEST_F(ProjectTest, ARetryOfAStoredEditIsASuccess)
{
    addItems(1);
    const LabelId car = addLabel("car");
    const WorkingLayer working = work(0);
    const Commit commit{{EditId::create(), {ScopeKind::Item, working.item.id}, "Draw", {},
                         {working.content.creation(box(car))}}, working.start};
    const auto first = project->applyNow(commit);
    const auto second = project->applyNow(commit);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->sequence, second->sequence);
    EXPECT_EQ(work(0).content.annotations().size(), 1u);
}

TEST_F(ProjectTest, ValuesThatCannotBeKeptAreRefused)
{
    addItems(1);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    EXPECT_FALSE(apply(working, "Draw", {working.content.creation(box(car, 0, 0, -1, 4))}));
    working = work(0);
    EXPECT_FALSE(apply(working, "Draw", {working.content.creation(box(car, std::nan("")))}));
    working = work(0);
    EXPECT_FALSE(apply(working, "Draw", {working.content.creation(box(LabelId::create()))}));
    EXPECT_TRUE(work(0).content.isEmpty());
    EXPECT_EQ(work(0).task.state, TaskState::Unassigned);
}

TEST_F(ProjectTest, DoneCarriesBackToInProgressWithTheNextEdit)
{
    addItems(1);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    const auto submit = submitEdit(*project, working);
    ASSERT_TRUE(submit);
    ASSERT_TRUE(project->applyNow(*submit));
    working = work(0);
    EXPECT_EQ(working.task.state, TaskState::Submitted);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    EXPECT_EQ(work(0).task.state, TaskState::InProgress);
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, working.item.id}));
    EXPECT_EQ(work(0).task.state, TaskState::Submitted);
    EXPECT_EQ(work(0).content.annotations().size(), 1u);
}

TEST_F(ProjectTest, AnUntouchedItemCanBeDoneOrSkippedAndReopened)
{
    addItems(2);
    WorkingLayer working = work(0);
    const auto submit = submitEdit(*project, working);
    ASSERT_TRUE(submit) << submit.error().text();
    const auto done = project->applyNow(Commit{*submit, working.start});
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(work(0).task.state, TaskState::Submitted);
    EXPECT_FALSE(submitEdit(*project, work(0)));
    const auto reopened = reopenEdit(*project, work(0));
    ASSERT_TRUE(reopened);
    ASSERT_TRUE(project->applyNow(*reopened));
    EXPECT_EQ(work(0).task.state, TaskState::InProgress);

    const auto skip = skipEdit(*project, work(1), "blurred");
    ASSERT_TRUE(skip);
    const auto skipped = project->applyNow(Commit{*skip, work(1).start});
    ASSERT_TRUE(skipped) << skipped.error().text();
    EXPECT_EQ(work(1).task.state, TaskState::Skipped);
    EXPECT_EQ(work(1).task.reason, "blurred");
}

TEST_F(ProjectTest, ConfirmedEmptyGoesWithTheFirstAnnotationAndComesBackByUndo)
{
    addItems(1);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    const auto empty = confirmEmptyEdit(working, true);
    ASSERT_TRUE(empty);
    ASSERT_TRUE(project->applyNow(Commit{*empty, working.start}));
    working = work(0);
    EXPECT_TRUE(working.content.layer().confirmedEmpty);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    EXPECT_FALSE(work(0).content.layer().confirmedEmpty);
    EXPECT_FALSE(confirmEmptyEdit(work(0), true));
    ASSERT_TRUE(project->undoNow({ScopeKind::Item, working.item.id}));
    EXPECT_TRUE(work(0).content.layer().confirmedEmpty);
}

TEST_F(ProjectTest, ADraftSurvivesReopeningAndIsDropped)
{
    addItems(1);
    const ItemId item = itemAt(0);
    project->saveDraft(item, "polygon", R"({"points":[1,2]})");
    reopen();
    auto draft = reader()->draft(item, project->me());
    ASSERT_TRUE(draft && *draft);
    EXPECT_EQ((*draft)->tool, "polygon");
    EXPECT_EQ((*draft)->body, R"({"points":[1,2]})");
    project->saveDraft(item, "polygon", {});
    project->flush();
    draft = reader()->draft(item, project->me());
    ASSERT_TRUE(draft);
    EXPECT_FALSE(*draft);
}

TEST_F(ProjectTest, ASecondWriterIsReadOnlyAndNamesTheFirst)
{
    addItems(1);
    auto second = Project::open(path(), Project::Mode::ReadWrite, "ben");
    ASSERT_TRUE(second) << second.error().text();
    EXPECT_TRUE((*second)->isReadOnly());
    EXPECT_NE((*second)->readOnlyReason().find("process"), std::string::npos);
    EXPECT_EQ((*(*second)->reader())->itemKeys()->size(), 1u);
    const auto refused = (*second)->applyNow(Edit{EditId::create(), {}, "x", {}, {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);
}

TEST_F(ProjectTest, LookingAddsNobodyAndTheFirstEditAddsItsAuthor)
{
    addItems(1);
    const LabelId car = addLabel("car");
    const auto edits = reader()->log(100)->size();
    reopen("ben");
    EXPECT_EQ(reader()->log(100)->size(), edits);
    EXPECT_EQ(reader()->members()->size(), 1u);
    WorkingLayer working = work(0);
    const auto drawn = apply(working, "Draw", {working.content.creation(box(car))});
    ASSERT_TRUE(drawn) << drawn.error().text();
    EXPECT_EQ(reader()->members()->size(), 2u);
    EXPECT_EQ(work(0).task.assignee, project->me());
    EXPECT_EQ(reader()->log(100)->front().author, "ben");
    EXPECT_FALSE(Project::open(path(), Project::Mode::ReadOnly, "\xff"));
}

TEST_F(ProjectTest, FilesThatAreNoProjectAreRefusedAndLeftAlone)
{
    project.reset();
    const auto text = folder / "note.touchstone";
    std::ofstream(text) << "hello";
    auto opened = Project::open(text, Project::Mode::ReadWrite, "anna");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(opened.error().where.find("note.touchstone"), std::string::npos);
    std::ofstream(folder / "empty.touchstone").flush();
    EXPECT_FALSE(Project::open(folder / "empty.touchstone", Project::Mode::ReadWrite, "anna"));
    EXPECT_FALSE(Project::open(folder / "none.touchstone", Project::Mode::ReadWrite, "anna"));
    EXPECT_FALSE(Project::open(folder.path(), Project::Mode::ReadWrite, "anna"));
    EXPECT_FALSE(Project::create(path(), "again", "anna"));
}

TEST_F(ProjectTest, SaveCopyIsCompleteAndOpens)
{
    addItems(2);
    const LabelId car = addLabel("car");
    WorkingLayer working = work(0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    SilentProgress progress;
    std::filesystem::create_directory(folder / "elsewhere");
    const auto target = folder / "elsewhere/copy.touchstone";
    const auto copied = project->saveCopy(target, progress);
    ASSERT_TRUE(copied) << copied.error().text();
    auto copy = Project::open(target, Project::Mode::ReadWrite, "anna");
    ASSERT_TRUE(copy);
    const auto read = (*copy)->reader();
    const Item item = *(*read)->item((*read)->itemKeys()->front());
    EXPECT_EQ((*copy)->mediaPath(item), project->mediaPath(item));
    EXPECT_EQ((*read)->counts()->total, 1);
}

} // namespace
} // namespace touchstone
