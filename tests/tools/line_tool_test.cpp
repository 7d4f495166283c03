#include "tool_bed.h"

namespace touchstone {
namespace {

struct LineToolTest : ToolBed {
    const Ring& line(const AnnotationId& id) const { return *std::get<PolylineShape>(context.shape(id)).points; }
};

TEST_F(LineToolTest, ClicksMakeALineAndEnterEndsIt)
{
    tools.activate(QStringLiteral("polyline"));
    click({50, 50});
    key(Qt::Key_Return);
    EXPECT_TRUE(context.edits.empty()) << "one point is no line";
    click({100, 60});
    click({150, 40});
    paint();
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    ASSERT_EQ(line(context.added.front()).size(), 3u);
    EXPECT_NEAR(line(context.added.front())[1].x, 100, 0.7);
    EXPECT_TRUE(context.drafts.back().empty()) << "the draft went with it";
}

TEST_F(LineToolTest, DoubleClickIsTheLastPoint)
{
    tools.activate(QStringLiteral("polyline"));
    click({50, 50});
    doubleClick({120, 80});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(line(context.added.front()).size(), 2u);
}

TEST_F(LineToolTest, DraftsAreKeptUndoneAndDropped)
{
    tools.activate(QStringLiteral("polyline"));
    click({50, 50});
    click({100, 60});
    const std::string stored = context.drafts.back();
    EXPECT_NE(stored.find("polyline"), std::string::npos);
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Return);
    EXPECT_TRUE(context.edits.empty());
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    tools.restoreDraft(QStringLiteral("polyline"), stored);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Return);
    EXPECT_EQ(context.edits.size(), 1u);
}

TEST_F(LineToolTest, ShiftDragDrawsFreehand)
{
    tools.activate(QStringLiteral("polyline"));
    move({50, 50});
    press({50, 50}, Qt::ShiftModifier);
    for (int x = 50; x <= 150; x += 5)
        move({double(x), 50 + (x % 20) / 4.0}, Qt::LeftButton, Qt::ShiftModifier);
    release({150, 52}, Qt::ShiftModifier);
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_GT(line(context.added.front()).size(), 10u);
}

TEST_F(LineToolTest, SelectMovesInsertsAndDeletesPointsOfALine)
{
    const AnnotationId id = context.put(PolylineShape{Ring{{50, 50}, {150, 50}, {250, 100}}});
    context.setSelection({id});
    drag({150, 50}, {150, 90});
    EXPECT_NEAR(line(id)[1].y, 90, 1);
    doubleClick({100, 70});
    ASSERT_EQ(line(id).size(), 4u);
    EXPECT_NEAR(line(id)[1].x, 100, 1);
    click(line(id)[1], Qt::AltModifier);
    EXPECT_EQ(line(id).size(), 3u);
    click(line(id)[1], Qt::AltModifier);
    EXPECT_EQ(line(id).size(), 2u);
    click(line(id)[1], Qt::AltModifier);
    EXPECT_EQ(line(id).size(), 2u) << "two stay";
    EXPECT_FALSE(context.said.empty());
}

TEST_F(LineToolTest, AClickIsAPointAndSelectMovesIt)
{
    tools.activate(QStringLiteral("point"));
    click({70, 80});
    ASSERT_EQ(context.edits.size(), 1u);
    const AnnotationId id = context.added.front();
    const auto place = [&] { return std::get<PointShape>(context.shape(id)).at; };
    EXPECT_NEAR(place().x, 70, 0.7);
    paint();
    press({90, 90});
    key(Qt::Key_Escape);
    release({90, 90});
    EXPECT_EQ(context.edits.size(), 1u) << "given up";
    tools.activate(QStringLiteral("select"));
    click({70, 80});
    EXPECT_EQ(context.selected, std::vector{id});
    drag({70, 80}, {110, 60});
    EXPECT_NEAR(place().x, 110, 1);
    drag(place(), {500, 400});
    EXPECT_EQ(place(), (Point{400, 300})) << "no farther than the image";
}

} // namespace
} // namespace touchstone
