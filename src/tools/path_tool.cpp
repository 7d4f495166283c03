#include "tools/path_tool.h"

#include <QPainter>

#include "tools/live_marks.h"

namespace touchstone {
namespace {

/// In widget pixels.
constexpr double closeDistance = 9;
constexpr double samePlace = 2;
constexpr double freehandStep = 6;
constexpr double firstRadius = 6;

} // namespace

void PathTool::activate()
{
    m_active = true;
    updateDraft();
}

void PathTool::deactivate()
{
    m_active = false;
    m_placing = false;
    updateDraft();
    DrawTool::deactivate();
}

void PathTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    m_dropped.reset();
    const Point at = clipped(pointer.position);
    if (m_draft.isEmpty()) {
        m_draft.clear();
        beginAt(pointer);
    } else if (closesAt(at)) {
        finish();
        return;
    } else if (inWidget(distance(m_draft.ring().back(), at)) < samePlace) {
        return; // The same point once more adds nothing.
    }
    m_draft.add(at);
    m_placing = true;
    showPointer(at);
    changed();
}

void PathTool::move(const ToolPointer& pointer)
{
    updateDraft();
    const Point at = clipped(pointer.position);
    showPointer(at);
    if (m_placing && pointer.modifiers & Qt::ShiftModifier) {
        const Ring& ring = m_draft.ring();
        if (ring.size() < 2 || inWidget(distance(ring[ring.size() - 2], at)) >= freehandStep) {
            m_draft.moveLast(at);
            m_draft.add(at);
        }
    } else if (m_placing) {
        m_draft.moveLast(at);
    }
    updateDraft();
}

void PathTool::release(const ToolPointer& pointer)
{
    if (!m_placing)
        return;
    move(pointer);
    m_placing = false;
    const Ring& ring = m_draft.ring();
    if (ring.size() > 1 && ring.back() == ring[ring.size() - 2])
        m_draft.undo();
    context().saveDraft(m_draft.toJson());
}

void PathTool::doubleClick(const ToolPointer& pointer)
{
    // The first of the two clicks has placed its point, or ended the draft; the second adds none.
    if (m_draft.ring().size() >= leastPoints())
        finish();
    else if (m_draft.isEmpty())
        return;
    else if (inWidget(distance(m_draft.ring().back(), clipped(pointer.position))) >= closeDistance)
        press(pointer);
}

bool PathTool::key(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Backspace && event.modifiers() == Qt::NoModifier) {
        if (hasDraft()) {
            m_placing = false;
            updateDraft();
            m_draft.removeLast();
            changed();
        }
        return true; // Never an object.
    }
    if ((event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) &&
        (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && hasDraft()) {
        finish();
        return true;
    }
    return false;
}

bool PathTool::cancel()
{
    if (!hasDraft())
        return false;
    updateDraft();
    m_placing = false;
    m_dropped = std::move(m_draft);
    m_draft = PolygonDraft(m_id);
    context().saveDraft({});
    context().say(QStringLiteral("Draft dropped. Ctrl+Z brings it back."));
    context().hintChanged();
    return true;
}

bool PathTool::cancelDrag()
{
    if (!m_placing)
        return false;
    m_placing = false;
    updateDraft();
    m_draft.undo();
    changed();
    return true;
}

bool PathTool::finish()
{
    const Ring points = m_draft.ring();
    if (points.empty() || !isUsable(points))
        return false;
    m_placing = false;
    updateDraft();
    if (!complete(points))
        return false;
    m_dropped.reset();
    context().hintChanged();
    return true;
}

void PathTool::dropDraft()
{
    m_draft.clear();
    context().saveDraft({});
}

bool PathTool::undoInDraft()
{
    if (m_dropped) {
        m_draft = std::move(*m_dropped);
        m_dropped.reset();
        changed();
        return true;
    }
    if (!hasDraft())
        return false;
    updateDraft();
    m_placing = false;
    m_draft.undo();
    changed();
    return true;
}

bool PathTool::redoInDraft()
{
    if (!m_draft.redo())
        return false;
    m_placing = false;
    changed();
    return true;
}

void PathTool::restoreDraft(const std::string& body)
{
    if (auto stored = PolygonDraft::fromJson(body, m_id)) {
        m_draft = std::move(*stored);
        updateDraft();
        context().hintChanged();
    }
}

void PathTool::reset()
{
    updateDraft();
    m_draft.clear();
    m_dropped.reset();
    m_placing = false;
}

void PathTool::contentChanged()
{
    m_dropped.reset();
    DrawTool::contentChanged();
    context().hintChanged();
}

void PathTool::changed()
{
    updateDraft();
    context().saveDraft(m_draft.toJson());
    context().hintChanged();
}

void PathTool::updateDraft()
{
    std::optional<Rect> area = bounds(m_draft.ring());
    if (!area)
        return;
    if (pointer())
        area = area->united(Rect{pointer()->x, pointer()->y, 0, 0});
    context().canvas().updateLive(*area);
}

void PathTool::paintPath(QPainter& painter, const ViewTransform& view, bool closed)
{
    const Ring& ring = m_draft.ring();
    if (ring.empty())
        return;
    const bool preview = m_active && pointer() && !m_placing;
    const ShapeInk ink = draftInk();
    QPolygonF points;
    for (const Point& p : ring)
        points << view.toWidget(p);
    QPolygonF area = points;
    if (preview)
        area << view.toWidget(*pointer());
    if (closed && area.size() > 2) {
        QColor fill = ink.color;
        fill.setAlpha(ink.fillAlpha);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(area);
    }
    if (points.size() > 1)
        paintLine(painter, points, ink.color);
    const bool closing = preview && closesAt(*pointer());
    if (preview)
        paintLine(painter, QPolygonF{points.last(), closing ? points.first() : area.last()}, ink.color, true);
    for (qsizetype i = 1; i < points.size(); ++i)
        paintHandle(painter, points[i], HandleShape::Round);
    if (closing)
        paintHotHandle(painter, points.first(), HandleShape::Round, context().canvas().style().accent);
    else
        paintHandle(painter, points.first(), HandleShape::Round, closed ? firstRadius : handleRadius);
}

std::vector<ToolHintKey> PathTool::hintKeys() const
{
    if (!hasDraft())
        return {{QStringLiteral("Shift+drag"), QStringLiteral("freehand")},
                {QStringLiteral("V held"), QStringLiteral("edit")}};
    std::vector<ToolHintKey> keys;
    if (m_draft.ring().size() >= leastPoints())
        keys.push_back({QStringLiteral("Enter"), QStringLiteral("finish")});
    keys.push_back({QStringLiteral("Backspace"), QStringLiteral("last point")});
    keys.push_back({QStringLiteral("Esc"), QStringLiteral("cancel")});
    return keys;
}

} // namespace touchstone
