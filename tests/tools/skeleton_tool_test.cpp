#include <gtest/gtest.h>

#include "tool_bed.h"
#include "tools/missing_points.h"

namespace touchstone {
namespace {

struct SkeletonToolTest : ToolBed {
    SkeletonToolTest()
    {
        give({{{"head", {0.5, 0}}, {"left", {0, 1}}, {"right", {1, 1}}}, {{0, 1}, {0, 2}}, {{1, 2}}});
        tools.activate(QStringLiteral("skeleton"));
    }
    void give(SkeletonTemplate skeleton)
    {
        CanvasStyle style = context.view.style();
        style.labels[context.car].skeleton = std::make_shared<const SkeletonTemplate>(std::move(skeleton));
        context.view.setStyle(style);
    }
    const Skeleton& stored() const
    {
        return *std::get<SkeletonShape>(context.shape(context.added.back())).points;
    }
    static void expectNear(const SkeletonPoint& point, Point at, Visibility visibility)
    {
        EXPECT_NEAR(point.at.x, at.x, 1);
        EXPECT_NEAR(point.at.y, at.y, 1);
        EXPECT_EQ(point.visibility, visibility);
    }
};

TEST_F(SkeletonToolTest, ADraggedBoxIsFilledWithTheTemplate)
{
    dragTo({40, 20}, {140, 120});
    paint();
    EXPECT_TRUE(context.edits.empty());
    release({140, 120});
    ASSERT_EQ(context.edits.size(), 1U);
    expectNear(stored()[0], {90, 20}, Visibility::Visible);
    expectNear(stored()[1], {40, 120}, Visibility::Visible);
    expectNear(stored()[2], {140, 120}, Visibility::Visible);
}

TEST_F(SkeletonToolTest, PointsGoInTheOrderOfTheTemplate)
{
    click({50, 30});
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("left (2 of 3)")));
    move({20, 60});
    key(Qt::Key_O);
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("right (3 of 3)")));
    click({80, 60});
    ASSERT_EQ(context.edits.size(), 1U);
    expectNear(stored()[0], {50, 30}, Visibility::Visible);
    expectNear(stored()[1], {20, 60}, Visibility::Occluded);
    expectNear(stored()[2], {80, 60}, Visibility::Visible);
    EXPECT_FALSE(tools.hasDraft());
}

TEST_F(SkeletonToolTest, AbsentPointsArePassedOverAndEnterLeavesTheRestOut)
{
    click({50, 30});
    key(Qt::Key_X);
    paint();
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1U);
    ASSERT_EQ(stored().size(), 3U);
    EXPECT_EQ(stored()[1], SkeletonPoint{});
    EXPECT_EQ(stored()[2], SkeletonPoint{});
}

