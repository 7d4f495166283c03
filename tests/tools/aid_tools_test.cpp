#include <gtest/gtest.h>

#include "tools/box_snap.h"
#include "tools/tool_bed.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

/// A dark square of 100 × 80 at (120, 90) on grey.
struct AidToolsTest : ToolBed {
    AidToolsTest()
    {
        context.makePicture();
        context.colour(120, 90, 100, 80, {20, 30, 200});
    }
    const Mask& mask(const AnnotationId& id) const { return *std::get<MaskShape>(context.shape(id)).mask; }
    static bool isNear(const Rect& r, double slack)
    {
        return std::abs(r.x - 120) <= slack && std::abs(r.y - 90) <= slack && std::abs(r.right() - 220) <= slack &&
               std::abs(r.bottom() - 170) <= slack;
    }
    void strokeRight(Point from, Point to)
    {
        press(from, {}, Qt::RightButton);
        move(to, Qt::RightButton);
        release(to, {}, Qt::RightButton);
    }
};

TEST_F(AidToolsTest, GrabCutFindsTheObjectInABox)
{
    tools.activate(QStringLiteral("grab_cut"));
    drag({100, 70}, {240, 190});
    EXPECT_TRUE(tools.hasDraft());
    EXPECT_TRUE(context.edits.empty());
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_TRUE(isNear(bounds(mask(context.added.front())), 2));
}

TEST_F(AidToolsTest, GrabCutStrokesRefineTheDraft)
{
    context.colour(170, 90, 50, 80, {200, 30, 20});
    tools.activate(QStringLiteral("grab_cut"));
    drag({100, 70}, {240, 190});
    const std::string first = context.drafts.back();
    strokeRight({195, 100}, {195, 160});
    EXPECT_TRUE(context.edits.empty());
    EXPECT_NE(context.drafts.back(), first);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_TRUE(contains(mask(context.added.front()), {140, 130}));
    EXPECT_FALSE(contains(mask(context.added.front()), {195, 130}));
}

TEST_F(AidToolsTest, UndoTakesBackAStrokeOfGrabCut)
{
    tools.activate(QStringLiteral("grab_cut"));
    drag({100, 70}, {240, 190});
    tools.keepDraft();
    const std::string first = context.drafts.back();
    strokeRight({140, 100}, {140, 160});
    EXPECT_TRUE(tools.undo());
    EXPECT_EQ(context.drafts.back(), first);
}

TEST_F(AidToolsTest, ADraftIsWrittenDownByTheStepAndNotByTheMove)
{
    tools.activate(QStringLiteral("superpixels"));
    move({130, 100});
    dragTo({130, 100}, {200, 150});
    const std::size_t written = context.drafts.size();
    EXPECT_EQ(written, 1U) << "each piece was written";
    release({200, 150});
    tools.keepDraft();
    ASSERT_EQ(context.drafts.size(), 2U);
    EXPECT_NE(context.drafts[0], context.drafts[1]);
    tools.keepDraft();
    EXPECT_EQ(context.drafts.size(), 2U) << "nothing was new";
    dragTo({230, 200}, {300, 250});
    EXPECT_TRUE(QTest::qWaitFor([this] { return context.drafts.size() >= 4U; }, 2000)) << "rest does not write";
}

TEST_F(AidToolsTest, PiecesAreNotPaintedOnAfterTheFocusWasLost)
{
    tools.activate(QStringLiteral("superpixels"));
    move({130, 100});
    dragTo({130, 100}, {150, 120});
    tools.focusLost();
    const std::string kept = context.drafts.back();
    move({300, 250});
    tools.keepDraft();
    EXPECT_EQ(context.drafts.back(), kept);
    EXPECT_TRUE(tools.hasDraft());
}

TEST_F(AidToolsTest, EscEndsGrabCutAndDropsItsBox)
{
    tools.activate(QStringLiteral("grab_cut"));
    context.holdsWork = true;
    drag({100, 70}, {240, 190});
    EXPECT_EQ(context.works.size(), 1U);
    key(Qt::Key_Escape);
    EXPECT_TRUE(context.works.empty());
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(tools.activeId(), QStringLiteral("grab_cut"));
}

TEST_F(AidToolsTest, PiecesArePaintedAndTakenOut)
{
    tools.activate(QStringLiteral("superpixels"));
    move({130, 100});
    dragTo({130, 100}, {200, 150});
    release({200, 150});
    EXPECT_TRUE(tools.hasDraft());
    EXPECT_TRUE(context.edits.empty());
    press({130, 100}, {}, Qt::RightButton);
    release({130, 100}, {}, Qt::RightButton);
    key(Qt::Key_Return);
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_TRUE(contains(mask(context.added.front()), {200, 150}));
    EXPECT_FALSE(contains(mask(context.added.front()), {130, 100}));
    EXPECT_FALSE(contains(mask(context.added.front()), {100, 60}));
}

