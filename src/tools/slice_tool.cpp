#include "tools/slice_tool.h"

#include <algorithm>

#include <QPainter>

#include "tools/live_marks.h"
#include "tools/polygon_commands.h"
#include "tools/selection_painter.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

constexpr double dragDistance = 6; ///< In widget pixels.

} // namespace

void SliceTool::press(const ToolPointer& pointer)
{
    m_dragging = false;
    PathTool::press(pointer);
    m_from = draft().isEmpty() ? Point{} : draft().ring().back();
}

void SliceTool::move(const ToolPointer& pointer)
{
    const bool freehand = pointer.modifiers & Qt::ShiftModifier;
    if (isPlacing() && !m_dragging && !freehand && draft().ring().size() == 1 &&
        inWidget(distance(m_from, clipped(pointer.position))) > dragDistance) {
        draft().moveLast(m_from);
        draft().add(clipped(pointer.position));
        m_dragging = true;
    }
    PathTool::move(pointer);
}

void SliceTool::release(const ToolPointer& pointer)
{
    PathTool::release(pointer);
    // A line that cuts nothing is given up, as any other drag.
    if (std::exchange(m_dragging, false) && !finish())
        dropDraft();
    context().hintChanged();
}

bool SliceTool::cancelDrag()
{
    if (isPlacing() && std::exchange(m_dragging, false))
        draft().undo();
    return PathTool::cancelDrag();
}

bool SliceTool::isUsable(const Ring& points)
{
    const bool moves = std::ranges::any_of(points, [&](const Point& p) { return p != points.front(); });
    if (!moves)
        context().say(QStringLiteral("A cut needs two points at least, on both sides of what is cut."));
    return moves;
}

std::vector<AnnotationId> SliceTool::targets(const Ring& line) const
{
    std::vector<AnnotationId> ids = context().selection();
    if (ids.empty())
        ids = context().canvas().inside(bounds(line).value_or(Rect{}));
    std::erase_if(ids, [this](const AnnotationId& id) {
        const Annotation* annotation = context().content().find(id);
        return !annotation || !hasOutline(annotation->shape) || context().isLocked(id) || context().isHidden(id);
    });
    return ids;
}

bool SliceTool::complete(Ring points)
{
    const std::vector<AnnotationId> ids = targets(points);
    Slices slices = slice(context().content(), ids, points);
    if (slices.changes.empty()) {
        context().say(ids.empty() && !context().selection().empty()
                          ? QStringLiteral("Only polygons and lines can be sliced, and not while they are locked.")
                      : ids.empty() ? QStringLiteral("There is no polygon or line to slice here.")
                                    : QStringLiteral("The line does not pass through, so nothing was cut. It has to "
                                                     "begin and end outside."));
        return false;
    }
    const bool selected = !context().selection().empty();
    if (!context().apply(QStringLiteral("Slice %1").arg(wordsFor(context(), slices.cut)), std::move(slices.changes)))
        return false;
    dropDraft();
    if (selected)
        context().setSelection(std::move(slices.pieces));
    return true;
}

void SliceTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (isActive()) {
        paintSelection(painter, view, context(), nullptr, {}, {}, false);
        if (pointer() && context().isEditable())
            paintCrosshair(painter, view, *pointer(), context().imageSize());
    }
    paintPath(painter, view, false);
}

QString SliceTool::hint() const
{
    if (m_dragging)
        return QStringLiteral("release beyond the shape to cut it");
    if (!draft().isEmpty())
        return QStringLiteral("click adds a corner to the cut, double-click ends it");
    return context().selection().empty() ? QStringLiteral("drag a line across what is to be cut, or click its points")
                                         : QStringLiteral("drag a line across the selection, or click its points");
}

std::vector<ToolHintKey> SliceTool::hintKeys() const
{
    std::vector<ToolHintKey> keys = PathTool::hintKeys();
    for (ToolHintKey& key : keys)
        if (key.first == QStringLiteral("Enter"))
            key.second = QStringLiteral("cut");
    return keys;
}

} // namespace touchstone
