#include "tools/brush_tool.h"

#include <QPainter>

#include "canvas/shape_painter.h"

namespace touchstone {
namespace {

constexpr qreal leastTip = 3;

} // namespace

void BrushTool::deactivate()
{
    showTip(std::nullopt);
    focusLost();
    MaskTool::deactivate();
}

void BrushTool::reset()
{
    m_end.reset();
    MaskTool::reset();
}

void BrushTool::press(const ToolPointer& pointer)
{
    if (isPainting())
        return;
    m_adds = m_erases == (pointer.button == Qt::RightButton || pointer.eraser);
    if (!m_adds && !target() && !pickTarget(pointer.position)) {
        context().say(QStringLiteral("There is no mask here to erase from."));
        return;
    }
    if (!begin())
        return;
    m_last = pointer.modifiers & Qt::ShiftModifier && m_end ? *m_end : pointer.position;
    strokeTo(pointer.position);
    context().hintChanged();
}

void BrushTool::strokeTo(Point to)
{
    painted(mask().stroke(context().maskSettings().brush, m_last, to, m_adds));
    m_last = to;
}

void BrushTool::move(const ToolPointer& pointer)
{
    showTip(pointer.position);
    if (isPainting())
        strokeTo(pointer.position);
}

void BrushTool::release(const ToolPointer& pointer)
{
    if (!isPainting())
        return;
    if (!(m_last == pointer.position))
        strokeTo(pointer.position);
    m_end = m_last;
    commit(m_adds);
}

void BrushTool::focusLost()
{
    if (!isPainting())
        return;
    m_end = m_last;
    commit(m_adds);
}

bool BrushTool::cancel()
{
    if (!isPainting())
        return false;
    giveUp();
    return true;
}

void BrushTool::leave()
{
    showTip(std::nullopt);
}

void BrushTool::resize(bool larger)
{
    MaskSettings settings = context().maskSettings();
    showTip(m_tip); // Where it was.
    settings.brush.radius = nextBrush(settings.brush.radius, larger);
    context().setMaskSettings(settings);
    showTip(m_tip);
    context().hintChanged();
}

bool BrushTool::wantsKey(const QKeyEvent& event) const
{
    return event.modifiers() == Qt::NoModifier &&
           (event.key() == Qt::Key_BracketLeft || event.key() == Qt::Key_BracketRight ||
            event.key() == Qt::Key_Backslash);
}

bool BrushTool::key(QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        resize(event.key() == Qt::Key_BracketRight);
        return true;
    case Qt::Key_Backslash: {
        MaskSettings settings = context().maskSettings();
        settings.brush.tip = settings.brush.tip == BrushTip::Round ? BrushTip::Square : BrushTip::Round;
        context().setMaskSettings(settings);
        showTip(m_tip);
        context().hintChanged();
        return true;
    }
    case Qt::Key_Backspace:
        cancel();
        return true; // Never an object.
    default:
        return false;
    }
}

bool BrushTool::wheel(int steps, Qt::KeyboardModifiers modifiers)
{
    if (!(modifiers & Qt::ShiftModifier) || steps == 0)
        return false;
    resize(steps > 0);
    return true;
}

void BrushTool::showTip(std::optional<Point> at)
{
    Canvas& canvas = context().canvas();
    const double radius = context().maskSettings().brush.radius + 4 / canvas.view().scale;
    for (const std::optional<Point>& place : {m_tip, at})
        if (place)
            canvas.updateLive(Rect{place->x - radius, place->y - radius, 2 * radius, 2 * radius});
    m_tip = at;
}

void BrushTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    MaskTool::paintLive(painter, view);
    if (!m_tip || !context().isEditable())
        return;
    const Brush& brush = context().maskSettings().brush;
    const double radius = std::max<double>(brush.radius * view.scale, leastTip);
    const QPointF middle = view.toWidget(*m_tip);
    const bool erases = isPainting() ? !m_adds : m_erases;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    const auto tip = [&](const QPen& pen) {
        painter.setPen(pen);
        if (brush.tip == BrushTip::Round)
            painter.drawEllipse(middle, radius, radius);
        else
            painter.drawRect(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius));
    };
    tip(QPen(casingColor(), 3));
    tip(QPen(Qt::white, 1.2, erases ? Qt::DashLine : Qt::SolidLine));
    // Where the middle is, also under a large tip.
    painter.setPen(QPen(Qt::white, 1));
    painter.drawPoint(middle);
}

QString BrushTool::hint() const
{
    const double size = 2 * context().maskSettings().brush.radius;
    const QString tip = QStringLiteral("%1 px").arg(size, 0, 'g', 4);
    if (isPainting())
        return (m_adds ? QStringLiteral("painting, %1") : QStringLiteral("erasing, %1")).arg(tip);
    if (m_erases)
        return QStringLiteral("drag erases, %1").arg(tip);
    return (target() ? QStringLiteral("drag goes on with the mask, %1") : QStringLiteral("drag paints a new mask, %1"))
        .arg(tip);
}

std::vector<ToolHintKey> BrushTool::hintKeys() const
{
    if (isPainting())
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    std::vector<ToolHintKey> keys{
        {QStringLiteral("[ ]"), QStringLiteral("size")},
        {QStringLiteral("Right button"), m_erases ? QStringLiteral("paint") : QStringLiteral("erase")},
        {QStringLiteral("Shift"), QStringLiteral("straight")}};
    if (target() && !m_erases)
        keys.insert(keys.begin(), {QStringLiteral("Enter"), QStringLiteral("next mask")});
    return keys;
}

} // namespace touchstone
