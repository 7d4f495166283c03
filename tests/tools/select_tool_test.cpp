#include "tool_bed.h"

namespace touchstone {
namespace {

using Ids = std::vector<AnnotationId>;

struct SelectToolTest : ToolBed {
    QString hint() const { return tools.active().hint(); }
};

void expectNear(const Rect& a, const Rect& b, double tolerance = 0.7)
{
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
    EXPECT_NEAR(a.width, b.width, tolerance);
    EXPECT_NEAR(a.height, b.height, tolerance);
}

TEST_F(SelectToolTest, ClickPicksTheSmallestAndAgainTheNextLarger)
{
    const AnnotationId small = context.put(boxShape(60, 60, 40, 40));
    const AnnotationId middle = context.put(boxShape(40, 40, 100, 100), 1);
    const AnnotationId large = context.put(boxShape(20, 20, 200, 200), 2);
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{small});
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{middle});
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{large});
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{small});
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, QuickClicksCycleToo)
{
    const AnnotationId small = context.put(boxShape(60, 60, 40, 40));
    const AnnotationId large = context.put(boxShape(20, 20, 200, 200));
    doubleClick({80, 80});
    EXPECT_EQ(context.selected, Ids{large});
    click({150, 150});
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{small}) << "elsewhere in between: it begins anew";
}

TEST_F(SelectToolTest, ClickOnFreeGroundDeselects)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{id});
    click({300, 250});
    EXPECT_TRUE(context.selected.empty());
}

TEST_F(SelectToolTest, ShiftTogglesOneByOne)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    const AnnotationId b = context.put(boxShape(100, 20, 40, 40));
    click({40, 40});
    click({120, 40}, Qt::ShiftModifier);
    EXPECT_EQ(context.selected, (Ids{a, b}));
    click({40, 40}, Qt::ShiftModifier);
    EXPECT_EQ(context.selected, Ids{b});
    click({300, 250}, Qt::ShiftModifier);
    EXPECT_EQ(context.selected, Ids{b});
}

TEST_F(SelectToolTest, DragMovesAnUnselectedShapeInOneEdit)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    drag({80, 80}, {130, 100});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(context.selected, Ids{id});
    expectNear(context.box(id), {110, 80, 40, 40}, 1.4);
    EXPECT_EQ(context.edits[0].text, "Move car");
    EXPECT_EQ(context.edits[0].mergeKey, "");
}

TEST_F(SelectToolTest, DragMovesTheWholeSelection)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    const AnnotationId b = context.put(polygonShape({{100, 20}, {140, 20}, {140, 60}}));
    context.setSelection({a, b});
    drag({40, 40}, {60, 70});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(context.edits[0].changes.size(), 2u);
    const double dx = context.box(a).x - 20;
    EXPECT_NEAR(dx, 20, 1.4);
    EXPECT_NEAR(context.polygon(b)[0].outer[0].x, 100 + dx, 1e-9);
    EXPECT_EQ(context.edits[0].text, "Move 2 shapes");
}

TEST_F(SelectToolTest, NothingIsStoredWhileADragIsOn)
{
    context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    paint();
    EXPECT_TRUE(context.edits.empty());
    release({130, 100});
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(SelectToolTest, MovingStopsAtTheBorder)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    drag({80, 80}, {405, 150});
    expectNear(context.box(id), {360, 130, 40, 40}, 1.4);
    EXPECT_DOUBLE_EQ(context.box(id).right(), 400);
}

TEST_F(SelectToolTest, EscInADragLeavesAllAsItWas)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    key(Qt::Key_Escape);
    release({130, 100});
    EXPECT_TRUE(context.edits.empty());
    expectNear(context.box(id), {60, 60, 40, 40}, 0);
    EXPECT_EQ(context.selected, Ids{id}) << "the next Esc deselects";
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.selected.empty());
}

TEST_F(SelectToolTest, LostFocusInADragLeavesAllAsItWas)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(&context.view, &out);
    move({150, 120}, Qt::LeftButton);
    release({150, 120});
    EXPECT_TRUE(context.edits.empty());
    expectNear(context.box(id), {60, 60, 40, 40}, 0);
}

TEST_F(SelectToolTest, AnotherToolInADragLeavesAllAsItWas)
{
    context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    tools.activate(QStringLiteral("box"));
    release({130, 100});
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, UndoInADragGivesItUp)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    dragTo({80, 80}, {130, 100});
    context.apply(QStringLiteral("Delete car"), {context.layerContent.removal(id)}, {});
    release({130, 100});
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(SelectToolTest, HandlesResize)
{
    const AnnotationId id = context.put(boxShape(60, 60, 80, 40));
    context.setSelection({id});
    drag({140, 100}, {180, 130});
    expectNear(context.box(id), {60, 60, 120, 70});
    drag({60, 95}, {40, 95});
    expectNear(context.box(id), {40, 60, 140, 70});
    EXPECT_EQ(context.edits.back().text, "Resize car");
}

