#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QResizeEvent>
#include <QTouchEvent>
#include <QWheelEvent>

#include "canvas/canvas_state.h"
#include "canvas/view_math.h"

namespace touchstone {
namespace {

constexpr double wheelStep = 1.2;
constexpr double rightDragStart = 4;
constexpr qint64 sameGestureMs = 800;

bool isNear(QPointF a, QPointF b, double distance)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y()) < distance;
}

} // namespace

void Canvas::resizeEvent(QResizeEvent* event)
{
    State& s = *m_state;
    if (s.fitted || event->oldSize().isEmpty()) {
        s.view = s.snapped(fittedView(size(), s.imageSize));
    } else {
        // The middle stays in the middle.
        s.view.dx += (size().width() - event->oldSize().width()) / 2.0;
        s.view.dy += (size().height() - event->oldSize().height()) / 2.0;
        s.view = s.snapped(keptInSight(s.view, size(), s.imageSize));
    }
    if (s.paintStyle->ratio != s.ratio())
        s.restyle();
    update();
    Q_EMIT viewChanged();
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    State& s = *m_state;
    const bool draws = event->button() == Qt::RightButton && s.input && s.input->usesRightButton() && !s.spaceHeld;
    if (s.pan == Pan::None && draws) {
        s.input->press(s.pointer(*event));
        return;
    }
    const bool pans =
        event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && s.spaceHeld);
    if (s.pan == Pan::None && (pans || event->button() == Qt::RightButton)) {
        s.pan = pans ? Pan::Dragging : Pan::Ready;
        s.panButton = event->button();
        s.panFrom = event->position();
        s.panView = s.view;
        if (pans)
            s.rememberView();
        s.showCursor();
        return;
    }
    if (s.pan == Pan::None && s.input && event->button() == Qt::LeftButton)
        s.input->press(s.pointer(*event));
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (s.pan == Pan::Ready && !isNear(event->position(), s.panFrom, rightDragStart)) {
        s.pan = Pan::Dragging;
        s.rememberView();
        s.showCursor();
    }
    if (s.pan == Pan::Dragging) {
        const QPointF moved = event->position() - s.panFrom;
        s.fitted = false;
        s.changeView({s.panView.scale, s.panView.dx + moved.x(), s.panView.dy + moved.y()}, false);
    }
    const Point position = s.view.toImage(event->position());
    const bool onImage =
        Rect{0, 0, static_cast<double>(s.imageSize.width()), static_cast<double>(s.imageSize.height())}
            .contains(position);
    Q_EMIT cursorMoved(position, onImage && !s.imageSize.isEmpty());
    if (s.pan == Pan::None && s.input)
        s.input->move(s.pointer(*event));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (s.pan != Pan::None) {
        if (event->button() != s.panButton)
            return;
        const bool click = s.pan == Pan::Ready;
        s.endPan();
        if (click && s.input)
            s.input->contextClick(s.pointer(*event));
        return;
    }
    const bool drew = event->button() == Qt::RightButton && s.input && s.input->usesRightButton();
    if (s.input && (drew || event->button() == Qt::LeftButton))
        s.input->release(s.pointer(*event));
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    State& s = *m_state;
    if (event->button() != Qt::LeftButton || s.spaceHeld || s.pan != Pan::None)
        mousePressEvent(event);
    else if (s.input)
        s.input->doubleClick(s.pointer(*event));
}

void Canvas::wheelEvent(QWheelEvent* event)
{
    State& s = *m_state;
    const QPoint turn = event->angleDelta();
    if (s.imageSize.isEmpty() || turn.isNull())
        return;
    if (s.input && s.input->wheel(turn.y() != 0 ? turn.y() : turn.x(), event->modifiers())) {
        event->accept();
        return;
    }
    // A run of turns is one step back for previousView().
    if (!s.sinceViewGesture.isValid() || s.sinceViewGesture.elapsed() > sameGestureMs)
        s.rememberView();
    s.sinceViewGesture.start();
    s.fitted = false;
    const int steps = turn.y() != 0 ? turn.y() : turn.x();
    if (event->modifiers() & Qt::ShiftModifier) {
        s.changeView({s.view.scale, s.view.dx + steps / 2.0, s.view.dy}, false);
    } else {
        s.changeView(zoomedAt(s.view, event->position(), std::pow(wheelStep, steps / 120.0)), false);
    }
    // A pan under way goes on from here.
    s.panFrom = event->position();
    s.panView = s.view;
    event->accept();
}

bool Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_state->input &&
        m_state->input->wantsKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel: {
        const auto& touch = *static_cast<QTouchEvent*>(event);
        if (touch.device()->type() == QInputDevice::DeviceType::TouchPad)
            break; // It moves the pointer.
        m_state->touched(touch);
        event->accept();
        return true;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

void Canvas::keyPressEvent(QKeyEvent* event)
{
    State& s = *m_state;
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        s.spaceHeld = true;
        s.showCursor();
        return;
    }
    if (!s.input || !s.input->key(*event))
        QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event)
{
    State& s = *m_state;
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        s.spaceHeld = false;
        s.showCursor();
        return;
    }
    if (!s.input || !s.input->keyReleased(*event))
        QWidget::keyReleaseEvent(event);
}

void Canvas::leaveEvent(QEvent*)
{
    setHovered({});
    Q_EMIT cursorMoved({}, false);
    if (m_state->input)
        m_state->input->leave();
}

void Canvas::focusOutEvent(QFocusEvent* event)
{
    m_state->interrupt();
    QWidget::focusOutEvent(event);
}

void Canvas::hideEvent(QHideEvent* event)
{
    m_state->interrupt();
    QWidget::hideEvent(event);
}

void Canvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange && m_state)
        m_state->restyle();
    QWidget::changeEvent(event);
}

} // namespace touchstone
