// Keys that are held down, pens, and shapes of no size: nothing of it does harm.

#include <QPointingDevice>

#include "app/label/label_context.h"
#include "label_fixture.h"
#include "touchstone/geometry/mask.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

class RoughInputTest : public LabelTest {
  protected:
    void SetUp() override
    {
        LabelTest::SetUp();
        openWindow();
    }
    /// As the system sends a key that stays down.
    void hold(Qt::Key key, const QString& text, int repeats = 20)
    {
        QWidget* target = QApplication::focusWidget();
        const auto send = [&](QEvent::Type type, bool isRepeat) {
            QKeyEvent event(type, key, Qt::NoModifier, text, isRepeat);
            QApplication::sendEvent(target, &event);
        };
        send(QEvent::KeyPress, false);
        for (int i = 0; i < repeats; ++i) {
            send(QEvent::KeyRelease, true);
            send(QEvent::KeyPress, true);
        }
        send(QEvent::KeyRelease, false);
    }
    void boxes(int count)
    {
        key(Qt::Key_R);
        for (int i = 0; i < count; ++i)
            drag(20 + 60 * i, 20, 60 + 60 * i, 60);
        key(Qt::Key_V);
    }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
};

TEST_F(RoughInputTest, AHeldDelDeletesWhatIsSelectedAndNothingElse)
{
    boxes(4);
    click(40, 40);
    ASSERT_EQ(context().selection().size(), 1U);
    hold(Qt::Key_Delete, u"\x7f"_s);
    EXPECT_EQ(annotations().size(), 3U);
    EXPECT_TRUE(context().selection().empty());
}

TEST_F(RoughInputTest, AHeldDigitRelabelsOnce)
{
    boxes(1);
    click(40, 40);
    hold(Qt::Key_2, u"2"_s);
    ASSERT_EQ(annotations().size(), 1U);
    EXPECT_EQ(labelOf(0), u"person"_s);
    waitSaved();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([this] { return labelOf(0) == u"car"_s; })) << "more than one Edit was made";
}

TEST_F(RoughInputTest, AHeldNDrawsNothingAndLeavesATool)
{
    boxes(1);
    hold(Qt::Key_N, u"n"_s);
    EXPECT_EQ(annotations().size(), 1U);
    drag(200, 200, 260, 260);
    EXPECT_EQ(annotations().size(), 2U);
}

TEST_F(RoughInputTest, AHeldToolKeyLendsTheToolOnce)
{
    boxes(1);
    const QString before = context().toolId();
    QTest::qWait(10);
    hold(Qt::Key_P, u"p"_s);
    EXPECT_TRUE(context().toolId() == before || context().toolId() == u"polygon"_s);
    EXPECT_EQ(annotations().size(), 1U);
}

TEST_F(RoughInputTest, TheOtherEndOfAPenErasesAndPressureIsNothing)
{
    key(Qt::Key_M);
    drag(100, 100, 200, 100);
    ASSERT_EQ(annotations().size(), 1U);
    const auto pixels = [this] { return area(*std::get<MaskShape>(annotations()[0].shape).mask); };
    const auto before = pixels();
    const QPointingDevice eraser(u"pen"_s, 77, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Eraser,
                                 QInputDevice::Capability::Position, 1, 1);
    const auto send = [&](QEvent::Type type, Point place, Qt::MouseButton button, Qt::MouseButtons buttons) {
        QMouseEvent event(type, at(place.x, place.y), canvas->mapToGlobal(at(place.x, place.y)), button, buttons, {},
                          &eraser);
        QApplication::sendEvent(canvas, &event);
    };
    send(QEvent::MouseButtonPress, {150, 100}, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseMove, {180, 100}, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, {180, 100}, Qt::LeftButton, Qt::NoButton);
    EXPECT_LT(pixels(), before);
    // The barrel's button comes as the right one.
    const auto erased = pixels();
    QTest::mousePress(canvas, Qt::RightButton, {}, at(110, 100));
    QTest::mouseRelease(canvas, Qt::RightButton, {}, at(110, 100));
    EXPECT_LT(pixels(), erased);
    EXPECT_EQ(annotations().size(), 1U);
}

} // namespace
} // namespace touchstone
