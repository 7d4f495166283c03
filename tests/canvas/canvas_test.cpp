#include "canvas_bed.h"

namespace touchstone {
namespace {

using CanvasTest = CanvasBed;

TEST_F(CanvasTest, ANewImageIsFitted)
{
    const QRectF seen = canvas.view().toWidget(Rect{0, 0, 400, 300});
    EXPECT_TRUE(QRectF(canvas.rect()).contains(seen));
    EXPECT_NEAR(seen.height(), 480 - 32, 1);
}

TEST_F(CanvasTest, WheelZoomsAtTheCursor)
{
    const QPointF at(500, 120);
    const Point before = canvas.view().toImage(at);
    const double scale = canvas.view().scale;
    wheel(at, 3);
    EXPECT_GT(canvas.view().scale, scale * 1.5);
    const Point after = canvas.view().toImage(at);
    // The offset is kept on whole device pixels.
    EXPECT_NEAR(before.x, after.x, 0.51 / canvas.view().scale);
    EXPECT_NEAR(before.y, after.y, 0.51 / canvas.view().scale);
    wheel(at, -3);
    EXPECT_NEAR(canvas.view().scale, scale, 1e-9);
}

TEST_F(CanvasTest, ViewIsKeptBetweenImagesOfOneSizeOnly)
{
    canvas.setView({2, -40, -30});
    const ViewTransform view = canvas.view();
    canvas.setImage(QImage(400, 300, QImage::Format_RGB32), {400, 300});
    EXPECT_EQ(canvas.view(), view);
    canvas.setImage(QImage(200, 150, QImage::Format_RGB32), {400, 300});
    EXPECT_EQ(canvas.view(), view) << "a reduced decode of the same size";
    canvas.setImage(QImage(500, 300, QImage::Format_RGB32), {500, 300});
    EXPECT_NE(canvas.view(), view);
    EXPECT_TRUE(QRectF(canvas.rect()).contains(canvas.view().toWidget(Rect{0, 0, 500, 300})));
}

TEST_F(CanvasTest, FittedStaysFittedWhenResized)
{
    canvas.resize(400, 400);
    EXPECT_TRUE(QRectF(canvas.rect()).contains(canvas.view().toWidget(Rect{0, 0, 400, 300})));
    canvas.zoomTo(3);
    canvas.resize(420, 400);
    EXPECT_DOUBLE_EQ(canvas.view().scale, 3);
}

TEST_F(CanvasTest, ZoomToAndPreviousView)
{
    const ViewTransform fitted = canvas.view();
    canvas.zoomTo(1);
    EXPECT_DOUBLE_EQ(canvas.view().scale, 1);
    const Point middle = canvas.view().toImage(QPointF(320, 240));
    EXPECT_NEAR(middle.x, 200, 1);
    canvas.zoomToRect({100, 100, 20, 20});
    EXPECT_GT(canvas.view().scale, 8);
    canvas.previousView();
    EXPECT_DOUBLE_EQ(canvas.view().scale, 1);
    canvas.previousView();
    EXPECT_EQ(canvas.view(), fitted);
    canvas.previousView();
    EXPECT_EQ(canvas.view(), fitted);
}

TEST_F(CanvasTest, ARunOfWheelTurnsIsOneStepBack)
{
    const ViewTransform fitted = canvas.view();
    for (int i = 0; i < 5; ++i)
        wheel({100, 100}, 1);
    canvas.previousView();
    EXPECT_EQ(canvas.view(), fitted);
}

TEST_F(CanvasTest, MiddleAndSpaceDragPan)
{
    canvas.zoomTo(3);
    const ViewTransform before = canvas.view();
    QTest::mousePress(&canvas, Qt::MiddleButton, {}, {300, 200});
    moveTo({330, 180}, Qt::MiddleButton);
    QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, {330, 180});
    EXPECT_DOUBLE_EQ(canvas.view().dx, before.dx + 30);
    EXPECT_DOUBLE_EQ(canvas.view().dy, before.dy - 20);
    QTest::keyPress(&canvas, Qt::Key_Space);
    EXPECT_EQ(canvas.cursor().shape(), Qt::OpenHandCursor);
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {300, 200});
    moveTo({270, 220}, Qt::LeftButton);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {270, 220});
    QTest::keyRelease(&canvas, Qt::Key_Space);
    EXPECT_EQ(canvas.view(), before);
    moveTo({100, 100});
    EXPECT_EQ(canvas.view(), before);
}

