#include "tools/polygon_tool.h"

#include <cmath>

namespace touchstone {
namespace {

/// In widget pixels.
constexpr double closeDistance = 9;
constexpr double samePlace = 2;

} // namespace

void PolygonTool::activate()
{
    m_active = true;
    updateDraft();
}

void PolygonTool::deactivate()
{
    m_active = false;
    m_placing = false;
    updateDraft();
    DrawTool::deactivate();
}

void PolygonTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    m_dropped.reset();
    const Point at = clipped(pointer.position);
    if (m_draft.isEmpty()) {
        chooseTarget(pointer);
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

void PolygonTool::move(const ToolPointer& pointer)
{
    updateDraft();
    const Point at = clipped(pointer.position);
    showPointer(at);
    if (m_placing)
        m_draft.moveLast(at);
    updateDraft();
}

void PolygonTool::release(const ToolPointer& pointer)
{
    if (!m_placing)
        return;
    move(pointer);
    m_placing = false;
    context().saveDraft(m_draft.toJson());
}

void PolygonTool::doubleClick(const ToolPointer& pointer)
{
    // The first of the two clicks has placed its vertex, or closed the ring; the second adds none.
    if (m_draft.ring().size() >= 3)
        finish();
    else if (m_draft.isEmpty())
        return;
    else if (inWidget(distance(m_draft.ring().back(), clipped(pointer.position))) >= closeDistance)
        press(pointer);
}

bool PolygonTool::key(QKeyEvent& event)
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

bool PolygonTool::cancel()
{
    if (!hasDraft())
        return false;
    updateDraft();
    m_placing = false;
    m_dropped = std::move(m_draft);
    m_draft.clear();
    context().saveDraft({});
    context().say(QStringLiteral("Draft dropped. Ctrl+Z brings it back."));
    context().hintChanged();
    return true;
}

bool PolygonTool::cancelDrag()
{
    if (!m_placing)
        return false;
    m_placing = false;
    updateDraft();
    m_draft.undo();
    changed();
    return true;
}

bool PolygonTool::finish()
{
    const Ring ring = m_draft.ring();
    if (ring.empty())
        return false;
    if (ring.size() < 3) {
        context().say(QStringLiteral("A polygon needs at least three points."));
        return false;
    }
    if (std::abs(signedArea(ring)) < 1e-6 && !selfIntersects(ring)) {
        context().say(QStringLiteral("All points lie on one line: the polygon has no area."));
        return false;
    }
    m_placing = false;
    updateDraft();
    if (m_draft.role() != RingRole::Shape) {
        if (!addToTarget(ring))
            return false;
        m_draft.clear();
        context().saveDraft({});
    } else {
        m_draft.clear();
        // Dropped first: what is stored must never be both, a draft and a shape.
        context().saveDraft({});
        clearSelection();
        context().addShape(PolygonShape{Polygon{PolygonPart{ring, {}}}});
    }
    m_dropped.reset();
    context().hintChanged();
    return true;
}

bool PolygonTool::undoInDraft()
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

bool PolygonTool::redoInDraft()
{
    if (!m_draft.redo())
        return false;
    m_placing = false;
    changed();
    return true;
}

void PolygonTool::restoreDraft(const std::string& body)
{
    if (auto draft = PolygonDraft::fromJson(body)) {
        m_draft = std::move(*draft);
        updateDraft();
        context().hintChanged();
    }
}

void PolygonTool::reset()
{
    updateDraft();
    m_draft.clear();
    m_dropped.reset();
    m_placing = false;
}

void PolygonTool::contentChanged()
{
    m_dropped.reset();
    DrawTool::contentChanged();
    context().hintChanged();
}

void PolygonTool::changed()
{
    updateDraft();
    context().saveDraft(m_draft.toJson());
    context().hintChanged();
}

bool PolygonTool::closesAt(Point point) const
{
    return m_draft.ring().size() >= 3 && inWidget(distance(m_draft.ring().front(), point)) <= closeDistance;
}

void PolygonTool::updateDraft()
{
    std::optional<Rect> area = bounds(m_draft.ring());
    if (!area)
        return;
    if (pointer())
        area = area->united(Rect{pointer()->x, pointer()->y, 0, 0});
    context().canvas().updateLive(*area);
}

} // namespace touchstone
