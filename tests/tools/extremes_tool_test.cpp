#include "tool_bed.h"

namespace touchstone {
namespace {

struct ExtremesToolTest : ToolBed {
    ExtremesToolTest()
    {
        context.view.setView({1, 20, 15});
        tools.activate(QStringLiteral("extremes"));
    }
    Rect drawn() { return context.box(context.added.back()); }
};

TEST_F(ExtremesToolTest, FourClicksInAnyOrderMakeTheBoxAroundThem)
{
    const std::vector<Point> ends{{120, 40}, {60, 90}, {110, 150}, {180, 100}};
    for (const std::array<std::size_t, 4>& order : {std::array<std::size_t, 4>{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 0, 3, 1}}) {
        const std::size_t before = context.edits.size();
        for (const std::size_t i : order) {
            EXPECT_EQ(context.edits.size(), before);
            click(ends[i]);
            paint();
        }
        ASSERT_EQ(context.edits.size(), before + 1);
        EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));
        EXPECT_FALSE(tools.hasDraft());
        EXPECT_EQ(context.drafts.back(), "");
        EXPECT_EQ(tools.activeId(), QStringLiteral("extremes"));
    }
}

TEST_F(ExtremesToolTest, APointFollowsTheHeldButtonAndQuickClicksCount)
{
    click({120, 40});
    press({50, 50});
    move({60, 90}, Qt::LeftButton);
    release({60, 90});
    // A second press at once arrives as a double click.
    QMouseEvent quick(QEvent::MouseButtonDblClick, QPointF(at({110, 150})), context.view.mapToGlobal(at({110, 150})),
                      Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&context.view, &quick);
    release({110, 150});
    click({180, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));
}

TEST_F(ExtremesToolTest, BackspaceAndUndoTakeOnePointBackEscAll)
{
    click({120, 40});
    click({10, 10});
    key(Qt::Key_Backspace);
    click({60, 90});
    click({390, 290});
    EXPECT_TRUE(tools.undo());
    click({110, 150});
    click({180, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));

    click({120, 40});
    click({60, 90});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.edits.size(), 1u);
    EXPECT_TRUE(tools.undo()) << "undo brings a dropped draft back";
    click({110, 150});
    click({180, 100});
    EXPECT_EQ(context.edits.size(), 2u);
}

TEST_F(ExtremesToolTest, EscDuringAPressTakesOnlyThisPoint)
{
    click({120, 40});
    press({60, 90});
    key(Qt::Key_Escape);
    release({60, 90});
    EXPECT_TRUE(tools.hasDraft());
    for (const Point p : {Point{80, 90}, Point{110, 150}, Point{180, 100}})
        click(p);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{80, 40, 100, 110}));
}

TEST_F(ExtremesToolTest, FewerPointsAreNoBox)
{
    click({120, 40});
    click({60, 90});
    key(Qt::Key_Return);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
    ASSERT_EQ(context.said.size(), 1u);
    EXPECT_TRUE(context.said[0].contains(QStringLiteral("needs four points")));
}

TEST_F(ExtremesToolTest, ABoxWithoutASideAsksForTheLastPointAgain)
{
    for (const Point p : {Point{50, 90}, Point{80, 90}, Point{110, 90}, Point{140, 90}})
        click(p);
    EXPECT_TRUE(context.edits.empty());
    ASSERT_EQ(context.said.size(), 1u);
    EXPECT_TRUE(context.said[0].startsWith(QStringLiteral("Too small")));
    click({100, 60});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{50, 60, 60, 30}));
}

TEST_F(ExtremesToolTest, SidesNearTheBorderLieOnItUnlessAltIsHeld)
{
    for (const Point p : {Point{2, 90}, Point{100, 3}, Point{398, 100}, Point{150, 200}})
        click(p);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{0, 0, 400, 200}));
    for (const Point p : {Point{2, 90}, Point{100, 3}, Point{398, 100}})
        click(p);
    click({150, 200}, Qt::AltModifier);
    ASSERT_EQ(context.edits.size(), 2u);
    EXPECT_EQ(drawn(), (Rect{2, 3, 396, 197}));
}

