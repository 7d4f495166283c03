// Fingers: one acts as the left button of a mouse, two move and zoom the view.

#include <cmath>

#include <QApplication>
#include <QMouseEvent>
#include <QTouchEvent>

#include "canvas/canvas_state.h"
#include "canvas/view_math.h"

namespace touchstone {
namespace {

/// In widget pixels. A finger that moved less taps; until then nothing is pressed: a second one may follow.
constexpr double tapReach = 8;
constexpr double doubleTapReach = 24;
/// Nearer fingers only pan.
constexpr double leastSpread = 16;

double length(QPointF between)
{
    return std::hypot(between.x(), between.y());
}

QList<QEventPoint> fingersDown(const QTouchEvent& event)
{
    QList<QEventPoint> down;
    for (const QEventPoint& point : event.points())
        if (point.state() != QEventPoint::State::Released)
            down.append(point);
    return down;
}

} // namespace

void Canvas::State::fingerAsMouse(QEvent::Type type, QPointF at, Qt::KeyboardModifiers modifiers)
{
    const bool moves = type == QEvent::MouseMove;
    const bool down = moves ? fingers.now == Fingers::Mouse : type != QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, canvas.mapToGlobal(at), moves ? Qt::NoButton : Qt::LeftButton,
                      down ? Qt::LeftButton : Qt::NoButton, modifiers);
    if (moves)
        canvas.mouseMoveEvent(&event);
    else if (type == QEvent::MouseButtonPress)
        canvas.mousePressEvent(&event);
    else if (type == QEvent::MouseButtonDblClick)
        canvas.mouseDoubleClickEvent(&event);
    else
        canvas.mouseReleaseEvent(&event);
}

void Canvas::State::pressFinger(Qt::KeyboardModifiers modifiers)
{
    const bool twice = fingers.sinceTap.isValid() &&
                       fingers.sinceTap.elapsed() < QApplication::doubleClickInterval() &&
                       length(fingers.from - fingers.tapped) < doubleTapReach;
    fingers.sinceTap.invalidate();
    fingerAsMouse(QEvent::MouseMove, fingers.from, modifiers);
    fingers.now = Fingers::Mouse;
    fingerAsMouse(twice ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, fingers.from, modifiers);
    if (!twice) {
        fingers.tapped = fingers.from;
        fingers.sinceTap.start();
    }
}

void Canvas::State::liftFinger(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (fingers.now == Fingers::Waiting)
        pressFinger(modifiers);
    else
        fingers.sinceTap.invalidate(); // What was dragged is no first tap of two.
    if (fingers.now == Fingers::Mouse)
        fingerAsMouse(QEvent::MouseButtonRelease, at, modifiers);
    fingers.now = Fingers::None;
}

void Canvas::State::dropFinger()
{
    endPan();
    if (input)
        input->giveUp();
}

void Canvas::State::gripView(const QList<QEventPoint>& down)
{
    const bool two = down.size() > 1;
    const QPointF a = down[0].position(), b = two ? down[1].position() : a;
    const QPointF middle = (a + b) / 2;
    const double spread = length(b - a);
    const std::pair<int, int> ids{down[0].id(), two ? down[1].id() : -1};
    if (fingers.now != Fingers::View || fingers.ids != ids) {
        if (fingers.now == Fingers::Mouse)
            dropFinger();
        if (fingers.now != Fingers::View)
            rememberView();
        fingers.now = Fingers::View;
        fingers.ids = ids;
        fingers.middle = middle;
        fingers.spread = spread;
        fingers.view = view;
        return;
    }
    if (imageSize.isEmpty())
        return;
    // From where the fingers met the picture, so that roundings do not add up.
    const double factor = two && fingers.spread >= leastSpread ? spread / fingers.spread : 1;
    ViewTransform next = zoomedAt(fingers.view, fingers.middle, factor);
    next.dx += middle.x() - fingers.middle.x();
    next.dy += middle.y() - fingers.middle.y();
    fitted = false;
    changeView(next, false);
}

void Canvas::State::touched(const QTouchEvent& event)
{
    const QList<QEventPoint> down = fingersDown(event);
    if (event.type() == QEvent::TouchCancel) {
        if (fingers.now == Fingers::Mouse)
            dropFinger();
        fingers.now = Fingers::None;
    } else if (down.size() > 1 || (down.size() == 1 && fingers.now == Fingers::View)) {
        gripView(down);
    } else if (down.isEmpty()) {
        if (!event.points().isEmpty())
            liftFinger(event.points().first().position(), event.modifiers());
    } else if (down[0].state() == QEventPoint::State::Pressed) {
        fingers.now = Fingers::Waiting;
        fingers.from = down[0].position();
    } else {
        const QPointF at = down[0].position();
        if (fingers.now == Fingers::Waiting && length(at - fingers.from) >= tapReach)
            pressFinger(event.modifiers());
        if (fingers.now == Fingers::Mouse)
            fingerAsMouse(QEvent::MouseMove, at, event.modifiers());
    }
}

} // namespace touchstone
