#include "canvas/hit_test.h"
#include "tool_bed.h"

namespace touchstone {
namespace {

struct FrameToolTest : ToolBed {
    const TurnedRect& box() const
    {
        return std::get<RotatedBoxShape>(context.shape(context.added.front())).rect;
    }
    const TurnedRect& ellipse() const
    {
        return std::get<EllipseShape>(context.shape(context.added.front())).frame;
    }
};

TEST_F(FrameToolTest, BaseLineAndWidthMakeARotatedBox)
{
    tools.activate(QStringLiteral("rotated_box"));
    click({100, 100});
    click({200, 100});
    EXPECT_TRUE(context.edits.empty());
    move({150, 140});
    paint();
    click({150, 140});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NEAR(box().width, 100, 1);
    EXPECT_NEAR(box().height, 40, 1);
    EXPECT_NEAR(box().center.y, 120, 1);
    EXPECT_NEAR(box().angle, 0, 0.5);
}

TEST_F(FrameToolTest, ASlopingBaseLineTurnsTheBox)
{
    tools.activate(QStringLiteral("rotated_box"));
    click({100, 100});
    click({200, 200});
    click({140, 200});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NEAR(box().angle, 45, 0.5);
    EXPECT_NEAR(box().width, 141.4, 1.5);
}

TEST_F(FrameToolTest, ADragIsTurnedUntilTheNextClick)
{
    tools.activate(QStringLiteral("rotated_box"));
    drag({100, 100}, {200, 160});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_TRUE(tools.active().isBusy());
    // The corner at (200, 160), seen from the middle (150, 130), goes a quarter turn on.
    move({120, 180});
    paint();
    click({120, 180});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NEAR(box().angle, 90, 1);
    EXPECT_NEAR(box().width, 100, 1);
    EXPECT_NEAR(box().height, 60, 1);
}

TEST_F(FrameToolTest, EnterKeepsADraggedBoxAsItStands)
{
    tools.activate(QStringLiteral("rotated_box"));
    drag({100, 100}, {200, 160});
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NEAR(box().angle, 0, 0.5);
}

TEST_F(FrameToolTest, EscStepsBackAtEveryStage)
{
    tools.activate(QStringLiteral("rotated_box"));
    dragTo({100, 100}, {160, 140});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    release({160, 140});
    click({100, 100});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    click({100, 100});
    click({200, 100});
    key(Qt::Key_Escape);
    EXPECT_TRUE(tools.active().isBusy()) << "the base line is drawn anew from where it began";
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    drag({100, 100}, {160, 140});
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.active().isBusy());
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(tools.activeId(), QStringLiteral("rotated_box"));
}

TEST_F(FrameToolTest, ADragIsAWholeEllipse)
{
    tools.activate(QStringLiteral("ellipse"));
    drag({100, 100}, {200, 160});
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_NEAR(ellipse().center.x, 150, 1);
    EXPECT_NEAR(ellipse().height, 60, 1);
    paint();
}

TEST_F(FrameToolTest, WhatIsTooThinIsNotStored)
{
    tools.activate(QStringLiteral("ellipse"));
    drag({100, 100}, {200, 101});
    EXPECT_TRUE(context.edits.empty());
    ASSERT_FALSE(context.said.empty());
    EXPECT_TRUE(context.said.back().startsWith(QStringLiteral("Too small")));
}

TEST_F(FrameToolTest, SelectPullsSidesTurnsAndKeepsTheRest)
{
    const AnnotationId id = context.put(RotatedBoxShape{{{200, 150}, 100, 60, 0}});
    const auto rect = [&] { return std::get<RotatedBoxShape>(context.shape(id)).rect; };
    context.setSelection({id});
    paint();
    drag({250, 150}, {270, 150});
    EXPECT_NEAR(rect().width, 120, 1);
    EXPECT_NEAR(rect().center.x, 210, 1) << "the left side stays";
    const double arm = turningArm(context.view.tolerance());
    drag({210, 120 - arm}, {300, 150});
    EXPECT_NEAR(rect().angle, 90, 1);
    EXPECT_NEAR(rect().width, 120, 1);
    EXPECT_EQ(context.edits.size(), 2u);
    key(Qt::Key_Right, Qt::AltModifier);
    key(Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_NEAR(rect().angle, 91.1, 1);
    EXPECT_EQ(context.edits[2].mergeKey, context.edits[3].mergeKey);
}

} // namespace
} // namespace touchstone