struct Recorder : CanvasInput {
    void press(const CanvasPointer& p) override { log.push_back("press"), last = p; }
    void move(const CanvasPointer& p) override { log.push_back("move"), last = p; }
    void release(const CanvasPointer& p) override { log.push_back("release"), last = p; }
    void doubleClick(const CanvasPointer& p) override { log.push_back("double"), last = p; }
    void contextClick(const CanvasPointer& p) override { log.push_back("context"), last = p; }
    bool key(QKeyEvent&) override { return log.push_back("key"), true; }
    bool keyReleased(QKeyEvent&) override { return log.push_back("keyup"), true; }
    void giveUp() override { log.push_back("give up"); }
    void leave() override { log.push_back("leave"); }
    void focusLost() override { log.push_back("lost"); }
    std::vector<std::string> log;
    CanvasPointer last;
};

TEST_F(CanvasTest, PassesOnWhatDoesNotMoveTheView)
{
    Recorder input;
    canvas.setInput(&input);
    canvas.setView({2, 10, 20});
    QTest::mousePress(&canvas, Qt::LeftButton, Qt::ShiftModifier, {110, 220});
    EXPECT_EQ(input.last.position, (Point{50, 100}));
    EXPECT_EQ(input.last.modifiers, Qt::ShiftModifier);
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {110, 220});
    QTest::mousePress(&canvas, Qt::MiddleButton, {}, {110, 220});
    QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, {110, 220});
    QTest::mousePress(&canvas, Qt::RightButton, {}, {110, 220});
    QTest::mouseRelease(&canvas, Qt::RightButton, {}, {110, 220});
    QTest::keyClick(&canvas, Qt::Key_A);
    QTest::keyClick(&canvas, Qt::Key_Space);
    EXPECT_EQ(input.log, (std::vector<std::string>{"press", "release", "context", "key", "keyup"}));
    input.log.clear();
    QTest::mousePress(&canvas, Qt::RightButton, {}, {110, 220});
    moveTo({140, 220}, Qt::RightButton);
    QTest::mouseRelease(&canvas, Qt::RightButton, {}, {140, 220});
    EXPECT_TRUE(input.log.empty()) << "a right-drag pans and asks for no menu";
    canvas.setInput(nullptr);
}

TEST_F(CanvasTest, TellsWhereTheCursorIs)
{
    Point position;
    bool on = false;
    QObject::connect(&canvas, &Canvas::cursorMoved, &canvas, [&](Point p, bool onImage) {
        position = p;
        on = onImage;
    });
    canvas.setView({2, 10, 20});
    moveTo({110, 220});
    EXPECT_EQ(position, (Point{50, 100}));
    EXPECT_TRUE(on);
    moveTo({5, 5});
    EXPECT_FALSE(on);
}

TEST_F(CanvasTest, AtIsSmallestFirstAndUpperFirstAmongEqual)
{
    const Annotation large = annotated(BoxShape{{0, 0, 200, 200}});
    const Annotation below = annotated(BoxShape{{50, 50, 20, 20}});
    const Annotation above = annotated(BoxShape{{50, 50, 20, 20}});
    canvas.setAnnotations({large, below, above});
    EXPECT_EQ(canvas.at({60, 60}, 1), (std::vector{above.id, below.id, large.id}));
    EXPECT_EQ(canvas.smallestAt({60, 60}, 1), above.id);
    CanvasStyle style = canvas.style();
    style.locked[above.id] = true;
    canvas.setStyle(style);
    EXPECT_EQ(canvas.at({60, 60}, 1), (std::vector{below.id, large.id}));
    EXPECT_EQ(canvas.smallestAt({60, 60}, 1), below.id);
    EXPECT_EQ(canvas.inside({0, 0, 100, 100}), (std::vector{large.id, below.id}));
}

TEST_F(CanvasTest, AnotherImageForgetsTheAnnotations)
{
    const Annotation box = annotated(BoxShape{{0, 0, 200, 200}});
    canvas.setAnnotations({box});
    EXPECT_NE(canvas.annotation(box.id), nullptr);
    canvas.setImage(QImage(), {400, 300});
    EXPECT_EQ(canvas.annotation(box.id), nullptr);
    EXPECT_TRUE(canvas.at({60, 60}, 1).empty());
    EXPECT_TRUE(canvas.smallestAt({60, 60}, 1).isNull());
}

} // namespace
} // namespace touchstone