TEST_F(SelectToolTest, ResizingOverTheOtherSideTurnsTheBox)
{
    const AnnotationId id = context.put(boxShape(60, 60, 80, 40));
    context.setSelection({id});
    drag({140, 100}, {20, 30});
    expectNear(context.box(id), {20, 30, 40, 30});
}

TEST_F(SelectToolTest, ShiftKeepsTheRatio)
{
    const AnnotationId id = context.put(boxShape(60, 60, 80, 40));
    context.setSelection({id});
    drag({140, 100}, {220, 110}, Qt::ShiftModifier);
    const Rect box = context.box(id);
    EXPECT_NEAR(box.width / box.height, 2, 1e-9);
    EXPECT_NEAR(box.width, 160, 1);
    drag({box.right(), box.bottom()}, {400, 300}, Qt::ShiftModifier);
    EXPECT_NEAR(context.box(id).width / context.box(id).height, 2, 1e-9);
    EXPECT_LE(context.box(id).right(), 400);
    EXPECT_LE(context.box(id).bottom(), 300);
}

TEST_F(SelectToolTest, ResizingStopsAtTheBorderAndAtOnePixel)
{
    const AnnotationId id = context.put(boxShape(300, 200, 80, 40));
    context.setSelection({id});
    drag({380, 240}, {410, 305});
    EXPECT_DOUBLE_EQ(context.box(id).right(), 400);
    EXPECT_DOUBLE_EQ(context.box(id).bottom(), 300);
    drag({400, 250}, {300.2, 250});
    EXPECT_GE(context.box(id).width, 1 - 1e-9);
}

TEST_F(SelectToolTest, CtrlScalesAPolygonByItsBox)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 100}, {50, 100}}));
    context.setSelection({id});
    move({150, 100}, Qt::NoButton, Qt::ControlModifier);
    drag({150, 100}, {250, 150}, Qt::ControlModifier);
    ASSERT_EQ(context.edits.size(), 1u);
    const Rect box = *bounds(context.shape(id));
    expectNear(box, {50, 50, 200, 100});
}

TEST_F(SelectToolTest, VertexIsDragged)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 100}}));
    context.setSelection({id});
    drag({150, 50}, {180, 30});
    ASSERT_EQ(context.edits.size(), 1u);
    const Ring& ring = context.polygon(id)[0].outer;
    ASSERT_EQ(ring.size(), 3u);
    EXPECT_NEAR(ring[1].x, 180, 0.8);
    EXPECT_NEAR(ring[1].y, 30, 0.8);
    EXPECT_EQ(ring[0], (Point{50, 50}));
}

TEST_F(SelectToolTest, AClickOnAVertexStoresNothing)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 100}}));
    context.setSelection({id});
    click({150, 50});
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, DraggingAnEdgeInsertsAPoint)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 150}}));
    context.setSelection({id});
    drag({100, 50}, {100, 20});
    ASSERT_EQ(context.edits.size(), 1u);
    const Ring& ring = context.polygon(id)[0].outer;
    ASSERT_EQ(ring.size(), 4u);
    EXPECT_NEAR(ring[1].y, 20, 0.8);
    EXPECT_EQ(context.edits[0].text, "Insert point in car");
}

TEST_F(SelectToolTest, EscWhileInsertingLeavesThePolygon)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 150}}));
    context.setSelection({id});
    dragTo({100, 50}, {100, 20});
    key(Qt::Key_Escape);
    release({100, 20});
    EXPECT_EQ(context.polygon(id)[0].outer.size(), 3u);
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, DoubleClickOnAnEdgeInsertsOnePoint)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 150}}));
    context.put(boxShape(95, 45, 10, 10)); // A smaller one under the edge does not take the click away.
    context.setSelection({id});
    doubleClick({100, 50});
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(context.polygon(id)[0].outer.size(), 4u);
    EXPECT_DOUBLE_EQ(context.polygon(id)[0].outer[1].y, 50) << "on the edge itself";
    EXPECT_EQ(context.selected, Ids{id});
}

