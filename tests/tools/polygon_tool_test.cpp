#include "tool_bed.h"

namespace touchstone {
namespace {

struct PolygonToolTest : ToolBed {
    PolygonToolTest() { tools.activate(QStringLiteral("polygon")); }
    void triangle()
    {
        click({40, 30});
        click({140, 30});
        click({140, 110});
    }
    const Ring& drawn() { return context.polygon(context.added.back()).front().outer; }
    void expectNear(Point a, Point b)
    {
        EXPECT_NEAR(a.x, b.x, 0.7);
        EXPECT_NEAR(a.y, b.y, 0.7);
    }
};

TEST_F(PolygonToolTest, EnterCloses)
{
    triangle();
    EXPECT_TRUE(context.edits.empty());
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(drawn().size(), 3u);
    expectNear(drawn()[1], {140, 30});
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.drafts.back(), "");
}

TEST_F(PolygonToolTest, DoubleClickClosesAndAddsNoSecondVertex)
{
    triangle();
    doubleClick({60, 120});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn().size(), 4u);
    expectNear(drawn()[3], {60, 120});
}

TEST_F(PolygonToolTest, FirstPointCloses)
{
    triangle();
    click({42, 31});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(drawn().size(), 3u);
}

TEST_F(PolygonToolTest, DoubleClickOnTheFirstPointClosesOnceAndStartsNothing)
{
    triangle();
    doubleClick({40, 30});
    EXPECT_EQ(context.edits.size(), 1u);
    EXPECT_FALSE(tools.hasDraft());
}

TEST_F(PolygonToolTest, AClickNearTheFirstOfTwoPointsDoesNotClose)
{
    click({40, 30});
    click({140, 30});
    click({42, 31});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
}

TEST_F(PolygonToolTest, TwoPointsAreNoPolygon)
{
    click({40, 30});
    click({140, 30});
    key(Qt::Key_Enter);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
    ASSERT_FALSE(context.said.empty());
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("three points")));
}

TEST_F(PolygonToolTest, PointsOnOneLineAreNoPolygon)
{
    click({40, 30});
    click({100, 30});
    click({140, 30});
    key(Qt::Key_Enter);
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.hasDraft());
}

TEST_F(PolygonToolTest, BackspaceRemovesTheLastPointAndNoObject)
{
    const AnnotationId other = context.put(boxShape(200, 200, 50, 50));
    triangle();
    key(Qt::Key_Backspace);
    click({50, 120});
    key(Qt::Key_Enter);
    ASSERT_EQ(drawn().size(), 3u);
    expectNear(drawn()[2], {50, 120});
    context.setSelection({other});
    key(Qt::Key_Backspace);
    EXPECT_NE(context.layerContent.find(other), nullptr);
}

TEST_F(PolygonToolTest, UndoAndRedoWorkOnPoints)
{
    triangle();
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    click({60, 120});
    key(Qt::Key_Enter);
    ASSERT_EQ(drawn().size(), 3u);
    expectNear(drawn()[1], {140, 30});
    expectNear(drawn()[2], {60, 120});
    EXPECT_FALSE(tools.undo()) << "after the shape is stored, undo is the item's";
}

TEST_F(PolygonToolTest, UndoOfBackspaceBringsThePointBack)
{
    triangle();
    key(Qt::Key_Backspace);
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Enter);
    EXPECT_EQ(drawn().size(), 3u);
}

TEST_F(PolygonToolTest, EscDropsTheDraftAndUndoBringsItBack)
{
    triangle();
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.drafts.back(), "");
    EXPECT_EQ(tools.activeId(), QStringLiteral("polygon"));
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(tools.hasDraft());
    EXPECT_NE(context.drafts.back(), "");
    key(Qt::Key_Enter);
    EXPECT_EQ(drawn().size(), 3u);
}

TEST_F(PolygonToolTest, AnotherClickAfterEscForgetsTheDroppedDraft)
{
    triangle();
    key(Qt::Key_Escape);
    click({200, 200});
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_FALSE(tools.undo());
}

TEST_F(PolygonToolTest, EachPointSavesTheDraft)
{
    triangle();
    ASSERT_GE(context.drafts.size(), 3u);
    const std::string saved = context.drafts.back();
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.drafts.back(), saved) << "paging keeps what is stored";
    tools.restoreDraft(QStringLiteral("polygon"), saved);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Enter);
    ASSERT_EQ(drawn().size(), 3u);
    expectNear(drawn()[2], {140, 110});
}

TEST_F(PolygonToolTest, UnreadableDraftsAreIgnored)
{
    for (const char* body :
         {"", "{", "[]", "{\"tool\":\"polygon\"}", "{\"tool\":\"box\",\"points\":[[1,2]]}",
          "{\"tool\":\"polygon\",\"points\":[[1]]}", "{\"tool\":\"polygon\",\"points\":[[\"a\",2]]}",
          "{\"tool\":\"polygon\",\"role\":\"hole\",\"points\":[[1,2]]}"}) {
        tools.restoreDraft(QStringLiteral("polygon"), body);
        EXPECT_FALSE(tools.hasDraft()) << body;
    }
}

