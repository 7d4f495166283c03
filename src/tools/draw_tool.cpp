#include "tools/draw_tool.h"

#include <QPainter>

#include "tools/commands.h"
#include "tools/live_marks.h"

namespace touchstone {
namespace {

constexpr QPointF chipOffset(14, 32);

/// Where the chip beside the pointer may be; wide enough for any.
QRect chipArea(QPointF at)
{
    return QRectF(at.x() + 10, at.y() + 10, 200, 28).toAlignedRect();
}

} // namespace

Point DrawTool::clipped(Point point) const
{
    return clippedTo(context().imageSize(), point);
}

bool DrawTool::isOnImage(Point point) const
{
    const Size size = context().imageSize();
    return point.x >= 0 && point.y >= 0 && point.x < size.width && point.y < size.height;
}

bool DrawTool::canDraw() const
{
    const Size size = context().imageSize();
    if (context().isEditable() && size.width > 0 && size.height > 0)
        return true;
    context().say(context().whyNotEditable());
    return false;
}

void DrawTool::showPointer(std::optional<Point> point)
{
    Canvas& canvas = context().canvas();
    const auto mark = [&](Point at) {
        canvas.update(crosshairRegion(canvas.view(), at, context().imageSize()));
        canvas.update(chipArea(canvas.view().toWidget(at)));
    };
    if (m_pointer)
        mark(*m_pointer);
    m_pointer = point;
    if (m_pointer)
        mark(*m_pointer);
}

void DrawTool::paintPointer(QPainter& painter, const ViewTransform& view)
{
    if (!m_pointer || !context().isEditable())
        return;
    paintCrosshair(painter, view, *m_pointer, context().imageSize());
    const QPointF at = view.toWidget(*m_pointer) + chipOffset;
    if (!context().currentLabel().isNull())
        context().canvas().paintChip(painter, context().currentLabel(), QRectF(at, QSizeF(0, 0)));
}

ShapeInk DrawTool::draftInk() const
{
    const CanvasStyle& style = context().canvas().style();
    const auto look = style.labels.find(context().currentLabel());
    ShapeInk ink;
    ink.color = look == style.labels.end() ? style.accent : look->second.color;
    ink.fillAlpha = style.outlineOnly ? 0 : style.fillAlpha;
    ink.width = 2;
    if (look != style.labels.end())
        ink.skeleton = look->second.skeleton;
    return ink;
}

void DrawTool::clearSelection()
{
    if (!context().selection().empty())
        context().setSelection({});
}

bool DrawTool::draftKey(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event.modifiers() & ~Qt::KeypadModifier)
            return false;
        finish();
        return true;
    case Qt::Key_Backspace:
        if (!undoInDraft())
            cancel();
        return true;
    default:
        return false;
    }
}

} // namespace touchstone
