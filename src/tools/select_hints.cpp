// What the Select tool says of itself: hint, keys, cursor.

#include "tools/select_tool.h"

namespace touchstone {

QString SelectTool::hint() const
{
    if (m_drag)
        return m_drag->hint();
    if (context().selection().empty())
        return QStringLiteral(
            "click picks a shape, again the next larger one; drag on free ground frames several");
    switch (m_hover.kind) {
    case HitTarget::Kind::Vertex:
        return QStringLiteral("drag moves the point");
    case HitTarget::Kind::Edge:
        return QStringLiteral("drag or double-click inserts a point");
    case HitTarget::Kind::Node:
        return QStringLiteral("drag changes the shape");
    case HitTarget::Kind::Handle:
        return QStringLiteral("drag changes the size");
    case HitTarget::Kind::Body:
    case HitTarget::Kind::Nothing:
        break;
    }
    return QStringLiteral("drag moves the selection");
}

std::vector<ToolHintKey> SelectTool::hintKeys() const
{
    if (m_drag)
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    if (context().selection().empty())
        return {{QStringLiteral("Shift"), QStringLiteral("add")}};
    if (m_hover.kind == HitTarget::Kind::Vertex)
        return {{QStringLiteral("Backspace"), QStringLiteral("delete point")},
                {QStringLiteral("Alt+click"), QStringLiteral("delete point")}};
    if (m_hover.kind == HitTarget::Kind::Node && editableSkeleton())
        return {{QStringLiteral("O"), QStringLiteral("visible, occluded, absent")},
                {QStringLiteral("X"), QStringLiteral("swap left and right")},
                {QStringLiteral("Backspace"), QStringLiteral("absent")}};
    if (editableSkeleton())
        return {{QStringLiteral("X"), QStringLiteral("swap left and right")},
                {QStringLiteral("Del"), QStringLiteral("delete")},
                {QStringLiteral("Arrows"), QStringLiteral("nudge")},
                {QStringLiteral("Esc"), QStringLiteral("deselect")}};
    if (m_hover.kind == HitTarget::Kind::Node)
        return {{QStringLiteral("Shift"), QStringLiteral("keep ratio, turn by 15°")},
                {QStringLiteral("Alt+←/→"), QStringLiteral("turn by 1°")}};
    if (m_hover.kind == HitTarget::Kind::Handle)
        return {{QStringLiteral("Shift"), QStringLiteral("keep ratio")},
                {QStringLiteral("Alt"), QStringLiteral("off the border")},
                {QStringLiteral("Ctrl+arrows"), QStringLiteral("move one edge, with Shift inwards")}};
    return {{QStringLiteral("Del"), QStringLiteral("delete")},
            {QStringLiteral("Arrows"), QStringLiteral("nudge")},
            {QStringLiteral("Ctrl"), QStringLiteral("scale")},
            {QStringLiteral("Esc"), QStringLiteral("deselect")}};
}

QCursor SelectTool::cursor() const
{
    switch (m_hover.kind) {
    case HitTarget::Kind::Vertex:
    case HitTarget::Kind::Node:
    case HitTarget::Kind::Edge:
        return Qt::CrossCursor;
    case HitTarget::Kind::Handle:
        switch (m_hover.handle) {
        case BoxHandle::TopLeft:
        case BoxHandle::BottomRight:
            return Qt::SizeFDiagCursor;
        case BoxHandle::TopRight:
        case BoxHandle::BottomLeft:
            return Qt::SizeBDiagCursor;
        case BoxHandle::Top:
        case BoxHandle::Bottom:
            return Qt::SizeVerCursor;
        case BoxHandle::Left:
        case BoxHandle::Right:
            return Qt::SizeHorCursor;
        }
        break;
    case HitTarget::Kind::Body:
        return isSelected(m_hover.id) ? Qt::SizeAllCursor : Qt::ArrowCursor;
    case HitTarget::Kind::Nothing:
        break;
    }
    return Qt::ArrowCursor;
}

} // namespace touchstone
