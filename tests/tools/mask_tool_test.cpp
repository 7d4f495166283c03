#include <gtest/gtest.h>

#include <QWheelEvent>

#include "tools/tool_bed.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

struct MaskToolTest : ToolBed {
    MaskToolTest()
    {
        context.masks.brush = {BrushTip::Round, 5};
        tools.activate(QStringLiteral("mask"));
    }

    void stroke(Point from, Point to, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {})
    {
        move(from, Qt::NoButton, modifiers);
        press(from, modifiers, button);
        move(to, button, modifiers);
        release(to, modifiers, button);
    }
    const Mask& mask(const AnnotationId& id) const { return *std::get<MaskShape>(context.shape(id)).mask; }
    AnnotationId box(int x, int y, int side)
    {
        const double x0 = x, y0 = y, x1 = x + side, y1 = y + side;
        return context.put(
            MaskShape{maskFromPolygon(Polygon{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}}, 400, 300)});
    }
    std::size_t count() const { return context.layerContent.annotations().size(); }
    void wheel(int steps, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(QPointF(100, 100), QPointF(100, 100), {}, {0, steps}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&context.view, &event);
    }
};

TEST_F(MaskToolTest, AStrokeIsOneEditAndTheNextGoesOnWithTheMask)
{
    stroke({50, 50}, {100, 50});
    ASSERT_EQ(context.edits.size(), 1U);
    ASSERT_EQ(context.added.size(), 1U);
    const AnnotationId id = context.added.front();
    EXPECT_EQ(context.selected, std::vector{id});
    EXPECT_TRUE(contains(mask(id), {75, 50}));
    EXPECT_TRUE(contains(mask(id), {46, 50}));
    EXPECT_FALSE(contains(mask(id), {75, 58}));

    stroke({75, 50}, {75, 100});
    ASSERT_EQ(context.edits.size(), 2U);
    EXPECT_EQ(count(), 1U);
    EXPECT_TRUE(contains(mask(id), {75, 90}));
    EXPECT_TRUE(contains(mask(id), {100, 50}));
}

TEST_F(MaskToolTest, EnterBeginsAnotherMask)
{
    stroke({50, 50}, {100, 50});
    EXPECT_TRUE(tools.finish());
    EXPECT_TRUE(context.selected.empty());
    stroke({50, 150}, {100, 150});
    EXPECT_EQ(count(), 2U);
}

TEST_F(MaskToolTest, TheRightButtonErasesAndNeitherPansNorOpensAMenu)
{
    const AnnotationId id = box(50, 50, 100);
    context.setSelection({id});
    const auto before = context.view.view();
    stroke({60, 100}, {140, 100}, Qt::RightButton);
    EXPECT_EQ(context.view.view(), before);
    EXPECT_TRUE(context.picked.empty());
    EXPECT_FALSE(contains(mask(id), {100, 100}));
    EXPECT_TRUE(contains(mask(id), {100, 110}));
    EXPECT_EQ(context.edits.back().text, "Erase from car");
}

TEST_F(MaskToolTest, TheEraserTakesTheMaskUnderItAndTheWholeOneGoes)
{
    tools.activate(QStringLiteral("erase"));
    stroke({200, 200}, {210, 200});
    EXPECT_TRUE(context.edits.empty());
    ASSERT_FALSE(context.said.empty());
    const AnnotationId id = box(50, 50, 6);
    stroke({53, 53}, {54, 53});
    EXPECT_EQ(context.layerContent.find(id), nullptr);
    EXPECT_EQ(context.edits.back().text, "Erase car");
}

TEST_F(MaskToolTest, EscGivesTheStrokeUpAndTheFocusKeepsIt)
{
    press({50, 50});
    move({80, 50}, Qt::LeftButton);
    key(Qt::Key_Escape);
    release({80, 50});
    EXPECT_EQ(count(), 0U);
    EXPECT_TRUE(context.edits.empty());

    press({50, 50});
    move({80, 50}, Qt::LeftButton);
    context.view.hide(); // As closing the window does.
    ASSERT_EQ(count(), 1U);
    EXPECT_TRUE(contains(mask(context.added.front()), {70, 50}));
}

