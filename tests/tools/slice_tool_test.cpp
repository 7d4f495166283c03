#include "tool_bed.h"
#include "tools/polygon_commands.h"
#include "touchstone/model/relations.h"

namespace touchstone {
namespace {

struct SliceToolTest : ToolBed {
    SliceToolTest() { tools.activate(QStringLiteral("slice")); }
    AnnotationId square(double x, double y, double side)
    {
        return context.put(polygonShape({{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}));
    }
    std::size_t count() const { return context.layerContent.annotations().size(); }
    double areaOf(const AnnotationId& id) { return area(context.polygon(id)); }
};

TEST_F(SliceToolTest, ADraggedLineCutsAllThatItCrosses)
{
    const AnnotationId a = square(50, 50, 40), b = square(100, 50, 40), far = square(200, 200, 40);
    drag({40, 70}, {150, 70});
    ASSERT_EQ(context.edits.size(), 1u) << "one Edit";
    EXPECT_EQ(context.edits.back().text, "Slice 2 shapes");
    EXPECT_EQ(count(), 5u);
    EXPECT_NEAR(areaOf(a), 800, 40);
    EXPECT_NEAR(areaOf(b), 800, 40);
    EXPECT_EQ(areaOf(far), 1600);
    double sum = 0;
    for (const Annotation& annotation : context.layerContent.annotations())
        sum += area(*std::get<PolygonShape>(annotation.shape).polygon);
    EXPECT_NEAR(sum, 4800, 1e-6);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(tools.activeId(), QStringLiteral("slice")) << "for the next cut";
}

TEST_F(SliceToolTest, OnlyTheSelectionIsCutAndItsPiecesAreSelected)
{
    const AnnotationId a = square(50, 50, 40), b = square(100, 50, 40);
    context.setSelection({a});
    paint();
    drag({40, 70}, {150, 70});
    EXPECT_EQ(count(), 3u);
    EXPECT_EQ(areaOf(b), 1600);
    ASSERT_EQ(context.selected.size(), 2u);
    EXPECT_EQ(context.selected.front(), a);
}

TEST_F(SliceToolTest, ClicksMakeABrokenLine)
{
    const AnnotationId a = square(50, 50, 40);
    click({40, 60});
    click({70, 60});
    EXPECT_TRUE(context.edits.empty());
    click({70, 100});
    paint();
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(count(), 2u);
    EXPECT_NEAR(areaOf(a), 1000, 40) << "the larger piece keeps the id";
    click({40, 55});
    doubleClick({60, 55});
    EXPECT_EQ(context.edits.size(), 1u) << "it ends inside";
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("does not pass through")));
    EXPECT_TRUE(tools.hasDraft()) << "and the line can be gone on with";
}

TEST_F(SliceToolTest, EscGivesUpAtEachStage)
{
    square(50, 50, 40);
    dragTo({40, 70}, {120, 70});
    key(Qt::Key_Escape);
    release({120, 70});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_FALSE(tools.hasDraft()) << "both ends";
    click({40, 70});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    click({40, 70});
    click({60, 70});
    key(Qt::Key_Backspace);
    key(Qt::Key_Z, Qt::ControlModifier);
    click({120, 70});
    key(Qt::Key_Return);
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(SliceToolTest, ADragThatCutsNothingLeavesNothing)
{
    square(50, 50, 40);
    drag({60, 60}, {80, 80});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_FALSE(context.said.empty());
    drag({200, 200}, {250, 250});
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("no polygon or line")));
    context.setSelection({context.put(boxShape(10, 10, 30, 30))});
    drag({5, 20}, {60, 20});
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("Only polygons and lines")));
    EXPECT_EQ(count(), 2u);
}

TEST_F(SliceToolTest, LinesAreSplitAndLockedOnesStay)
{
    const AnnotationId line = context.put(PolylineShape{Ring{{50, 50}, {150, 50}, {150, 150}}});
    const AnnotationId locked = square(80, 30, 40);
    CanvasStyle style = context.view.style();
    style.locked[locked] = true;
    context.view.setStyle(style);
    drag({100, 20}, {100, 100});
    ASSERT_EQ(count(), 3u);
    EXPECT_EQ(std::get<PolylineShape>(context.shape(line)).points->size(), 2u);
    EXPECT_EQ(areaOf(locked), 1600);
}

TEST(SliceCommand, PiecesKeepLabelAndAttributesAndTheFirstKeepsTheRest)
{
    LayerContent content;
    Annotation whole;
    whole.id = AnnotationId::create();
    whole.instance = InstanceId::create();
    whole.label = LabelId::create();
    whole.score = 0.5;
    whole.z = 3;
    whole.occluded = true;
    whole.attributes = {{"parked", true}};
    whole.shape = PolygonShape{Polygon{{{{0, 0}, {30, 0}, {30, 10}, {0, 10}}, {}}}};
    Edit edit;
    edit.changes = {content.creation(whole)};
    ASSERT_TRUE(content.apply(edit).ok());
    const Slices slices = slice(content, {whole.id, AnnotationId::create()}, {{10, -5}, {10, 15}});
    ASSERT_EQ(slices.pieces.size(), 2u);
    edit.changes = slices.changes;
    ASSERT_TRUE(content.apply(edit).ok());
    Annotation first = *content.find(slices.pieces[0]), second = *content.find(slices.pieces[1]);
    EXPECT_EQ(area(*std::get<PolygonShape>(first.shape).polygon), 200);
    EXPECT_EQ(area(*std::get<PolygonShape>(second.shape).polygon), 100);
    EXPECT_FALSE(second.score);
    EXPECT_TRUE(second.instance.isNull());
    second.id = first.id = whole.id;
    second.shape = first.shape = whole.shape;
    EXPECT_EQ(first, whole);
    second.score = whole.score;
    second.instance = whole.instance;
    EXPECT_EQ(second, whole);
    edit = inverse(edit);
    ASSERT_TRUE(content.apply(edit).ok());
    EXPECT_EQ(*content.find(whole.id), whole);
    EXPECT_EQ(content.annotations().size(), 1u);
}

} // namespace
} // namespace touchstone