TEST_F(AidToolsTest, AGivenUpDragPaintsNoPieces)
{
    tools.activate(QStringLiteral("superpixels"));
    move({130, 100});
    dragTo({130, 100}, {200, 150});
    tools.giveUp();
    EXPECT_FALSE(tools.hasDraft());
    release({200, 150});
    click({130, 100});
    const std::string one = context.drafts.back();
    dragTo({230, 200}, {300, 250});
    tools.giveUp();
    EXPECT_TRUE(tools.hasDraft()) << "what was there before stays";
    EXPECT_EQ(context.drafts.back(), one);
}

TEST_F(AidToolsTest, BracketsChangeTheSizeOfPieces)
{
    const auto piece = [&] {
        click({30, 30});
        key(Qt::Key_Return);
        const auto pixels = area(mask(context.added.back()));
        context.setSelection({});
        return pixels;
    };
    tools.activate(QStringLiteral("superpixels"));
    move({30, 30});
    const auto small = piece();
    for (int i = 0; i < 6; ++i)
        key(Qt::Key_BracketRight);
    EXPECT_GT(piece(), 2 * small);
}

TEST_F(AidToolsTest, ScissorsFollowTheEdgeToAPolygon)
{
    tools.activate(QStringLiteral("scissors"));
    click({120, 90});
    click({220, 91});
    click({219, 170});
    click({121, 169});
    EXPECT_TRUE(tools.hasDraft());
    click({120, 90});
    EXPECT_FALSE(tools.hasDraft());
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_TRUE(isNear(*bounds(context.shape(context.added.front())), 4));
}

TEST_F(AidToolsTest, ScissorsAddToTheSelectedMask)
{
    const AnnotationId id = context.put(
        MaskShape{maskFromPolygon(Polygon{{{{10, 10}, {20, 10}, {20, 20}, {10, 20}}, {}}}, 400, 300)});
    context.setSelection({id});
    tools.activate(QStringLiteral("scissors"));
    click({120, 90});
    click({220, 91});
    click({219, 170});
    click({121, 169});
    key(Qt::Key_Return);
    EXPECT_EQ(context.layerContent.annotations().size(), 1U);
    EXPECT_GT(area(mask(id)), 2000U);
    EXPECT_TRUE(contains(mask(id), {15, 15}));
}

TEST_F(AidToolsTest, ScissorsTakeAwayWithTheRightButton)
{
    tools.activate(QStringLiteral("scissors"));
    press({120, 90}, {}, Qt::RightButton);
    EXPECT_FALSE(tools.hasDraft()) << "there is no mask to take from";
    ASSERT_FALSE(context.said.empty());
    release({120, 90}, {}, Qt::RightButton);
    const AnnotationId id = context.put(
        MaskShape{maskFromPolygon(Polygon{{{{90, 60}, {260, 60}, {260, 200}, {90, 200}}, {}}}, 400, 300)});
    const auto before = area(mask(id));
    press({120, 90}, {}, Qt::RightButton);
    release({120, 90}, {}, Qt::RightButton);
    click({220, 91});
    const std::string body = context.drafts.back();
    tools.itemChanged();
    context.selected.clear();
    tools.restoreDraft(QStringLiteral("scissors"), body);
    click({219, 170});
    click({121, 169});
    key(Qt::Key_Return);
    ASSERT_NE(context.layerContent.find(id), nullptr);
    EXPECT_LT(area(mask(id)), before - 6000);
    EXPECT_FALSE(contains(mask(id), {170, 130}));
    EXPECT_TRUE(contains(mask(id), {100, 70}));
    EXPECT_EQ(context.layerContent.annotations().size(), 1U);
}

TEST_F(AidToolsTest, AScissorsDraftComesBackAndStepsBack)
{
    tools.activate(QStringLiteral("scissors"));
    click({120, 90});
    click({220, 91});
    const std::string body = context.drafts.back();
    click({219, 170});
    EXPECT_TRUE(tools.undo());
    EXPECT_EQ(context.drafts.back(), body);
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    tools.restoreDraft(QStringLiteral("scissors"), body);
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(context.drafts.back().empty());
}

TEST_F(AidToolsTest, BoxesSnapToWhatIsInThem)
{
    const AnnotationId id = context.put(boxShape(112, 84, 118, 92));
    snapBoxes(context);
    EXPECT_TRUE(isNear(context.box(id), 1));
    ASSERT_EQ(context.edits.size(), 1U);
    EXPECT_EQ(context.edits.front().text, "Snap car to edges");
}

TEST_F(AidToolsTest, ABoxThatChangedMeanwhileIsLeftAlone)
{
    const AnnotationId id = context.put(boxShape(112, 84, 118, 92));
    context.holdsWork = true;
    snapBoxes(context);
    Annotation other = *context.layerContent.find(id);
    other.shape = boxShape(100, 80, 130, 100);
    context.apply(QStringLiteral("Move"), {context.layerContent.replacement(other)}, {});
    context.runWork();
    EXPECT_EQ(context.box(id), (Rect{100, 80, 130, 100}));
}

} // namespace
} // namespace touchstone
