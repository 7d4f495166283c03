// Polygons in the label workspace: sliced, joined, with fewer and more points; by keys and from the menu.

#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QRadioButton>
#include <QSettings>
#include <QSlider>

#include "app/label/label_context.h"
#include "label_fixture.h"
#include "touchstone/model/shape.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class LabelPolygonTest : public LabelTest {
  protected:
    void SetUp() override
    {
        QSettings().remove(u"label/snapToNeighbours"_s);
        LabelTest::SetUp();
        openWindow();
        key(Qt::Key_P);
    }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
    const Polygon& polygon(std::size_t index) const
    {
        return *std::get<PolygonShape>(annotations()[index].shape).polygon;
    }
    void draw(std::initializer_list<Point> points)
    {
        for (const Point& p : points)
            click(p.x, p.y);
        key(Qt::Key_Return);
    }
    double sum() const
    {
        double all = 0;
        for (std::size_t i = 0; i < annotations().size(); ++i)
            all += area(polygon(i));
        return all;
    }
    /// The window system gives it back by itself; here there is none.
    void takeFocus()
    {
        canvas->activateWindow();
        canvas->setFocus();
        ASSERT_TRUE(waitFor([&] { return canvas->hasFocus(); }));
    }
    AnnotationId m_first;

    /// What is done while the dialog is open.
    static void inDialog(const std::function<void(QDialog&)>& act)
    {
        QTimer::singleShot(0, [act] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            ASSERT_TRUE(dialog);
            act(*dialog);
        });
    }
};

TEST_F(LabelPolygonTest, SlicedJoinedUndoneAndThereAfterARestart)
{
    draw({{100, 100}, {200, 100}, {200, 200}, {100, 200}});
    ASSERT_EQ(annotations().size(), 1u);
    const AnnotationId id = annotations()[0].id;
    const double whole = sum();
    key(Qt::Key_S, Qt::ShiftModifier);
    drag(80, 130, 220, 130);
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_EQ(labelOf(0), labelOf(1));
    EXPECT_NEAR(sum(), whole, 1e-6);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 1; }));
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 2; }));
    waitSaved();
    closeWindow();
    openProject();
    showWindow();
    ASSERT_EQ(annotations().size(), 2u);
    context().setSelection({id, annotations()[0].id == id ? annotations()[1].id : annotations()[0].id});
    key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(annotations().size(), 1u);
    EXPECT_EQ(annotations()[0].id, id);
    EXPECT_NEAR(sum(), whole, 1e-6);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 2; }));
    context().setSelection({id});
    key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(notice().contains(u"two polygons"_s)) << fromQt(notice());
}

TEST_F(LabelPolygonTest, FewerPointsAreCountedShownAndStoredOnce)
{
    draw({{100, 100}, {150, 102}, {200, 100}, {202, 150}, {200, 200}, {100, 200}});
    ASSERT_EQ(annotations().size(), 1u);
    context().setSelection({annotations()[0].id});
    key(Qt::Key_V);
    const Shape before = annotations()[0].shape;
    inDialog([&](QDialog& dialog) {
        auto* cost = dialog.findChild<QLabel*>(u"cost"_s);
        auto* slider = dialog.findChild<QSlider*>(u"slider"_s);
        slider->setValue(0);
        EXPECT_TRUE(cost->text().contains(u"6 → 6 points. The area stays the same."_s)) << fromQt(cost->text());
        const QImage shown = canvas->grab().toImage();
        dialog.findChild<QDoubleSpinBox*>(u"value"_s)->setValue(5);
        EXPECT_GT(slider->value(), 0) << "the slider follows";
        EXPECT_TRUE(cost->text().contains(u"6 → 4 points. The area changes by"_s)) << fromQt(cost->text());
        EXPECT_NE(canvas->grab().toImage(), shown) << "the canvas shows it";
        EXPECT_EQ(annotations()[0].shape, before) << "nothing is stored yet";
        dialog.reject();
    });
    key(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(annotations()[0].shape, before);
    EXPECT_EQ(session->undoState().undoText, "Draw car");
    takeFocus();

    inDialog([&](QDialog& dialog) {
        dialog.findChild<QDoubleSpinBox*>(u"value"_s)->setValue(5);
        dialog.accept();
    });
    key(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(polygon(0)[0].outer.size(), 4u);
    EXPECT_EQ(session->undoState().undoText, "Simplify car");
    takeFocus();
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations()[0].shape == before; }));
    // The tools paint and work again.
    key(Qt::Key_P);
    draw({{300, 100}, {350, 100}, {350, 150}});
    EXPECT_EQ(annotations().size(), 2u);
}

TEST_F(LabelPolygonTest, MorePointsLeaveTheAreaAsItIs)
{
    draw({{100, 100}, {200, 100}, {200, 200}, {100, 200}});
    context().setSelection({annotations()[0].id});
    const double whole = sum();
    inDialog([&](QDialog& dialog) {
        dialog.findChild<QRadioButton*>(u"more"_s)->setChecked(true);
        dialog.findChild<QDoubleSpinBox*>(u"value"_s)->setValue(30);
        EXPECT_TRUE(dialog.findChild<QLabel*>(u"cost"_s)->text().contains(u"4 → 16 points. The area stays the same."_s));
        dialog.accept();
    });
    key(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(polygon(0)[0].outer.size(), 16u);
    takeFocus();
    EXPECT_NEAR(sum(), whole, 1e-6);
    context().setSelection({});
    key(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_TRUE(notice().contains(u"Select a polygon or a line"_s));
}

TEST_F(LabelPolygonTest, SnappingIsSwitchedByAKeyAndStaysSo)
{
    draw({{100, 100}, {200, 100}, {200, 200}, {100, 200}});
    const Point corner = polygon(0)[0].outer[1];
    const auto begins = [&] {
        for (std::size_t i = 0; i < annotations().size(); ++i)
            if (annotations()[i].id != m_first && polygon(i)[0].outer[0] == corner)
                return true;
        return false;
    };
    m_first = annotations()[0].id;
    key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_FALSE(action("snapToNeighbours")->isChecked());
    EXPECT_EQ(notice(), u"Points do not snap to neighbours."_s);
    draw({{201, 99}, {260, 60}, {260, 120}});
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_FALSE(begins());
    waitSaved();
    closeWindow();
    openProject();
    showWindow();
    EXPECT_FALSE(action("snapToNeighbours")->isChecked());
    key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return annotations().size() == 1; }));
    key(Qt::Key_P);
    draw({{201, 99}, {260, 60}, {260, 120}});
    ASSERT_EQ(annotations().size(), 2u);
    EXPECT_TRUE(begins());
}

} // namespace
} // namespace touchstone
