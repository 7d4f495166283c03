#include "tools/frame_tool.h"

#include <cmath>
#include <numbers>
#include <utility>

#include <QPainter>

#include "tools/live_marks.h"

namespace touchstone {
namespace {

constexpr double leastSide = 2;  ///< In image pixels.
constexpr double dragStart = 4;  ///< In widget pixels.
constexpr double turnStep = 15;  ///< In degrees, with Shift.

double directionTo(Point from, Point to)
{
    return std::atan2(to.y - from.y, to.x - from.x) * 180 / std::numbers::pi;
}

} // namespace

TurnedRect FrameTool::frame() const
{
    switch (m_state) {
    case State::Idle:
        break;
    case State::Pressed: {
        const Rect box = Rect::fromCorners(m_first, m_now);
        return {box.center(), box.width, box.height, 0};
    }
    case State::Base: {
        Point end = m_now;
        if (m_stepwise) {
            const double angle =
                std::round(directionTo(m_first, m_now) / turnStep) * turnStep * std::numbers::pi / 180;
            const double length = distance(m_first, m_now);
            end = m_first + Point{std::cos(angle) * length, std::sin(angle) * length};
        }
        return turnedRectOver(m_first, end, end);
    }
    case State::Width:
        return turnedRectOver(m_first, m_second, m_now);
    case State::Turning: {
        const Rect box = Rect::fromCorners(m_first, m_second);
        // The corner that was let go of follows the pointer round the middle.
        double angle = directionTo(box.center(), m_now) - directionTo(box.center(), m_second);
        if (distance(box.center(), m_now) == 0)
            angle = 0;
        if (m_stepwise)
            angle = std::round(angle / turnStep) * turnStep;
        return {box.center(), box.width, box.height, normalizedAngle(angle)};
    }
    }
    return {};
}

void FrameTool::deactivate()
{
    cancelAll();
    DrawTool::deactivate();
}

void FrameTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    move(pointer);
    if (m_state != State::Idle) {
        m_down = true;
        return;
    }
    clearSelection();
    m_first = m_second = m_now = clipped(pointer.position);
    setState(State::Pressed);
}

void FrameTool::move(const ToolPointer& pointer)
{
    showPointer(clipped(pointer.position));
    if (m_state == State::Idle)
        return;
    show();
    m_now = clipped(pointer.position);
    m_stepwise = pointer.modifiers & Qt::ShiftModifier;
    show();
}

void FrameTool::release(const ToolPointer& pointer)
{
    if (m_state == State::Idle || (m_state != State::Pressed && !m_down))
        return;
    move(pointer);
    m_down = false;
    switch (m_state) {
    case State::Idle:
        break;
    case State::Pressed:
        if (inWidget(distance(m_first, m_now)) < dragStart) {
            setState(State::Base);
        } else if (turnsAfterDrag()) {
            m_second = m_now;
            setState(State::Turning);
        } else {
            complete();
        }
        break;
    case State::Base: {
        if (inWidget(distance(m_first, m_now)) < dragStart)
            break; // The same place again is no base line.
        const TurnedRect base = frame();
        m_second = fromFrame(base, {base.width / 2, 0});
        setState(State::Width);
        break;
    }
    case State::Width:
    case State::Turning:
        complete();
        break;
    }
}

void FrameTool::doubleClick(const ToolPointer& pointer)
{
    // Two clicks at one place are the first end once.
    if (m_state != State::Base)
        press(pointer);
}

bool FrameTool::key(QKeyEvent& event)
{
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (event.key() == Qt::Key_Backspace && plain) {
        cancel();
        return true; // Never an object.
    }
    if ((event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && plain && isBusy()) {
        finish();
        return true;
    }
    return false;
}

bool FrameTool::cancel()
{
    if (m_state == State::Idle)
        return false;
    show();
    m_down = false;
    // The base line can be drawn anew without losing where it begins.
    setState(m_state == State::Width ? State::Base : State::Idle);
    show();
    return true;
}

bool FrameTool::cancelDrag()
{
    if (m_state == State::Pressed)
        return cancel();
    return std::exchange(m_down, false);
}

void FrameTool::cancelAll()
{
    if (m_state == State::Idle)
        return;
    show();
    m_down = false;
    setState(State::Idle);
}

bool FrameTool::finish()
{
    if (m_state != State::Turning && m_state != State::Width)
        return false;
    complete();
    return true;
}

void FrameTool::show()
{
    const TurnedRect now = frame();
    context().canvas().updateLive(bounds(now));
}

void FrameTool::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    context().hintChanged();
}

void FrameTool::complete()
{
    const TurnedRect done = frame();
    show();
    m_down = false;
    setState(State::Idle);
    if (done.width < leastSide || done.height < leastSide) {
        context().say(QStringLiteral("Too small: %1 at least 2 pixels a side. Nothing was stored.")
                          .arg(word() == QStringLiteral("box") ? QStringLiteral("a box has")
                                                               : QStringLiteral("an ellipse has")));
        return;
    }
    context().addShape(shapeOf(done));
}

void FrameTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    const ShapeInk ink = draftInk();
    switch (m_state) {
    case State::Idle:
        break;
    case State::Base: {
        const TurnedRect base = frame();
        paintLine(painter, QPolygonF{view.toWidget(m_first), view.toWidget(fromFrame(base, {base.width / 2, 0}))},
                  ink.color, true);
        paintHandle(painter, view.toWidget(m_first), HandleShape::Round);
        break;
    }
    case State::Pressed:
    case State::Width:
    case State::Turning:
        context().canvas().paintShape(painter, shapeOf(frame()), ink);
        break;
    }
    paintPointer(painter, view);
}

QString FrameTool::hint() const
{
    switch (m_state) {
    case State::Idle:
        return QStringLiteral("drag the %1, or click both ends of its base line").arg(word());
    case State::Pressed:
        return turnsAfterDrag() ? QStringLiteral("release, then move to turn the box")
                                : QStringLiteral("release to finish the ellipse");
    case State::Base:
        return QStringLiteral("click the other end of the base line");
    case State::Width:
        return QStringLiteral("click to set the width of the %1").arg(word());
    case State::Turning:
        return QStringLiteral("move to turn, click to finish");
    }
    return {};
}

std::vector<ToolHintKey> FrameTool::hintKeys() const
{
    switch (m_state) {
    case State::Idle:
        return {{QStringLiteral("V held"), QStringLiteral("edit")}};
    case State::Base:
        return {{QStringLiteral("Shift"), QStringLiteral("by 15°")}, {QStringLiteral("Esc"), QStringLiteral("cancel")}};
    case State::Turning:
        return {{QStringLiteral("Enter"), QStringLiteral("finish")},
                {QStringLiteral("Shift"), QStringLiteral("by 15°")},
                {QStringLiteral("Esc"), QStringLiteral("cancel")}};
    case State::Pressed:
    case State::Width:
        break;
    }
    return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
}

} // namespace touchstone