TEST_F(ExtremesToolTest, TheDraftSurvivesPaging)
{
    click({120, 40});
    click({60, 90});
    const std::string saved = context.drafts.back();
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.drafts.back(), saved) << "paging keeps what is stored";
    tools.activate(QStringLiteral("select"));
    tools.restoreDraft(QStringLiteral("extremes"), saved);
    EXPECT_EQ(tools.activeId(), QStringLiteral("extremes"));
    click({110, 150});
    click({180, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));
}

TEST_F(ExtremesToolTest, ADraftOfFourPointsWaitsForTheLastAgain)
{
    for (const Point p : {Point{120, 40}, Point{60, 90}, Point{110, 150}})
        click(p);
    move({10, 290});
    press({10, 290});
    const std::string saved = context.drafts.back();
    tools.itemChanged();
    tools.restoreDraft(QStringLiteral("extremes"), saved);
    click({180, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));
}

TEST_F(ExtremesToolTest, NeighboursAndModifiersDoNotMoveThePoints)
{
    context.put(polygonShape({{122, 42}, {125, 20}, {150, 42}}));
    click({120, 40}, Qt::ShiftModifier);
    click({60, 90});
    click({110, 150}, Qt::ControlModifier);
    click({180, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn(), (Rect{60, 40, 120, 110}));
}

struct BorderSnapTest : ToolBed {
    BorderSnapTest() { context.view.setView({1, 20, 15}); }
};

TEST_F(BorderSnapTest, APulledSideLiesOnTheBorderWhenItComesNear)
{
    const AnnotationId id = context.put(boxShape(40, 50, 100, 80));
    context.setSelection({id});
    drag({40, 50}, {2, 3});
    EXPECT_EQ(context.box(id), (Rect{0, 0, 140, 130}));
    drag({140, 65}, {398, 65});
    EXPECT_EQ(context.box(id), (Rect{0, 0, 400, 130}));
    drag({400, 130}, {398, 120}, Qt::AltModifier);
    EXPECT_EQ(context.box(id), (Rect{0, 0, 398, 120}));
}

TEST_F(BorderSnapTest, WhatIsLedAwayFromTheBorderDoesNotStick)
{
    const AnnotationId id = context.put(boxShape(0, 50, 100, 80));
    context.setSelection({id});
    dragTo({0, 90}, {20, 90});
    move({2, 90}, Qt::LeftButton);
    release({2, 90});
    EXPECT_EQ(context.box(id), (Rect{2, 50, 98, 80}));
}

TEST_F(BorderSnapTest, AClickOnAHandleNearTheBorderLeavesTheBox)
{
    const AnnotationId id = context.put(boxShape(2, 2, 60, 40));
    context.setSelection({id});
    click({2, 22});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(context.box(id), (Rect{2, 2, 60, 40}));
}

TEST_F(BorderSnapTest, AMovedBoxLiesOnTheBorderWhenItComesNear)
{
    const AnnotationId id = context.put(boxShape(40, 50, 100, 80));
    context.setSelection({id});
    drag({90, 90}, {52, 43});
    EXPECT_EQ(context.box(id), (Rect{0, 0, 100, 80}));
}

TEST_F(BorderSnapTest, OtherShapesAndAltAreLeft)
{
    const AnnotationId box = context.put(boxShape(40, 50, 100, 80));
    context.setSelection({box});
    drag({90, 90}, {52, 110}, Qt::AltModifier);
    EXPECT_EQ(context.box(box), (Rect{2, 70, 100, 80}));
    const AnnotationId polygon = context.put(polygonShape({{200, 100}, {300, 100}, {300, 200}}));
    context.setSelection({polygon});
    drag({280, 130}, {378, 130});
    EXPECT_EQ(*bounds(context.shape(polygon)), (Rect{298, 100, 100, 100}));
}

} // namespace
} // namespace touchstone
