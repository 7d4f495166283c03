#include "tools/path_tool.h"

#include <algorithm>

#include <QPainter>

#include "tools/commands.h"
#include "tools/live_marks.h"
#include "tools/neighbour_snap.h"

namespace touchstone {
namespace {

/// In widget pixels.
constexpr double closeDistance = 9;
constexpr double samePlace = 2;
constexpr double freehandStep = 2;
/// A line drawn freely leaves out what strays less.
constexpr double freehandTolerance = 1.5;
constexpr double firstRadius = 6;

} // namespace

void PathTool::activate()
{
    m_active = true;
    updateDraft();
}

void PathTool::deactivate()
{
    cancelDrag();
    m_active = false;
    updateDraft();
    m_snap.reset();
    m_border.clear();
    m_passed.clear();
    DrawTool::deactivate();
}

void PathTool::leave()
{
    updateDraft();
    m_snap.reset();
    m_border.clear();
    DrawTool::leave();
}

void PathTool::press(const ToolPointer& pointer)
{
    if (!canDraw())
        return;
    m_dropped.reset();
    m_passed.clear();
    const Point at = placeOf(pointer);
    if (m_draft.isEmpty()) {
        m_draft.clear();
        beginAt(pointer);
    } else if (closesAt(clipped(pointer.position))) {
        finish();
        return;
    } else if (inWidget(distance(m_draft.ring().back(), at)) < samePlace) {
        return; // The same point once more adds nothing.
    } else if (const Ring border = borderTo(pointer, at); !border.empty()) {
        m_draft.add(border);
        m_border.clear();
        showPointer(at);
        changed();
        return;
    }
    m_draft.add(at);
    m_placing = true;
    showPointer(at);
    changed();
}

void PathTool::move(const ToolPointer& pointer)
{
    updateDraft();
    const Point at = placeOf(pointer);
    showPointer(at);
    m_border = m_placing ? Ring{} : borderTo(pointer, at);
    if (m_placing && pointer.modifiers & Qt::ShiftModifier) {
        drawFreely(at);
        context().hintChanged();
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
    const bool repeated = ring.size() > 1 && ring.back() == ring[ring.size() - 2];
    if (repeated && m_passed.empty())
        m_draft.undo();
    else if (repeated)
        m_draft.shorten();
    m_passed.clear();
    context().saveDraft(m_draft.toJson());
    context().hintChanged();
}

Point PathTool::placeOf(const ToolPointer& pointer)
{
    const Point at = clipped(pointer.position);
    const bool free = pointer.modifiers & Qt::AltModifier || (m_placing && pointer.modifiers & Qt::ShiftModifier);
    m_snap = free || !context().isEditable() ? std::nullopt : snappedToNeighbours(context(), at);
    if (!m_snap)
        return at;
    m_snap->at = clipped(m_snap->at);
    return m_snap->at;
}

Ring PathTool::borderTo(const ToolPointer& pointer, Point at) const
{
    if (!m_snap || m_draft.isEmpty() || !(pointer.modifiers & Qt::ControlModifier))
        return {};
    return alongNeighbour(context(), m_draft.ring().back(), at).value_or(Ring{});
}

/// The last vertex follows the pointer as long as all that was passed lies by the edge to it; then a vertex stays where
/// the pointer was.
void PathTool::drawFreely(Point at)
{
    const Ring& ring = m_draft.ring();
    if (m_passed.empty()) {
        if (inWidget(distance(ring.back(), at)) < freehandStep)
            return;
        m_passed = {at};
        m_draft.extend(at);
        return;
    }
    if (inWidget(distance(m_passed.back(), at)) < freehandStep)
        return;
    const Point from = ring[ring.size() - 2];
    const bool strays = std::ranges::any_of(
        m_passed, [&](Point p) { return inWidget(distanceToSegment(p, from, at)) > freehandTolerance; });
    if (strays) {
        m_draft.extend(at);
        m_passed = {at};
        return;
    }
    m_passed.push_back(at);
    m_draft.moveLast(at);
}

QString PathTool::freehandCount() const
{
    return m_placing && !m_passed.empty()
               ? QStringLiteral("drawn freely: %1 points").arg(m_draft.ring().size())
               : QString();
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
    m_passed.clear();
    m_snap.reset();
    m_border.clear();
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
    if (m_snap)
        context().canvas().updateLive(Rect{m_snap->at.x, m_snap->at.y, 0, 0});
    if (const std::optional<Rect> border = bounds(m_border))
        context().canvas().updateLive(*border);
    std::optional<Rect> area = bounds(m_draft.ring());
    if (!area)
        return;
    if (pointer())
        area = area->united(Rect{pointer()->x, pointer()->y, 0, 0});
    context().canvas().updateLive(*area);
}

Ring PathTool::pointsSoFar() const
{
    Ring points = m_draft.ring();
    if (!points.empty() && m_active && pointer() && !m_placing)
        points.push_back(*pointer());
    return points;
}

void PathTool::paintPath(QPainter& painter, const ViewTransform& view, bool closed)
{
    const QColor accent = context().canvas().style().accent;
    if (m_active && m_snap)
        paintSnap(painter, view, *m_snap, accent);
    const Ring& ring = m_draft.ring();
    if (ring.empty())
        return;
    const bool preview = m_active && pointer() && !m_placing;
    const ShapeInk ink = draftInk();
    QPolygonF points;
    for (const Point& p : ring)
        points << view.toWidget(p);
    QPolygonF area = points;
    QPolygonF next{points.last()};
    for (const Point& p : m_border)
        next << view.toWidget(p);
    if (m_border.empty() && pointer())
        next << view.toWidget(*pointer());
    if (preview)
        for (qsizetype i = 1; i < next.size(); ++i)
            area << next[i];
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
        paintLine(painter, closing ? QPolygonF{points.last(), points.first()} : next, ink.color, true);
    for (qsizetype i = 1; i < points.size(); ++i)
        paintHandle(painter, points[i], HandleShape::Round);
    if (closing)
        paintHotHandle(painter, points.first(), HandleShape::Round, accent);
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
    if (m_snap)
        keys.push_back({QStringLiteral("Ctrl+click"), QStringLiteral("follow the border")});
    keys.push_back({QStringLiteral("Backspace"), QStringLiteral("last point")});
    keys.push_back({QStringLiteral("Esc"), QStringLiteral("cancel")});
    return keys;
}

} // namespace touchstone
