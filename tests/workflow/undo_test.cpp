#include "support/project_fixture.h"

namespace touchstone {
namespace {

class UndoTest : public ProjectTest {
  protected:
    void SetUp() override
    {
        ProjectTest::SetUp();
        addItems(2);
        car = addLabel("car");
    }
    Scope scope(std::size_t index) { return {ScopeKind::Item, itemAt(index)}; }
    double x(std::size_t index)
    {
        const WorkingLayer working = work(index);
        return working.content.isEmpty()
                   ? -1
                   : std::get<BoxShape>(working.content.annotations().front().shape).rect.x;
    }
    LabelId car;
};

TEST_F(UndoTest, RejectedPredictionsAreRememberedInTheFile)
{
    WorkingLayer working = work(0);
    Layer after = working.content.layer();
    after.rejected = {AnnotationId::create(), AnnotationId::create()};
    const Change change{working.content.layer(), after, {}, working.content.layerRevision()};
    ASSERT_TRUE(apply(working, "Reject 2 predictions", {change}));
    reopen();
    EXPECT_EQ(work(0).content.layer().rejected, after.rejected);
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_TRUE(work(0).content.layer().rejected.empty());
    ASSERT_TRUE(project->redoNow(scope(0)));
    EXPECT_EQ(work(0).content.layer().rejected, after.rejected);
}

TEST_F(UndoTest, UndoAndRedoWalkTheHistoryAcrossReopenings)
{
    WorkingLayer working = work(0);
    Annotation drawn = box(car, 0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    for (int i = 1; i <= 3; ++i) {
        drawn.shape = BoxShape{{double(i), 0, 5, 5}};
        ASSERT_TRUE(apply(working, "Move", {working.content.replacement(drawn)}));
    }
    ASSERT_TRUE(apply(working, "Delete", {working.content.removal(drawn.id)}));
    EXPECT_EQ(x(0), -1);
    for (const double expected : {3.0, 2.0, 1.0, 0.0, -1.0}) {
        reopen();
        const auto undone = project->undoNow(scope(0));
        ASSERT_TRUE(undone) << undone.error().text();
        EXPECT_EQ(x(0), expected);
    }
    EXPECT_FALSE(project->undoNow(scope(0)));
    for (const double expected : {0.0, 1.0, 2.0, 3.0, -1.0}) {
        reopen();
        ASSERT_TRUE(project->redoNow(scope(0)));
        EXPECT_EQ(x(0), expected);
    }
    EXPECT_FALSE(project->redoNow(scope(0)));
}

TEST_F(UndoTest, ANewEditEndsRedoButUndoGoesOn)
{
    WorkingLayer working = work(0);
    Annotation drawn = box(car, 0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    drawn.shape = BoxShape{{1, 0, 5, 5}};
    ASSERT_TRUE(apply(working, "Move", {working.content.replacement(drawn)}));
    ASSERT_TRUE(project->undoNow(scope(0)));
    working = work(0);
    drawn.shape = BoxShape{{7, 0, 5, 5}};
    ASSERT_TRUE(apply(working, "Move", {working.content.replacement(drawn)}));
    EXPECT_FALSE(project->redoNow(scope(0)));
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), 0);
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), -1);
}

TEST_F(UndoTest, NeighboursWithOneMergeKeyAreOneStep)
{
    WorkingLayer working = work(0);
    Annotation drawn = box(car, 0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    for (int i = 1; i <= 20; ++i) {
        drawn.shape = BoxShape{{double(i), 0, 5, 5}};
        ASSERT_TRUE(apply(working, "Nudge", {working.content.replacement(drawn)}, "nudge:1"));
    }
    drawn.shape = BoxShape{{50, 0, 5, 5}};
    ASSERT_TRUE(apply(working, "Nudge", {working.content.replacement(drawn)}, "nudge:2"));
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), 20);
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), 0);
    ASSERT_TRUE(project->redoNow(scope(0)));
    EXPECT_EQ(x(0), 20);
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), 0);
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), -1);
}

TEST_F(UndoTest, ScopesDoNotMix)
{
    WorkingLayer first = work(0), second = work(1);
    ASSERT_TRUE(apply(first, "Draw", {first.content.creation(box(car, 1))}));
    ASSERT_TRUE(apply(second, "Draw", {second.content.creation(box(car, 2))}));
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_EQ(x(0), -1);
    EXPECT_EQ(x(1), 2);
    const auto state = project->undoState(scope(1));
    ASSERT_TRUE(state);
    EXPECT_EQ(state->undoText, "Draw");
    EXPECT_EQ(state->redoText, "");
}

TEST_F(UndoTest, UndoIsRefusedWhenOtherWorkStandsOnIt)
{
    WorkingLayer working = work(0);
    Annotation drawn = box(car, 0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(drawn)}));
    const auto rename = renameLabelEdit(*project, scope(0), car, "auto");
    ASSERT_TRUE(rename);
    ASSERT_TRUE(project->applyNow(*rename));
    const auto elsewhere = renameLabelEdit(*project, {ScopeKind::Ontology, {}}, car, "vehicle");
    ASSERT_TRUE(elsewhere);
    ASSERT_TRUE(project->applyNow(*elsewhere));
    const auto refused = project->undoNow(scope(0));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Refused);
    EXPECT_EQ(project->ontology()->find(car)->name, "vehicle");
}

TEST_F(UndoTest, TheStartOfALayerIsNeverTakenBack)
{
    WorkingLayer working = work(0);
    ASSERT_TRUE(apply(working, "Draw", {working.content.creation(box(car))}));
    ASSERT_TRUE(project->undoNow(scope(0)));
    EXPECT_FALSE(project->undoNow(scope(0)));
    const WorkingLayer again = work(0);
    EXPECT_FALSE(again.start);
    EXPECT_TRUE(again.content.isEmpty());
    EXPECT_EQ(again.task.state, TaskState::InProgress);
}

} // namespace
} // namespace touchstone