TEST_F(SelectToolTest, AltClickAndBackspaceDeleteAVertexButNeverTheLastThree)
{
    const AnnotationId id =
        context.put(polygonShape({{50, 50}, {150, 50}, {150, 150}, {100, 170}, {50, 150}}));
    context.setSelection({id});
    click({100, 170}, Qt::AltModifier);
    EXPECT_EQ(context.polygon(id)[0].outer.size(), 4u);
    move({150, 150});
    key(Qt::Key_Backspace);
    EXPECT_EQ(context.polygon(id)[0].outer.size(), 3u);
    move({150, 50});
    key(Qt::Key_Backspace);
    EXPECT_EQ(context.polygon(id)[0].outer.size(), 3u);
    ASSERT_FALSE(context.said.empty());
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("three points")));
}

TEST_F(SelectToolTest, BackspaceNeverDeletesAnObject)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    click({80, 80});
    key(Qt::Key_Backspace);
    EXPECT_NE(context.layerContent.find(id), nullptr);
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, AHoleGoesWithItsLastThreePoints)
{
    Polygon polygon{
        PolygonPart{{{20, 20}, {220, 20}, {220, 220}, {20, 220}}, {{{60, 60}, {160, 60}, {160, 160}}}}};
    const AnnotationId id = context.put(PolygonShape{polygon});
    context.setSelection({id});
    click({160, 60}, Qt::AltModifier);
    EXPECT_TRUE(context.polygon(id)[0].holes.empty());
    EXPECT_EQ(context.edits.back().text, "Delete hole of car");
}

TEST_F(SelectToolTest, DelDeletesTheSelectionInOneEdit)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    const AnnotationId b = context.put(boxShape(100, 20, 40, 40));
    context.setSelection({a, b});
    key(Qt::Key_Delete);
    EXPECT_TRUE(context.layerContent.isEmpty());
    EXPECT_EQ(context.edits.size(), 1u);
    EXPECT_TRUE(context.selected.empty());
    key(Qt::Key_Delete);
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(SelectToolTest, ARunOfNudgesHasOneMergeKey)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    const AnnotationId b = context.put(boxShape(100, 20, 40, 40));
    context.setSelection({a});
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    key(Qt::Key_Down, Qt::ShiftModifier);
    expectNear(context.box(a), {22, 30, 40, 40}, 0);
    ASSERT_EQ(context.edits.size(), 3u);
    EXPECT_FALSE(context.edits[0].mergeKey.empty());
    EXPECT_EQ(context.edits[0].mergeKey, context.edits[1].mergeKey);
    EXPECT_EQ(context.edits[0].mergeKey, context.edits[2].mergeKey);
    context.setSelection({b});
    key(Qt::Key_Right);
    context.setSelection({a});
    key(Qt::Key_Right);
    EXPECT_NE(context.edits[3].mergeKey, context.edits[0].mergeKey);
    EXPECT_NE(context.edits[4].mergeKey, context.edits[0].mergeKey) << "another run of the same shape";
}

TEST_F(SelectToolTest, NudgingStopsAtTheBorder)
{
    const AnnotationId id = context.put(boxShape(3, 20, 40, 40));
    context.setSelection({id});
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_DOUBLE_EQ(context.box(id).x, 0);
    key(Qt::Key_Left);
    EXPECT_EQ(context.edits.size(), 1u) << "nothing moved, nothing is stored";
}

TEST_F(SelectToolTest, RubberBandSelectsWhatItTouches)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    const AnnotationId b = context.put(polygonShape({{100, 100}, {180, 100}, {180, 180}}));
    const AnnotationId c = context.put(boxShape(300, 200, 40, 40));
    drag({5, 5}, {110, 110});
    EXPECT_EQ(context.selected, (Ids{a, b}));
    drag({290, 190}, {310, 210}, Qt::ShiftModifier);
    EXPECT_EQ(context.selected, (Ids{a, b, c}));
    // Within the box of the triangle, but not of its region.
    drag({102, 178}, {120, 160});
    EXPECT_TRUE(context.selected.empty());
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, EscInARubberBandKeepsTheSelection)
{
    const AnnotationId a = context.put(boxShape(20, 20, 40, 40));
    context.put(boxShape(100, 20, 40, 40));
    context.setSelection({a});
    dragTo({5, 100}, {160, 15});
    key(Qt::Key_Escape);
    release({160, 15});
    EXPECT_EQ(context.selected, Ids{a});
}