TEST_F(PolygonToolTest, DraftSurvivesAnotherTool)
{
    triangle();
    tools.activate(QStringLiteral("select"));
    EXPECT_TRUE(tools.hasDraft());
    paint();
    tools.activate(QStringLiteral("polygon"));
    key(Qt::Key_Enter);
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(PolygonToolTest, LostFocusKeepsTheDraft)
{
    triangle();
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(&context.view, &out);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Enter);
    EXPECT_EQ(drawn().size(), 3u);
}

TEST_F(PolygonToolTest, LostFocusWhilePlacingTakesThatPointBack)
{
    triangle();
    press({60, 120});
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(&context.view, &out);
    release({60, 120});
    key(Qt::Key_Enter);
    EXPECT_EQ(drawn().size(), 3u);
}

TEST_F(PolygonToolTest, PointsStayInTheImage)
{
    click({350, 30});
    click({420, 30});
    click({420, 308});
    key(Qt::Key_Enter);
    EXPECT_DOUBLE_EQ(drawn()[1].x, 400);
    EXPECT_EQ(drawn()[2], (Point{400, 300}));
}

TEST_F(PolygonToolTest, AltCutsAHoleIntoTheSelectedPolygon)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {220, 20}, {220, 220}, {20, 220}}));
    context.setSelection({id});
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("Alt")));
    click({60, 60}, Qt::AltModifier);
    click({160, 60});
    click({160, 160});
    EXPECT_TRUE(tools.active().hint().startsWith(QStringLiteral("hole")));
    paint();
    key(Qt::Key_Enter);
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(context.polygon(id).size(), 1u);
    ASSERT_EQ(context.polygon(id)[0].holes.size(), 1u);
    EXPECT_EQ(context.selected, std::vector{id}) << "so that another hole can follow";
    EXPECT_EQ(context.edits[0].text, "Cut hole in car");
    EXPECT_FALSE(contains(context.shape(id), Point{140, 80}));
}

TEST_F(PolygonToolTest, AVertexUnderTheButtonGoesWithTheTool)
{
    click({50, 50});
    const std::string one = context.drafts.back();
    dragTo({150, 50}, {170, 70});
    tools.activate(QStringLiteral("select"));
    EXPECT_EQ(context.drafts.back(), one) << "what is stored is what is shown";
    release({170, 70});
    tools.activate(QStringLiteral("polygon"));
    click({150, 60});
    click({150, 160});
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(context.polygon(context.added.back())[0].outer.size(), 3u);
}

TEST_F(PolygonToolTest, AltOutsideAddsAPart)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {120, 20}, {120, 120}}));
    context.setSelection({id});
    click({200, 200}, Qt::AltModifier);
    click({260, 200});
    click({260, 260});
    key(Qt::Key_Enter);
    ASSERT_EQ(context.polygon(id).size(), 2u);
    EXPECT_TRUE(contains(context.shape(id), Point{250, 210}));
}

TEST_F(PolygonToolTest, AHoleDraftIsRestoredAsAHole)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {220, 20}, {220, 220}, {20, 220}}));
    context.setSelection({id});
    click({60, 60}, Qt::AltModifier);
    click({160, 60});
    const std::string saved = context.drafts.back();
    tools.itemChanged();
    tools.restoreDraft(QStringLiteral("polygon"), saved);
    click({160, 160});
    key(Qt::Key_Enter);
    EXPECT_EQ(context.polygon(id)[0].holes.size(), 1u);
}

TEST_F(PolygonToolTest, AHoleInADeletedPolygonIsKeptAsDraft)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {220, 20}, {220, 220}, {20, 220}}));
    context.setSelection({id});
    click({60, 60}, Qt::AltModifier);
    click({160, 60});
    click({160, 160});
    context.apply(QStringLiteral("Delete car"), {context.layerContent.removal(id)}, {});
    key(Qt::Key_Enter);
    EXPECT_TRUE(tools.hasDraft());
    EXPECT_FALSE(context.said.empty());
}

TEST_F(PolygonToolTest, WithoutAltTheSelectionGoesAndANewShapeBegins)
{
    const AnnotationId id = context.put(polygonShape({{20, 20}, {220, 20}, {220, 220}, {20, 220}}));
    context.setSelection({id});
    triangle();
    EXPECT_TRUE(context.selected.empty());
    key(Qt::Key_Enter);
    EXPECT_EQ(context.layerContent.annotations().size(), 2u);
}

TEST_F(PolygonToolTest, CrossingOutlineIsSaidAndAllowed)
{
    click({40, 40});
    click({140, 140});
    click({140, 40});
    click({40, 140});
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("crosses itself")));
    key(Qt::Key_Enter);
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(PolygonToolTest, TheSamePlaceTwiceIsOnePoint)
{
    triangle();
    click({140, 110});
    key(Qt::Key_Enter);
    EXPECT_EQ(drawn().size(), 3u);
}

} // namespace
} // namespace touchstone
