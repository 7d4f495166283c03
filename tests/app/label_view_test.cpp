// Measures beside the pointer, the magnifier, and walking through instances at a large scale.

#include <set>

#include <QLineF>

#include "app/label/hud.h"
#include "app/label/hud_text.h"
#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/label/magnifier.h"
#include "label_fixture.h"
#include "touchstone/geometry/mask_ops.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

TEST(HudText, SaysWhatAppliesToAShape)
{
    EXPECT_EQ(hudLines(BoxShape{{0, 0, 60.26, 40}}, 0), QStringList({u"60 × 40 px"_s, u"2,410 px²"_s}));
    EXPECT_EQ(hudLines(BoxShape{{0, 0, 60.26, 40}}, 1), QStringList({u"60.3 × 40.0 px"_s, u"2,410.4 px²"_s}));
    EXPECT_EQ(hudLines(RotatedBoxShape{{{50, 50}, 30, 10, -12.54}}, 0),
              QStringList({u"30 × 10 px"_s, u"−12.5°"_s, u"300 px²"_s}));
    EXPECT_EQ(hudLines(RotatedBoxShape{{{50, 50}, 30, 10, -0.02}}, 0)[1], u"0.0°"_s);
    EXPECT_EQ(hudLines(EllipseShape{{{50, 50}, 20, 20, 270}}, 0),
              QStringList({u"20 × 20 px"_s, u"−90.0°"_s, u"314 px²"_s}));
    EXPECT_EQ(hudLines(PolygonShape{Polygon{PolygonPart{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}}}, 0),
              QStringList({u"4 points"_s, u"100 px²"_s}));
    EXPECT_EQ(hudLines(PolylineShape{Ring{{0, 0}, {30, 40}, {30, 50}}}, 0), QStringList({u"3 points"_s, u"60 px"_s}));
    EXPECT_TRUE(hudLines(PointShape{{5, 5}}, 0).isEmpty());
    EXPECT_EQ(hudLines(BoxShape{{0, 0, 1234, 1000}}, 1), QStringList({u"1,234.0 × 1,000.0 px"_s, u"1,234,000.0 px²"_s}));
    Mask square = maskFromPolygon({PolygonPart{{{10, 10}, {40, 10}, {40, 30}, {10, 30}}, {}}}, 100, 100);
    EXPECT_EQ(hudLines(MaskShape{square}, 1), QStringList({u"30 × 20 px"_s, u"600 px²"_s})) << "pixels have no fractions";
}

class LabelViewTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
        canvas->setView({1, 100, 100});
    }
    Hud& hud() { return *find<Hud>("hud"); }
    Magnifier& magnifier() { return *find<Magnifier>("magnifier"); }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
    void hover(double x, double y)
    {
        QMouseEvent event(QEvent::MouseMove, at(x, y), canvas->mapToGlobal(at(x, y)), Qt::NoButton, {}, {});
        QApplication::sendEvent(canvas, &event);
        QApplication::processEvents();
    }
    void moved(double x, double y)
    {
        move(x, y);
        QApplication::processEvents();
    }
    void box(double x, double y, double width, double height)
    {
        key(Qt::Key_R);
        drag(x, y, x + width, y + height);
    }
    int countOf(const QColor& color)
    {
        const QImage seen = magnifier().grab().toImage();
        int count = 0;
        for (int y = 0; y < seen.height(); ++y)
            for (int x = 0; x < seen.width(); ++x)
                count += seen.pixelColor(x, y) == color;
        return count;
    }
};

TEST_F(LabelViewTest, MeasuresStandBesideThePointerWhileABoxIsDrawn)
{
    key(Qt::Key_R);
    press(50, 50);
    moved(110, 90);
    ASSERT_TRUE(hud().isVisible());
    EXPECT_EQ(hud().lines(), QStringList({u"60 × 40 px"_s, u"2,400 px²"_s}));
    const QRect first = hud().geometry();
    EXPECT_FALSE(first.adjusted(-8, -8, 8, 8).contains(at(110, 90)));
    moved(111, 97);
    EXPECT_EQ(hud().lines()[0], u"61 × 47 px"_s);
    EXPECT_EQ(hud().width(), first.width()) << "digits have equal cells";
    moved(52, 52);
    EXPECT_EQ(hud().width(), first.width()) << "it does not shrink while one thing is drawn";
    release(110, 90);
    QApplication::processEvents();
    EXPECT_FALSE(hud().isVisible());
    EXPECT_EQ(annotations().size(), 1u);
}

TEST_F(LabelViewTest, MeasuresStayWithinTheCanvasAndOffThePoint)
{
    for (const QPointF corner : {QPointF(0, 0), QPointF(400, 0), QPointF(0, 300), QPointF(400, 300)}) {
        canvas->setView({1, corner.x() > 0 ? canvas->width() - 405.0 : 5.0, corner.y() > 0 ? canvas->height() - 305.0 : 5.0});
        key(Qt::Key_R);
        press(200, 150);
        moved(corner.x(), corner.y());
        ASSERT_TRUE(hud().isVisible());
        EXPECT_TRUE(canvas->rect().contains(hud().geometry())) << corner.x() << " " << corner.y();
        EXPECT_FALSE(hud().geometry().adjusted(-8, -8, 8, 8).contains(at(corner.x(), corner.y())));
        key(Qt::Key_Escape);
        release(corner.x(), corner.y());
    }
}