TEST_F(SelectToolTest, LockedShapesAreNotPickedAndNotChanged)
{
    const AnnotationId locked = context.put(boxShape(60, 60, 40, 40));
    const AnnotationId below = context.put(boxShape(20, 20, 200, 200));
    CanvasStyle style = context.view.style();
    style.locked[locked] = true;
    context.view.setStyle(style);
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{below});
    context.setSelection({locked});
    key(Qt::Key_Delete);
    key(Qt::Key_Right);
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, WhereNothingMayChangeShapesCanStillBePicked)
{
    const AnnotationId id = context.put(boxShape(60, 60, 40, 40));
    context.editable = false;
    click({80, 80});
    EXPECT_EQ(context.selected, Ids{id});
    drag({80, 80}, {120, 120});
    drag({100, 100}, {150, 150});
    key(Qt::Key_Delete);
    key(Qt::Key_Right);
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SelectToolTest, MasksMoveByWholePixels)
{
    std::vector<std::uint8_t> pixels(400 * 300);
    for (std::size_t y = 50; y < 80; ++y)
        for (std::size_t x = 60; x < 100; ++x)
            pixels[y * 400 + x] = 1;
    const AnnotationId id = context.put(MaskShape{maskFromRle(encodeRle(pixels.data(), 300, 400, 400))});
    drag({80, 60}, {100.4, 70.4});
    ASSERT_EQ(context.edits.size(), 1u);
    const Rect box = *bounds(context.shape(id));
    EXPECT_EQ(box.width, 40);
    EXPECT_EQ(box.height, 30);
    EXPECT_NEAR(box.x, 80, 1.01);
    EXPECT_EQ(box.x, std::round(box.x));
    paint();
}

TEST_F(SelectToolTest, RightClickListsAllShapesSmallestFirst)
{
    const AnnotationId small = context.put(boxShape(60, 60, 40, 40));
    const AnnotationId large = context.put(boxShape(20, 20, 200, 200));
    press({80, 80}, {}, Qt::RightButton);
    release({80, 80}, {}, Qt::RightButton);
    EXPECT_EQ(context.picked, (Ids{small, large}));
}

TEST_F(SelectToolTest, HintFollowsThePointer)
{
    const AnnotationId id = context.put(polygonShape({{50, 50}, {150, 50}, {150, 150}}));
    EXPECT_TRUE(hint().contains(QStringLiteral("picks")));
    context.setSelection({id});
    move({150, 50});
    EXPECT_TRUE(hint().contains(QStringLiteral("moves the point")));
    move({100, 50});
    EXPECT_TRUE(hint().contains(QStringLiteral("inserts a point")));
    EXPECT_EQ(context.view.hovered(), id);
    move({300, 250});
    EXPECT_TRUE(context.view.hovered().isNull());
}

TEST_F(SelectToolTest, ControlAndAnArrowMovesOneEdgeOfABox)
{
    const AnnotationId id = context.put(boxShape(10, 20, 30, 40));
    context.setSelection({id});
    key(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(context.box(id), (Rect{10, 20, 31, 40}));
    key(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(context.box(id), (Rect{10, 19, 31, 41}));
    key(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(context.box(id), (Rect{11, 19, 30, 41}));
    for (int i = 0; i < 50; ++i)
        key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(context.box(id), (Rect{11, 19, 30, 1}));
    for (int i = 0; i < 20; ++i)
        key(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(context.box(id), (Rect{0, 19, 41, 1}));
    EXPECT_EQ(context.edits.front().mergeKey, context.edits.back().mergeKey);
}

TEST_F(SelectToolTest, AVertexThatTwoPolygonsShareMovesInBothByOneEdit)
{
    const AnnotationId left = context.put(polygonShape({{20, 20}, {60, 20}, {60, 80}, {20, 80}}));
    const AnnotationId right = context.put(polygonShape({{60, 80}, {60, 20}, {120, 20}, {120, 80}}));
    const AnnotationId near = context.put(polygonShape({{61, 20}, {100, 2}, {120, 10}}));
    const Polygon apart = context.polygon(near);
    context.setSelection({left});
    dragTo({60, 20}, {70, 40});
    paint();
    release({70, 40});
    ASSERT_EQ(context.edits.size(), 1U);
    EXPECT_EQ(context.edits[0].changes.size(), 2U);
    EXPECT_EQ(context.polygon(left)[0].outer[1], context.polygon(right)[0].outer[1]);
    EXPECT_NEAR(context.polygon(right)[0].outer[1].x, 70, 1);
    EXPECT_EQ(context.polygon(near), apart);
    const Polygon still = context.polygon(right);
    drag({60, 80}, {50, 90}, Qt::ShiftModifier);
    EXPECT_EQ(context.edits.back().changes.size(), 1U);
    EXPECT_EQ(context.polygon(right), still);
}

} // namespace
} // namespace touchstone