TEST_F(MaskToolTest, BracketsAndShiftWheelChangeTheSizeAndOnlyThat)
{
    const auto before = context.view.view();
    key(Qt::Key_BracketRight);
    const double larger = context.masks.brush.radius;
    EXPECT_GT(larger, 5);
    key(Qt::Key_BracketLeft);
    EXPECT_EQ(context.masks.brush.radius, 5);
    wheel(120, Qt::ShiftModifier);
    EXPECT_EQ(context.masks.brush.radius, larger);
    EXPECT_EQ(context.view.view(), before);
    wheel(120, Qt::NoModifier);
    EXPECT_NE(context.view.view(), before);
    for (int i = 0; i < 200; ++i)
        key(Qt::Key_BracketLeft);
    EXPECT_EQ(context.masks.brush.radius, leastBrush);
}

TEST_F(MaskToolTest, ShiftGoesStraightOnFromTheLastStroke)
{
    stroke({50, 50}, {60, 50});
    stroke({60, 150}, {60, 150}, Qt::LeftButton, Qt::ShiftModifier);
    EXPECT_TRUE(contains(mask(context.added.front()), {60, 100}));
    EXPECT_EQ(count(), 1U);
}

TEST_F(MaskToolTest, ASquareTipHasCorners)
{
    context.masks.brush.radius = 10;
    stroke({100, 100}, {100, 100});
    EXPECT_FALSE(contains(mask(context.added.front()), {108.5, 108.5}));
    tools.finish();
    key(Qt::Key_Backslash);
    stroke({200, 100}, {200, 100});
    EXPECT_TRUE(contains(mask(context.added.back()), {208.5, 108.5}));
}

TEST_F(MaskToolTest, AnUndoIsTakenUp)
{
    stroke({50, 50}, {100, 50});
    const AnnotationId id = context.added.front();
    const Mask first = mask(id);
    stroke({50, 80}, {100, 80});
    Annotation back = *context.layerContent.find(id);
    back.shape = MaskShape{first};
    context.apply(QStringLiteral("Undo"), {context.layerContent.replacement(back)}, {});
    stroke({50, 110}, {100, 110});
    EXPECT_FALSE(contains(mask(id), {75, 80}));
    EXPECT_TRUE(contains(mask(id), {75, 50}));
    EXPECT_TRUE(contains(mask(id), {75, 110}));
}

TEST_F(MaskToolTest, ALockedMaskIsNotPainted)
{
    const AnnotationId id = box(50, 50, 50);
    CanvasStyle style = context.view.style();
    style.locked[id] = true;
    context.view.setStyle(style);
    context.setSelection({id});
    const Mask before = mask(id);
    stroke({60, 60}, {150, 60});
    EXPECT_EQ(mask(id), before);
    EXPECT_EQ(count(), 2U);
}

TEST_F(MaskToolTest, WhatIsPaintedBeyondTheImageIsCutOff)
{
    stroke({380, 280}, {420, 320});
    ASSERT_EQ(context.added.size(), 1U);
    const Rect painted = touchstone::bounds(mask(context.added[0]));
    EXPECT_EQ(painted.right(), 400);
    EXPECT_EQ(painted.bottom(), 300);
    EXPECT_EQ(mask(context.added[0]).width, 400);
    context.setSelection({});
    tools.activate(QStringLiteral("lasso"));
    move({-30, -20});
    press({5, 5});
    for (const Point p : {Point{40, -30}, Point{40, 60}, Point{-30, 60}})
        move(p, Qt::LeftButton);
    release({-30, 60});
    ASSERT_EQ(context.added.size(), 2U);
    EXPECT_EQ(touchstone::bounds(mask(context.added[1])).x, 0);
    EXPECT_TRUE(contains(mask(context.added[1]), {2, 55}));
}

TEST_F(MaskToolTest, AMaskOfAnImageOfAnotherSizeIsNotPainted)
{
    for (const auto& [width, height] : {std::pair{500, 300}, std::pair{200, 150}}) {
        const AnnotationId id = context.put(
            MaskShape{maskFromPolygon(Polygon{{{{50, 50}, {120, 50}, {120, 120}, {50, 120}}, {}}}, width, height)});
        const Mask before = mask(id);
        for (const char* tool : {"mask", "erase", "lasso"}) {
            tools.activate(QString::fromLatin1(tool));
            context.setSelection({id});
            context.said.clear();
            stroke({60, 60}, {150, 90});
            EXPECT_EQ(mask(id), before) << tool;
            ASSERT_FALSE(context.said.empty()) << tool;
            EXPECT_TRUE(context.said.front().contains(QStringLiteral("another size"))) << tool;
        }
    }
    EXPECT_TRUE(context.edits.empty());
}

