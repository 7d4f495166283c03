#include "tool_bed.h"

namespace touchstone {
namespace {

struct BoxToolTest : ToolBed {
    BoxToolTest() { tools.activate(QStringLiteral("box")); }
};

void expectNear(const Rect& a, const Rect& b, double tolerance = 0.7)
{
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
    EXPECT_NEAR(a.width, b.width, tolerance);
    EXPECT_NEAR(a.height, b.height, tolerance);
}

TEST_F(BoxToolTest, DragMakesOneBox)
{
    drag({40, 30}, {140, 110});
    ASSERT_EQ(context.edits.size(), 1u);
    expectNear(context.box(context.added.front()), {40, 30, 100, 80});
    EXPECT_TRUE(context.selected.empty());
    EXPECT_EQ(tools.activeId(), QStringLiteral("box"));
}

TEST_F(BoxToolTest, DragBackwardsMakesTheSameBox)
{
    drag({140, 110}, {40, 30});
    ASSERT_EQ(context.edits.size(), 1u);
    expectNear(context.box(context.added.front()), {40, 30, 100, 80});
}

TEST_F(BoxToolTest, TwoClicksMakeABox)
{
    click({40, 30});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.active().isBusy());
    move({90, 60});
    paint();
    click({100, 70});
    ASSERT_EQ(context.edits.size(), 1u);
    expectNear(context.box(context.added.front()), {40, 30, 60, 40});
}

TEST_F(BoxToolTest, ADoubleClickIsOneCorner)
{
    doubleClick({40, 30});
    EXPECT_TRUE(context.edits.empty());
    click({100, 70});
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(BoxToolTest, ThinBoxIsRefusedWithASentence)
{
    drag({40, 30}, {140, 31});
    EXPECT_TRUE(context.edits.empty());
    ASSERT_EQ(context.said.size(), 1u);
    EXPECT_TRUE(context.said.front().startsWith(QStringLiteral("Too small")));
}

TEST_F(BoxToolTest, BoxEndsAtTheImageBorder)
{
    drag({350, 250}, {420, 309});
    ASSERT_EQ(context.edits.size(), 1u);
    const Rect box = context.box(context.added.front());
    EXPECT_DOUBLE_EQ(box.right(), 400);
    EXPECT_DOUBLE_EQ(box.bottom(), 300);
}

TEST_F(BoxToolTest, APressAlwaysDrawsAndDeselects)
{
    const AnnotationId below = context.put(boxShape(20, 20, 200, 200));
    context.setSelection({below});
    drag({40, 40}, {90, 90});
    EXPECT_EQ(context.layerContent.annotations().size(), 2u);
    EXPECT_TRUE(context.selected.empty());
    expectNear(context.box(below), {20, 20, 200, 200}, 0);
}

TEST_F(BoxToolTest, EscCancelsTheDragAndTheReleaseDoesNothing)
{
    dragTo({40, 30}, {140, 110});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    release({140, 110});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(tools.activeId(), QStringLiteral("box"));
    drag({40, 30}, {140, 110});
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(BoxToolTest, EscTakesTheFirstCornerBack)
{
    click({40, 30});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    key(Qt::Key_Escape);
    EXPECT_EQ(tools.activeId(), QStringLiteral("select"));
}

TEST_F(BoxToolTest, LostFocusGivesUpTheDrag)
{
    dragTo({40, 30}, {140, 110});
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(&context.view, &out);
    release({140, 110});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_FALSE(tools.active().isBusy());
}

TEST_F(BoxToolTest, HidingTheWindowGivesUpTheDrag)
{
    dragTo({40, 30}, {140, 110});
    context.view.hide();
    EXPECT_FALSE(tools.active().isBusy());
    context.view.show();
    release({140, 110});
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(BoxToolTest, ChangingTheToolGivesUpTheDrag)
{
    dragTo({40, 30}, {140, 110});
    tools.activate(QStringLiteral("polygon"));
    release({140, 110});
    tools.activate(QStringLiteral("box"));
    EXPECT_FALSE(tools.active().isBusy());
    EXPECT_TRUE(context.edits.empty());
    EXPECT_FALSE(tools.hasDraft());
}

TEST_F(BoxToolTest, BackspaceTakesTheCornerBackAndNoObject)
{
    context.setSelection({context.put(boxShape(20, 20, 50, 50))});
    key(Qt::Key_Backspace);
    EXPECT_EQ(context.layerContent.annotations().size(), 1u);
    click({140, 130});
    key(Qt::Key_Backspace);
    EXPECT_FALSE(tools.active().isBusy());
}

TEST_F(BoxToolTest, NothingIsDrawnWhereNothingMayChange)
{
    context.editable = false;
    drag({40, 30}, {140, 110});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_FALSE(context.said.empty());
}

TEST_F(BoxToolTest, WheelAndPanWorkWhileACornerIsSet)
{
    click({40, 30});
    const ViewTransform before = context.view.view();
    press({100, 100}, {}, Qt::MiddleButton);
    QMouseEvent moved(QEvent::MouseMove, QPointF(at({100, 100}) + QPoint(30, 20)),
                      QPointF(context.view.mapToGlobal(at({100, 100}) + QPoint(30, 20))), Qt::NoButton,
                      Qt::MiddleButton, Qt::NoModifier);
    QApplication::sendEvent(&context.view, &moved);
    QTest::mouseRelease(&context.view, Qt::MiddleButton, {}, at({100, 100}));
    EXPECT_NE(context.view.view(), before);
    click({100, 70});
    ASSERT_EQ(context.edits.size(), 1u);
    expectNear(context.box(context.added.front()), {40, 30, 60, 40});
}

TEST_F(BoxToolTest, CornersNearTheBorderOfTheImageLieOnIt)
{
    context.view.setView({1, 20, 15});
    drag({2, 298}, {398, 50});
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(context.box(context.added[0]), (Rect{0, 50, 400, 250}));
    drag({2, 298}, {398, 50}, Qt::AltModifier);
    EXPECT_EQ(context.box(context.added[1]), (Rect{2, 50, 396, 248}));
    drag({5, 5}, {395, 295});
    EXPECT_EQ(context.box(context.added[2]), (Rect{5, 5, 390, 290}));
    context.view.setView({4, 0, 0});
    drag({2, 2}, {50, 50});
    EXPECT_EQ(context.box(context.added[3]), (Rect{2, 2, 48, 48}));
}

} // namespace
} // namespace touchstone
