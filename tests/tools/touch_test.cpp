#include <QPointingDevice>
#include <QTouchEvent>

#include "tool_bed.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

/// Two fingers on the canvas. Places are in widget pixels.
struct TouchTest : ToolBed {
    static QPointingDevice* screen()
    {
        static QPointingDevice* const device = QTest::createTouchDevice();
        return device;
    }
    QTest::QTouchEventWidgetSequence fingers() { return QTest::touchEvent(&context.view, screen(), false); }
    void down(int finger, QPoint at) { touch([&](auto& f) { f.press(finger, at, &context.view); }); }
    void moved(int finger, QPoint at) { touch([&](auto& f) { f.move(finger, at, &context.view); }); }
    void up(int finger, QPoint at) { touch([&](auto& f) { f.release(finger, at, &context.view); }); }
    void both(QPoint a, QPoint b)
    {
        touch([&](auto& f) { f.move(0, a, &context.view).move(1, b, &context.view); });
    }
    void bothDown(QPoint a, QPoint b)
    {
        touch([&](auto& f) { f.press(0, a, &context.view).press(1, b, &context.view); });
    }
    void bothUp(QPoint a, QPoint b)
    {
        touch([&](auto& f) { f.release(0, a, &context.view).release(1, b, &context.view); });
    }
    template <class Say>
    void touch(Say say)
    {
        QTest::QTouchEventWidgetSequence sequence = fingers();
        say(sequence);
        sequence.commit();
    }
    void tap(QPoint at)
    {
        down(0, at);
        up(0, at);
    }
    /// The first finger draws, then the second comes, both move, both go.
    void interrupted(QPoint from, QPoint to)
    {
        down(0, from);
        moved(0, (from + to) / 2);
        moved(0, to);
        touch([&](auto& f) { f.move(0, to, &context.view).press(1, to + QPoint(100, 0), &context.view); });
        both(to + QPoint(10, 10), to + QPoint(110, 10));
        bothUp(to + QPoint(10, 10), to + QPoint(110, 10));
    }
    void use(const char* tool) { tools.activate(QString::fromLatin1(tool)); }
};

TEST_F(TouchTest, TwoFingersPan)
{
    const ViewTransform before = context.view.view();
    bothDown({200, 200}, {300, 200});
    both({215, 190}, {315, 190});
    both({230, 180}, {330, 180});
    EXPECT_EQ(context.view.view(), (ViewTransform{before.scale, before.dx + 30, before.dy - 20}));
    // The one that is left goes on.
    touch([&](auto& f) {
        f.move(0, QPoint(230, 180), &context.view).release(1, QPoint(330, 180), &context.view);
    });
    moved(0, {240, 180});
    moved(0, {250, 190});
    EXPECT_EQ(context.view.view(), (ViewTransform{before.scale, before.dx + 50, before.dy - 10}));
    up(0, {250, 190});
    EXPECT_TRUE(context.edits.empty());
    context.view.previousView();
    EXPECT_EQ(context.view.view(), before) << "one gesture is one step back";
}

TEST_F(TouchTest, APinchZoomsAboutTheMiddleOfTheFingers)
{
    const Point middle = context.view.view().toImage(QPointF(250, 200));
    const double scale = context.view.view().scale;
    bothDown({200, 200}, {300, 200});
    for (int i = 1; i <= 50; ++i)
        both({200 - i, 200}, {300 + i, 200});
    EXPECT_DOUBLE_EQ(context.view.view().scale, 2 * scale);
    const QPointF now = context.view.view().toWidget(middle);
    EXPECT_NEAR(now.x(), 250, 1);
    EXPECT_NEAR(now.y(), 200, 1);
    for (int i = 50; i >= 0; --i)
        both({200 - i, 200}, {300 + i, 200});
    EXPECT_DOUBLE_EQ(context.view.view().scale, scale);
}