TEST_F(SkeletonToolTest, BackspaceAndUndoStepBackInTheDraft)
{
    click({50, 30});
    click({20, 60});
    key(Qt::Key_Backspace);
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("left (2 of 3)")));
    EXPECT_TRUE(tools.redo());
    EXPECT_TRUE(tools.active().hint().contains(QStringLiteral("right (3 of 3)")));
    EXPECT_TRUE(tools.undo());
    EXPECT_TRUE(tools.undo());
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SkeletonToolTest, EscapeDropsADragAndADraft)
{
    dragTo({40, 20}, {140, 120});
    key(Qt::Key_Escape);
    release({140, 120});
    click({50, 30});
    EXPECT_TRUE(tools.hasDraft());
    key(Qt::Key_Escape);
    EXPECT_FALSE(tools.hasDraft());
    EXPECT_EQ(context.drafts.back(), std::string());
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(SkeletonToolTest, ALabelWithoutASkeletonIsExplained)
{
    CanvasStyle style = context.view.style();
    style.labels[context.car].skeleton = nullptr;
    context.view.setStyle(style);
    drag({40, 20}, {140, 120});
    EXPECT_TRUE(context.edits.empty());
    ASSERT_FALSE(context.said.empty());
    EXPECT_TRUE(context.said.back().contains(QStringLiteral("no skeleton")));
    EXPECT_FALSE(tools.active().isBusy());
}

TEST_F(SkeletonToolTest, ADraftComesBackAfterPaging)
{
    click({50, 30});
    key(Qt::Key_X);
    const std::string body = context.drafts.back();
    tools.itemChanged();
    EXPECT_FALSE(tools.hasDraft());
    tools.restoreDraft(QStringLiteral("skeleton"), body);
    ASSERT_TRUE(tools.hasDraft());
    click({80, 60});
    ASSERT_EQ(context.edits.size(), 1U);
    expectNear(stored()[0], {50, 30}, Visibility::Visible);
    EXPECT_EQ(stored()[1], SkeletonPoint{});
    expectNear(stored()[2], {80, 60}, Visibility::Visible);
    tools.restoreDraft(QStringLiteral("skeleton"), "{\"tool\":\"skeleton\",\"points\":[[1,2]]}");
    EXPECT_FALSE(tools.hasDraft());
}

TEST_F(SkeletonToolTest, ATemplateWithoutPlacesIsSpreadOverTheBox)
{
    give({{{"a", {}}, {"b", {}}, {"c", {}}}, {}, {}});
    drag({40, 20}, {140, 120});
    ASSERT_EQ(context.edits.size(), 1U);
    EXPECT_NE(stored()[0].at, stored()[1].at);
    EXPECT_NE(stored()[1].at, stored()[2].at);
}

struct SkeletonEditTest : SkeletonToolTest {
    SkeletonEditTest()
    {
        tools.activate(QStringLiteral("select"));
        id = context.put(SkeletonShape{Skeleton{
            {{60, 20}, Visibility::Visible}, {{20, 80}, Visibility::Occluded}, {{100, 80}, Visibility::Visible}}});
        context.setSelection({id});
    }
    const Skeleton& points() const { return *std::get<SkeletonShape>(context.shape(id)).points; }
    AnnotationId id;
};

TEST_F(SkeletonEditTest, OneKeyExchangesLeftAndRight)
{
    key(Qt::Key_X);
    ASSERT_EQ(context.edits.size(), 1U);
    EXPECT_EQ(points()[1], (SkeletonPoint{{100, 80}, Visibility::Visible}));
    EXPECT_EQ(points()[2], (SkeletonPoint{{20, 80}, Visibility::Occluded}));
    EXPECT_EQ(points()[0].at, (Point{60, 20}));
    give({{{"head", {0.5, 0}}, {"left", {0, 1}}, {"right", {1, 1}}}, {}, {}});
    key(Qt::Key_X);
    EXPECT_EQ(context.edits.size(), 1U);
    EXPECT_FALSE(context.said.empty());
}

TEST_F(SkeletonEditTest, OneKeyCyclesThePointUnderThePointer)
{
    move({100, 80});
    key(Qt::Key_O);
    EXPECT_EQ(points()[2].visibility, Visibility::Occluded);
    key(Qt::Key_O);
    EXPECT_EQ(points()[2].visibility, Visibility::Absent);
    EXPECT_EQ(context.edits.size(), 2U);
}

TEST_F(SkeletonEditTest, AnAbsentPointComesBackFromTheList)
{
    EXPECT_TRUE(missingPoints(context, *context.layerContent.find(id)).empty());
    move({100, 80});
    key(Qt::Key_Backspace);
    ASSERT_EQ(points()[2], SkeletonPoint{});
    const std::vector<MissingPoint> missing = missingPoints(context, *context.layerContent.find(id));
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].name, QStringLiteral("right"));
    paint();
    click(context.view.view().toImage(missing[0].at.center()));
    EXPECT_EQ(points()[2].visibility, Visibility::Visible);
    EXPECT_EQ(context.edits.size(), 2U);
    EXPECT_EQ(context.selected, std::vector{id});
    EXPECT_TRUE(missingPoints(context, *context.layerContent.find(id)).empty());
}

} // namespace
} // namespace touchstone