TEST_F(MaskToolTest, TheNewOneWinsTheirPixelsInOneEdit)
{
    const AnnotationId other = box(50, 50, 50);
    context.masks.exclusive = ExclusivePolicy::NewWins;
    stroke({40, 75}, {110, 75});
    ASSERT_EQ(context.edits.size(), 1U);
    const Mask& painted = mask(context.added.front());
    EXPECT_TRUE(contains(painted, {75, 75}));
    EXPECT_FALSE(contains(mask(other), {75, 75}));
    EXPECT_TRUE(intersect(painted, mask(other)).tiles.empty());
}

TEST_F(MaskToolTest, WhatIsLabelledStaysWhereOldOnesWin)
{
    const AnnotationId other = box(50, 50, 50);
    const Mask before = mask(other);
    for (const auto policy : {ExclusivePolicy::OldWins, ExclusivePolicy::UnlabelledOnly}) {
        context.masks.exclusive = policy;
        stroke({40, 75}, {110, 75});
        EXPECT_EQ(mask(other), before);
        EXPECT_TRUE(intersect(mask(context.added.back()), before).tiles.empty());
        EXPECT_TRUE(contains(mask(context.added.back()), {45, 75}));
        context.apply(QStringLiteral("Delete"), {context.layerContent.removal(context.added.back())}, {});
        context.setSelection({});
    }
    stroke({70, 70}, {80, 70});
    EXPECT_EQ(count(), 1U);
    ASSERT_FALSE(context.said.empty());
}

TEST_F(MaskToolTest, ALassoAddsAndTakesAway)
{
    tools.activate(QStringLiteral("lasso"));
    const auto around = [this](double x, double y, double side, Qt::MouseButton button) {
        press({x, y}, {}, button);
        for (const Point& p : {Point{x + side, y}, Point{x + side, y + side}, Point{x, y + side}})
            move(p, button);
        release({x, y + side}, {}, button);
    };
    around(50, 50, 100, Qt::LeftButton);
    ASSERT_EQ(context.added.size(), 1U);
    const AnnotationId id = context.added.front();
    EXPECT_TRUE(contains(mask(id), {100, 100}));
    around(80, 80, 20, Qt::RightButton);
    EXPECT_FALSE(contains(mask(id), {90, 90}));
    EXPECT_TRUE(contains(mask(id), {60, 60}));
    EXPECT_EQ(context.edits.size(), 2U);
    EXPECT_EQ(count(), 1U);
}

TEST_F(MaskToolTest, AFillStopsAtTheMask)
{
    const AnnotationId id = context.put(
        MaskShape{subtract(maskFromPolygon(Polygon{{{{50, 50}, {150, 50}, {150, 150}, {50, 150}}, {}}}, 400, 300),
                           maskFromPolygon(Polygon{{{{60, 60}, {140, 60}, {140, 140}, {60, 140}}, {}}}, 400, 300))});
    context.setSelection({id});
    tools.activate(QStringLiteral("fill"));
    click({100, 100});
    EXPECT_EQ(area(mask(id)), 10000U);
    ASSERT_EQ(context.edits.size(), 1U);
    click({100, 100});
    EXPECT_EQ(context.edits.size(), 1U);
}

TEST_F(MaskToolTest, AFillTakesTheRemainderWhereMasksMayNotOverlap)
{
    const AnnotationId left = box(0, 0, 300);
    context.masks.exclusive = ExclusivePolicy::NewWins;
    tools.activate(QStringLiteral("fill"));
    click({350, 100});
    ASSERT_EQ(context.added.size(), 1U);
    EXPECT_EQ(area(mask(context.added.front())), 100U * 300U);
    EXPECT_EQ(area(mask(left)), 300U * 300U);
}

TEST_F(MaskToolTest, APaintedMaskIsShownWhileItIsPainted)
{
    context.view.finishRendering();
    const auto colorAt = [this](Point p) {
        const QImage shot = context.view.grab().toImage();
        return shot.pixelColor(at(p));
    };
    const QColor before = colorAt({150, 150});
    press({130, 150});
    move({170, 150}, Qt::LeftButton);
    const QColor during = colorAt({150, 150});
    EXPECT_NE(during, before);
    EXPECT_GT(during.blue(), during.red());
    release({170, 150});
    context.view.finishRendering();
    EXPECT_EQ(colorAt({150, 150}), during);
}

} // namespace
} // namespace touchstone
