#include "tools/point_tool.h"

#include <QPainter>

namespace touchstone {

void PointTool::deactivate()
{
    m_down = false;
    DrawTool::deactivate();
}

void PointTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    clearSelection();
    m_down = true;
    move(pointer);
    context().hintChanged();
}

void PointTool::move(const ToolPointer& pointer)
{
    const std::optional<Point> before = this->pointer();
    showPointer(clipped(pointer.position));
    if (!m_down)
        return;
    for (const std::optional<Point>& at : {before, this->pointer()})
        if (at)
            context().canvas().updateLive(Rect{at->x, at->y, 0, 0});
}

void PointTool::release(const ToolPointer& pointer)
{
    if (!m_down)
        return;
    move(pointer);
    m_down = false;
    context().addShape(PointShape{clipped(pointer.position)});
    context().hintChanged();
}

bool PointTool::key(QKeyEvent& event)
{
    if (event.key() != Qt::Key_Backspace)
        return false;
    cancel();
    return true; // Never an object.
}

bool PointTool::cancel()
{
    if (!m_down)
        return false;
    m_down = false;
    if (pointer())
        context().canvas().updateLive(Rect{pointer()->x, pointer()->y, 0, 0});
    context().hintChanged();
    return true;
}

void PointTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    paintPointer(painter, view);
    if (m_down && pointer())
        context().canvas().paintShape(painter, PointShape{*pointer()}, draftInk());
}

QString PointTool::hint() const
{
    return m_down ? QStringLiteral("release to place the point") : QStringLiteral("click places a point");
}

std::vector<ToolHintKey> PointTool::hintKeys() const
{
    if (m_down)
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    return {{QStringLiteral("V held"), QStringLiteral("edit")}};
}

} // namespace touchstone