TEST_F(TouchTest, OneFingerIsTheMouse)
{
    use("box");
    down(0, at({50, 50}));
    moved(0, at({100, 80}));
    moved(0, at({150, 130}));
    EXPECT_TRUE(context.edits.empty());
    up(0, at({150, 130}));
    ASSERT_EQ(context.added.size(), 1u);
    EXPECT_NEAR(context.box(context.added[0]).x, 50, 1);
    EXPECT_NEAR(context.box(context.added[0]).right(), 150, 1);
    use("polygon");
    for (const Point p : {Point{200, 50}, Point{300, 50}, Point{300, 150}})
        tap(at(p));
    EXPECT_EQ(context.edits.size(), 1u);
    // A double tap places the last point and finishes.
    tap(at({200, 150}));
    tap(at({200, 150}));
    ASSERT_EQ(context.edits.size(), 2u);
    EXPECT_EQ(context.polygon(context.added.back())[0].outer.size(), 4u);
    use("select");
    tap(at({100, 80}));
    EXPECT_EQ(context.selected, std::vector{context.added[0]});
}

TEST_F(TouchTest, ASecondFingerGivesUpWhatTheFirstBegan)
{
    const AnnotationId mask = context.put(
        MaskShape{maskFromPolygon(Polygon{{{{60, 60}, {160, 60}, {160, 160}, {60, 160}}, {}}}, 400, 300)});
    for (const char* tool :
         {"box", "extremes", "rotated_box", "polygon", "polyline", "point", "mask", "erase", "slice"}) {
        use(tool);
        ASSERT_EQ(tools.activeId(), QString::fromLatin1(tool));
        const Annotation before = *context.layerContent.find(mask);
        context.setSelection({mask});
        interrupted(at({100, 100}), at({140, 130}));
        EXPECT_TRUE(context.edits.empty()) << tool;
        EXPECT_FALSE(tools.hasDraft()) << tool;
        EXPECT_FALSE(tools.active().isBusy()) << tool;
        EXPECT_TRUE(context.drafts.empty() || context.drafts.back().empty()) << tool;
        EXPECT_EQ(*context.layerContent.find(mask), before) << tool;
        context.view.setView({1.5, 20, 15});
    }
}

TEST_F(TouchTest, ASecondFingerLeavesShapesAndOpenDrafts)
{
    const AnnotationId id = context.put(boxShape(60, 60, 100, 100));
    context.setSelection({id});
    interrupted(at({60, 60}), at({90, 90}));
    context.view.setView({1.5, 20, 15});
    interrupted(at({110, 110}), at({150, 150}));
    EXPECT_TRUE(context.edits.empty());
    EXPECT_EQ(context.box(id), (Rect{60, 60, 100, 100}));
    context.view.setView({1.5, 20, 15});
    use("polyline");
    tap(at({200, 50}));
    tap(at({300, 50}));
    interrupted(at({250, 150}), at({300, 150}));
    ASSERT_TRUE(tools.hasDraft());
    key(Qt::Key_Return);
    ASSERT_EQ(context.edits.size(), 1u);
    EXPECT_EQ(std::get<PolylineShape>(context.shape(context.added[0])).points->size(), 2u);
}

TEST_F(TouchTest, TwoFingersAtOnceTouchNothing)
{
    const AnnotationId id = context.put(boxShape(60, 60, 100, 100));
    down(0, at({100, 100}));
    moved(0, at({101, 101}));
    touch([&](auto& f) { f.move(0, at({100, 100}), &context.view).press(1, at({200, 100}), &context.view); });
    both(at({90, 100}), at({210, 100}));
    bothUp(at({90, 100}), at({210, 100}));
    EXPECT_TRUE(context.selected.empty());
    tap(context.view.view().toWidget(Point{100, 100}).toPoint());
    EXPECT_EQ(context.selected, std::vector{id});
}

TEST_F(TouchTest, ACancelledTouchAndALostFocusDrawNothing)
{
    use("box");
    down(0, at({50, 50}));
    moved(0, at({150, 130}));
    QTouchEvent cancelled(QEvent::TouchCancel, screen());
    QApplication::sendEvent(&context.view, &cancelled);
    up(0, at({150, 130}));
    EXPECT_FALSE(tools.active().isBusy());
    down(0, at({50, 50}));
    moved(0, at({150, 130}));
    QFocusEvent elsewhere(QEvent::FocusOut);
    QApplication::sendEvent(&context.view, &elsewhere);
    moved(0, at({160, 140}));
    up(0, at({160, 140}));
    EXPECT_FALSE(tools.active().isBusy());
    EXPECT_TRUE(context.edits.empty());
}

} // namespace
} // namespace touchstone