TEST_F(LabelViewTest, MeasuresFollowLinesAndResizing)
{
    key(Qt::Key_L);
    press(10, 10);
    release(10, 10);
    hover(40, 50);
    EXPECT_EQ(hud().lines(), QStringList({u"2 points"_s, u"50 px"_s}));
    key(Qt::Key_Backspace);
    QApplication::processEvents();
    EXPECT_FALSE(hud().isVisible()) << "also without a move of the pointer";
    box(50, 50, 60, 40);
    key(Qt::Key_V);
    click(80, 70);
    hover(110, 90);
    press(110, 90);
    moved(130, 100);
    EXPECT_EQ(hud().lines(), QStringList({u"80 × 50 px"_s, u"4,000 px²"_s}));
    release(130, 100);
}

TEST_F(LabelViewTest, MeasuresFollowWhatIsPaintedAndASkeleton)
{
    key(Qt::Key_M);
    press(50, 50);
    moved(110, 50);
    ASSERT_EQ(hud().lines().size(), 2) << "box and number of the pixels";
    const QString before = hud().lines()[1];
    moved(160, 90);
    EXPECT_NE(hud().lines()[1], before) << "only what was painted first is counted";
    const QStringList last = hud().lines();
    release(160, 90);
    QApplication::processEvents();
    EXPECT_FALSE(hud().isVisible());
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(last, hudLines(annotations()[0].shape, 0)) << "what was said is what was stored";

    Label car = session->ontology().labels.front();
    car.skeleton = {{{"head", {0.5, 0}}, {"left", {0, 1}}, {"right", {1, 1}}}, {{0, 1}, {0, 2}}, {{1, 2}}};
    ASSERT_TRUE(session->apply(*defineLabelEdit(session->project(), {ScopeKind::Ontology, {}}, car)));
    waitSaved();
    key(Qt::Key_K, Qt::ShiftModifier);
    press(200, 50);
    moved(260, 150);
    EXPECT_EQ(hud().lines(), QStringList(u"60 × 100 px"_s));
    release(260, 150);
    QApplication::processEvents();
    EXPECT_FALSE(hud().isVisible());
    click(20, 200);
    hover(60, 230);
    EXPECT_FALSE(hud().isVisible()) << "one point has no size";
    click(60, 230);
    QApplication::processEvents();
    EXPECT_EQ(hud().lines(), QStringList(u"40 × 30 px"_s)) << "point by point";
}

TEST_F(LabelViewTest, MeasuresAreSwitchedOffAndStaySo)
{
    key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_FALSE(action("measures")->isChecked());
    key(Qt::Key_R);
    press(50, 50);
    moved(110, 90);
    EXPECT_FALSE(hud().isVisible());
    release(110, 90);
    closeWindow();
    openProject();
    showWindow();
    EXPECT_FALSE(action("measures")->isChecked());
    key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_TRUE(action("measures")->isChecked());
}

TEST_F(LabelViewTest, TheMagnifierShowsOutlinesAndDraftAroundThePointer)
{
    box(50, 50, 60, 40);
    hover(300, 250);
    EXPECT_FALSE(magnifier().isVisible()) << "off at first";
    key(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
    hover(54, 70);
    ASSERT_TRUE(magnifier().isVisible());
    const QColor color = canvas->style().labels.at(annotations()[0].label).color;
    const ViewTransform before = canvas->view();
    EXPECT_GT(countOf(color), 150) << "the left side of the box, from top to bottom";
    EXPECT_EQ(canvas->view(), before);
    hover(300, 250);
    EXPECT_EQ(countOf(color), 0);
    press(300, 250);
    moved(290, 240);
    EXPECT_GT(countOf(color), 40) << "the corner of the draft";
    release(290, 240);
    hover(80, 90);
    canvas->setView({2, -100, -100});
    QApplication::processEvents();
    EXPECT_EQ(countOf(color), 0) << "a zoom puts another place of the picture under the pointer";
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(canvas, &leave);
    QApplication::processEvents();
    EXPECT_FALSE(magnifier().isVisible());
}

TEST_F(LabelViewTest, TheMagnifierKeepsAwayFromThePointer)
{
    key(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
    for (int x = 5; x < 400; x += 15)
        for (const double y : {5.0, 60.0, 120.0}) {
            canvas->setView({double(canvas->width()) / 400, 0, 0});
            hover(x, y);
            ASSERT_TRUE(magnifier().isVisible());
            EXPECT_FALSE(magnifier().geometry().contains(at(x, y))) << x << " " << y;
            EXPECT_TRUE(canvas->rect().contains(magnifier().geometry()));
        }
}

TEST_F(LabelViewTest, ZoomToNextInstanceWalksAndShowsEachLarge)
{
    box(50, 50, 20, 20);
    box(200, 150, 30, 20);
    box(300, 250, 20, 10);
    const auto& list = *workspace->findChild<InstanceModel*>();
    ASSERT_TRUE(waitFor([&] { return list.rowCount() == 3; }));
    std::set<AnnotationId> seen;
    for (int i = 0; i < 3; ++i) {
        key(Qt::Key_N, Qt::ShiftModifier);
        ASSERT_EQ(context().selection().size(), 1u);
        const AnnotationId id = context().selection()[0];
        seen.insert(id);
        const Rect own = *bounds(context().content().find(id)->shape);
        const QRectF shown = canvas->view().toWidget(own);
        EXPECT_TRUE(QRectF(canvas->rect()).contains(shown));
        EXPECT_GT(std::max(shown.width() / canvas->width(), shown.height() / canvas->height()), 0.3);
        EXPECT_LT(QLineF(shown.center(), QRectF(canvas->rect()).center()).length(), 2);
    }
    EXPECT_EQ(seen.size(), 3u);
    const AnnotationId last = context().selection()[0];
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_NE(context().selection()[0], last);
    key(Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(context().selection()[0], last);
}

TEST_F(LabelViewTest, ZoomToNextInstanceSaysWhenThereIsNone)
{
    key(Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(notice(), u"There is no shape on this item to go to."_s);
}

} // namespace
} // namespace touchstone
