#include "tools/box_tool.h"

#include <QPainter>

#include "tools/border_snap.h"

namespace touchstone {
namespace {

constexpr double leastSide = 2; ///< In image pixels.
constexpr double dragStart = 4; ///< In widget pixels.

} // namespace

Point BoxTool::corner(const ToolPointer& pointer) const
{
    const Point at = clipped(pointer.position);
    return pointer.modifiers & Qt::AltModifier ? at
                                               : onBorder(at, context().imageSize(), borderReach(inWidget(1)));
}

void BoxTool::deactivate()
{
    cancelDrag();
    setState(State::Idle);
    DrawTool::deactivate();
}

void BoxTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    showPointer(corner(pointer));
    if (m_state == State::Anchored) {
        stretchTo(corner(pointer));
        setState(State::Closing);
        return;
    }
    clearSelection();
    m_from = m_to = corner(pointer);
    setState(State::Pressed);
}

void BoxTool::move(const ToolPointer& pointer)
{
    showPointer(corner(pointer));
    if (m_state != State::Idle)
        stretchTo(corner(pointer));
}

void BoxTool::release(const ToolPointer& pointer)
{
    if (m_state != State::Pressed && m_state != State::Closing)
        return;
    stretchTo(corner(pointer));
    if (m_state == State::Pressed && inWidget(distance(m_from, m_to)) < dragStart) {
        setState(State::Anchored);
        return;
    }
    complete();
}

void BoxTool::doubleClick(const ToolPointer& pointer)
{
    // Two clicks at one place are the first corner once.
    if (m_state != State::Anchored)
        press(pointer);
}

bool BoxTool::key(QKeyEvent& event)
{
    if (event.key() != Qt::Key_Backspace)
        return false;
    cancel();
    return true; // Never an object.
}

bool BoxTool::cancel()
{
    if (m_state == State::Idle)
        return false;
    context().canvas().updateLive(rect());
    setState(State::Idle);
    return true;
}

bool BoxTool::cancelDrag()
{
    if (m_state == State::Closing) {
        setState(State::Anchored);
        return true;
    }
    return m_state == State::Pressed && cancel();
}

void BoxTool::reset()
{
    cancel();
}

void BoxTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (m_state != State::Idle)
        context().canvas().paintShape(painter, BoxShape{rect()}, draftInk());
    paintPointer(painter, view);
}

QString BoxTool::hint() const
{
    switch (m_state) {
    case State::Idle:
        return QStringLiteral("drag a box, or click two corners");
    case State::Anchored:
        return QStringLiteral("click the opposite corner");
    case State::Pressed:
    case State::Closing:
        break;
    }
    return QStringLiteral("release to finish the box");
}

std::vector<ToolHintKey> BoxTool::hintKeys() const
{
    if (m_state == State::Idle)
        return {{QStringLiteral("V held"), QStringLiteral("edit")}};
    return {{QStringLiteral("Alt"), QStringLiteral("off the border")},
            {QStringLiteral("Esc"), QStringLiteral("cancel")}};
}

void BoxTool::stretchTo(Point point)
{
    context().canvas().updateLive(rect());
    m_to = point;
    context().canvas().updateLive(rect());
}

void BoxTool::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    context().hintChanged();
}

void BoxTool::complete()
{
    const Rect box = rect();
    context().canvas().updateLive(box);
    setState(State::Idle);
    // What is seen large may be small: from 400 % on one pixel is enough.
    const double least = std::clamp(2 * leastSide / context().canvas().view().scale, 1.0, leastSide);
    if (box.width < least || box.height < least) {
        context().say(least > 1 ? QStringLiteral("Too small: a box has at least 2 pixels a side here, 1 when you "
                                                 "zoom in. Nothing was stored.")
                                : QStringLiteral("Too small: a box has at least 1 pixel a side. Nothing was stored."));
        return;
    }
    context().addShape(BoxShape{box});
}

} // namespace touchstone
