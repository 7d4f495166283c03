#include <gtest/gtest.h>

#include <QWheelEvent>

#include "tools/tool_bed.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

/// A dark square with a slightly lighter part, and another dark one apart from it.
struct WandToolTest : ToolBed {
    WandToolTest()
    {
        context.makePicture();
        context.colour(50, 50, 60, 60, {20, 20, 20});
        context.colour(80, 50, 30, 60, {50, 50, 50});
        context.colour(200, 50, 40, 40, {20, 20, 20});
        tools.activate(QStringLiteral("wand"));
    }
    const Mask& mask(const AnnotationId& id) const { return *std::get<MaskShape>(context.shape(id)).mask; }
    void rightClick(Point p)
    {
        press(p, {}, Qt::RightButton);
        release(p, {}, Qt::RightButton);
    }
};

TEST_F(WandToolTest, TheAnswerIsADraftUntilEnter)
{
    click({60, 60});
    EXPECT_TRUE(tools.hasDraft());
    EXPECT_TRUE(context.edits.empty());
    key(Qt::Key_Return);
    EXPECT_FALSE(tools.hasDraft());
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 30U * 60U);
    EXPECT_EQ(context.edits.size(), 1U);
}

TEST_F(WandToolTest, ToleranceChangesWhatTheLastClickGave)
{
    click({60, 60});
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_BracketRight);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 60U * 60U);
}

TEST_F(WandToolTest, TheWheelWithShiftChangesTheToleranceToo)
{
    click({60, 60});
    for (int i = 0; i < 3; ++i) {
        QWheelEvent event(QPointF(100, 100), QPointF(100, 100), {}, {0, 120}, Qt::NoButton, Qt::ShiftModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&context.view, &event);
    }
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 60U * 60U);
}

TEST_F(WandToolTest, EverywhereTakesWhatIsApart)
{
    click({60, 60});
    key(Qt::Key_J);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 30U * 60U + 40U * 40U);
}

TEST_F(WandToolTest, ShiftAddsAndTheRightButtonTakesAway)
{
    click({60, 60});
    click({210, 60}, Qt::ShiftModifier);
    click({100, 60}, Qt::ShiftModifier);
    rightClick({60, 60});
    EXPECT_TRUE(context.edits.empty());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    const Mask& made = mask(context.added.front());
    EXPECT_EQ(area(made), 40U * 40U + 30U * 60U);
    EXPECT_FALSE(contains(made, {60, 60}));
}

TEST_F(WandToolTest, AltTakesFromTheSelectedMask)
{
    const AnnotationId id = context.put(
        MaskShape{maskFromPolygon(Polygon{{{{50, 50}, {110, 50}, {110, 110}, {50, 110}}, {}}}, 400, 300)});
    context.setSelection({id});
    click({60, 60}, Qt::AltModifier);
    EXPECT_EQ(area(mask(id)), 60U * 60U);
    key(Qt::Key_Return);
    EXPECT_EQ(area(mask(id)), 30U * 60U);
    EXPECT_EQ(context.layerContent.annotations().size(), 1U);
}

TEST_F(WandToolTest, TheNextClickAcceptsTheDraft)
{
    click({60, 60});
    click({210, 60});
    EXPECT_EQ(context.added.size(), 1U);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 2U);
    EXPECT_EQ(area(mask(context.added[0])), 30U * 60U);
    EXPECT_EQ(area(mask(context.added[1])), 40U * 40U);
}

TEST_F(WandToolTest, EscDropsTheDraftAndWhatIsStoredOfIt)
{
    click({60, 60});
    ASSERT_FALSE(context.drafts.empty());
    EXPECT_FALSE(context.drafts.back().empty());
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(context.drafts.back().empty());
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(tools.activeId(), QStringLiteral("wand"));
}

TEST_F(WandToolTest, EscEndsTheWorkAndKeepsTheDraft)
{
    click({60, 60});
    context.holdsWork = true;
    click({210, 60}, Qt::ShiftModifier);
    ASSERT_EQ(context.works.size(), 1U);
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.works.empty());
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 30U * 60U);
}

TEST_F(WandToolTest, UndoTakesBackOneClick)
{
    click({60, 60});
    click({210, 60}, Qt::ShiftModifier);
    EXPECT_TRUE(tools.undo());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 30U * 60U);
}

TEST_F(WandToolTest, AStoredDraftComesBack)
{
    click({60, 60});
    const std::string body = context.drafts.back();
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    tools.restoreDraft(QStringLiteral("wand"), body);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 30U * 60U);
}

} // namespace
} // namespace touchstone
