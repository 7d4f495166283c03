#include "tools/select_tool.h"

#include <algorithm>

#include "canvas/shape_handles.h"
#include "tools/commands.h"
#include "tools/missing_points.h"
#include "tools/node_edit.h"
#include "tools/selection_painter.h"
#include "tools/shape_words.h"
#include "tools/vertex_edit.h"

namespace touchstone {
namespace {

/// In widget pixels.
constexpr double dragStart = 3;
constexpr double samePlace = 4;
/// In degrees.
constexpr double coarseTurn = 1;
constexpr double fineTurn = 0.1;
/// From so many selected shapes on all of the picture is painted.
constexpr std::size_t mostLookedUp = 64;

} // namespace

void SelectTool::deactivate()
{
    cancelDrag();
    context().canvas().setHovered({});
    m_hover = {};
    m_lastClick.reset();
}

const Annotation* SelectTool::editable() const
{
    const std::vector<AnnotationId>& selection = context().selection();
    if (selection.size() != 1 || !context().isEditable() || context().isLocked(selection.front()))
        return nullptr;
    return context().content().find(selection.front());
}

std::vector<AnnotationId> SelectTool::movable() const
{
    std::vector<AnnotationId> ids = context().selection();
    std::erase_if(ids, [this](const AnnotationId& id) { return context().isLocked(id); });
    return ids;
}

bool SelectTool::isSelected(const AnnotationId& id) const
{
    const std::vector<AnnotationId>& selection = context().selection();
    return std::find(selection.begin(), selection.end(), id) != selection.end();
}

void SelectTool::press(const ToolPointer& pointer)
{
    m_drag.reset();
    m_grabbed = pointer.position;
    m_pointer = pointer;
    if (placeMissing(pointer))
        return;
    Press press{pointer, {}, context().canvas().at(pointer.position, context().canvas().tolerance()), false};
    press.target = hitTarget(editable(), press.candidates.empty() ? AnnotationId() : press.candidates.front(), pointer.position, context().canvas().tolerance(),
                             pointer.modifiers & Qt::ControlModifier);
    press.wasSelected = std::any_of(press.candidates.begin(), press.candidates.end(),
                                    [this](const AnnotationId& id) { return isSelected(id); });
    const bool shift = pointer.modifiers & Qt::ShiftModifier;
    if (press.target.kind == HitTarget::Kind::Vertex) {
        if (pointer.modifiers & Qt::AltModifier)
            deleteVertex(context(), press.target.id, press.target.at);
        else
            m_drag = makeVertexDrag(context(), press.target.id, press.target.at, false, pointer.position);
        updateHover(pointer);
        return;
    }
    if (press.target.kind == HitTarget::Kind::Node) {
        if (pointer.modifiers & Qt::AltModifier && removeNode(context(), press.target.id, press.target.node)) {
            updateHover(pointer);
            return;
        }
        m_drag = makeNodeDrag(context(), press.target.id, press.target.node, false, pointer.position);
        context().hintChanged();
        return;
    }
    if (press.target.kind == HitTarget::Kind::Handle) {
        m_drag = makeResizeDrag(context(), press.target.id, press.target.handle, pointer.position);
        context().hintChanged();
        return;
    }
    if (!shift && !press.wasSelected && !press.candidates.empty())
        context().setSelection({press.candidates.front()});
    m_press = std::move(press);
    showSelection();
}

void SelectTool::move(const ToolPointer& pointer)
{
    m_pointer = pointer;
    if (m_press && isDragged(m_press->pointer.position, pointer))
        beginDrag();
    if (m_drag && m_grabbed && isDragged(*m_grabbed, pointer))
        m_grabbed.reset();
    if (m_drag && !m_grabbed)
        m_drag->move(pointer);
    else if (!m_drag && !m_press)
        updateHover(pointer);
}

bool SelectTool::isDragged(Point from, const ToolPointer& pointer) const
{
    return distance(pointer.position, from) * context().canvas().view().scale >= dragStart;
}

void SelectTool::beginDrag()
{
    const Press press = std::move(*m_press);
    m_press.reset();
    m_lastClick.reset();
    const Point from = press.pointer.position;
    const bool shift = press.pointer.modifiers & Qt::ShiftModifier;
    m_grabbed.reset();
    if (press.target.kind == HitTarget::Kind::Edge) {
        m_drag = isLine(press.target.id)
                     ? makeNodeDrag(context(), press.target.id, press.target.at.vertex, true, from)
                     : makeVertexDrag(context(), press.target.id, press.target.at, true, from);
    } else if (press.candidates.empty()) {
        m_drag = makeBandDrag(context(), from, shift);
    } else if (context().isEditable()) {
        if (shift && !press.wasSelected) {
            std::vector<AnnotationId> ids = context().selection();
            ids.push_back(press.candidates.front());
            context().setSelection(std::move(ids));
        }
        if (std::vector<AnnotationId> ids = movable(); !ids.empty())
            m_drag = makeMoveDrag(context(), std::move(ids), from);
    }
    context().canvas().setHovered({});
    context().hintChanged();
}

void SelectTool::release(const ToolPointer& pointer)
{
    // A drag stands where the last move left it: looking for neighbours again would find the same ones.
    if (!m_drag || pointer.position != m_pointer.position || pointer.modifiers != m_pointer.modifiers)
        move(pointer);
    if (const std::unique_ptr<SelectDrag> drag = std::move(m_drag)) {
        if (!m_grabbed)
            drag->finish();
    } else if (m_press) {
        const Press press = std::move(*m_press);
        m_press.reset();
        click(press);
    }
    showSelection();
    updateHover(pointer);
    context().hintChanged();
}

void SelectTool::click(const Press& press)
{
    const Point at = press.pointer.position;
    const bool again =
        m_lastClick && distance(*m_lastClick, at) * context().canvas().view().scale <= samePlace;
    m_lastClick = at;
    if (press.target.kind == HitTarget::Kind::Edge)
        return; // A double-click here inserts a point.
    std::vector<AnnotationId> selection = context().selection();
    if (press.pointer.modifiers & Qt::ShiftModifier) {
        if (press.candidates.empty())
            return;
        const AnnotationId id = press.candidates.front();
        if (std::erase(selection, id) == 0)
            selection.push_back(id);
        context().setSelection(std::move(selection));
        return;
    }
    if (press.candidates.empty()) {
        if (!selection.empty())
            context().setSelection({});
        return;
    }
    AnnotationId next = press.candidates.front();
    if (again && press.wasSelected && selection.size() == 1) {
        const auto now = std::find(press.candidates.begin(), press.candidates.end(), selection.front());
        if (now != press.candidates.end() && now + 1 != press.candidates.end())
            next = *(now + 1);
    }
    if (selection.size() != 1 || selection.front() != next)
        context().setSelection({next});
}

void SelectTool::doubleClick(const ToolPointer& pointer)
{
    press(pointer);
    if (!m_press || m_press->target.kind != HitTarget::Kind::Edge)
        return; // The second click of two: the release goes on picking.
    const HitTarget target = m_press->target;
    m_press.reset();
    if (isLine(target.id))
        insertNode(context(), target.id, target.at.vertex, pointer.position);
    else
        insertVertex(context(), target.id, target.at, pointer.position);
    updateHover(pointer);
}

const Annotation* SelectTool::editableSkeleton() const
{
    const Annotation* annotation = editable();
    return annotation && std::holds_alternative<SkeletonShape>(annotation->shape) ? annotation : nullptr;
}

bool SelectTool::placeMissing(const ToolPointer& pointer)
{
    const Annotation* annotation = editableSkeleton();
    if (!annotation)
        return false;
    const AnnotationId id = annotation->id;
    const QPointF at = context().canvas().view().toWidget(pointer.position);
    for (const MissingPoint& point : missingPoints(context(), *annotation)) {
        if (!point.at.contains(at))
            continue;
        cycleVisibility(context(), id, point.node);
        updateHover(pointer);
        return true;
    }
    return false;
}

bool SelectTool::wantsKey(const QKeyEvent& event) const
{
    if (m_drag || event.modifiers() != Qt::NoModifier || !editableSkeleton())
        return false;
    return event.key() == Qt::Key_X || (event.key() == Qt::Key_O && m_hover.kind == HitTarget::Kind::Node);
}

bool SelectTool::key(QKeyEvent& event)
{
    if (wantsKey(event)) {
        const AnnotationId id = editableSkeleton()->id;
        if (event.key() == Qt::Key_X)
            swapSides(context(), id);
        else
            cycleVisibility(context(), id, m_hover.node);
        updateHover(m_pointer);
        return true;
    }
    if ((event.key() == Qt::Key_Left || event.key() == Qt::Key_Right) && event.modifiers() & Qt::AltModifier)
        return turnBy((event.key() == Qt::Key_Left ? -1 : 1) *
                      (event.modifiers() & Qt::ShiftModifier ? fineTurn : coarseTurn));
    if (event.modifiers() & Qt::ControlModifier && !(event.modifiers() & (Qt::AltModifier | Qt::MetaModifier)))
        return moveEdge(event.key(), event.modifiers() & Qt::ShiftModifier ? -1 : 1);
    const double step = event.modifiers() & Qt::ShiftModifier ? 10 : 1;
    if (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        return nudgeBy({-step, 0});
    case Qt::Key_Right:
        return nudgeBy({step, 0});
    case Qt::Key_Up:
        return nudgeBy({0, -step});
    case Qt::Key_Down:
        return nudgeBy({0, step});
    case Qt::Key_Delete:
        return deleteSelected();
    case Qt::Key_Backspace:
        if (!m_drag && m_hover.kind == HitTarget::Kind::Vertex) {
            deleteVertex(context(), m_hover.id, m_hover.at);
            updateHover(m_pointer);
        } else if (!m_drag && m_hover.kind == HitTarget::Kind::Node) {
            removeNode(context(), m_hover.id, m_hover.node);
            updateHover(m_pointer);
        }
        return true; // Never an object.
    default:
        return false;
    }
}

bool SelectTool::deleteSelected()
{
    const std::vector<AnnotationId> ids = movable();
    if (m_drag || ids.empty() || !context().isEditable())
        return false;
    std::vector<Change> changes = deleteSelection(context().content(), ids);
    const QString text = QStringLiteral("Delete %1").arg(wordsFor(context(), ids));
    if (!changes.empty() && context().apply(text, std::move(changes)))
        context().setSelection({});
    showSelection();
    return true;
}

bool SelectTool::nudgeBy(Point step)
{
    const std::vector<AnnotationId> ids = movable();
    if (m_drag || ids.empty() || !context().isEditable())
        return false;
    const QString mergeKey = mergeKeyFor(ids);
    std::vector<Change> changes = nudge(context().content(), ids, step, context().imageSize());
    if (!changes.empty())
        context().apply(QStringLiteral("Nudge %1").arg(wordsFor(context(), ids)), std::move(changes),
                        mergeKey);
    showSelection();
    return true;
}

bool SelectTool::moveEdge(int arrow, double out)
{
    const Annotation* annotation = editable();
    const auto* box = annotation ? std::get_if<BoxShape>(&annotation->shape) : nullptr;
    if (!box || m_drag)
        return false;
    double left = box->rect.x, top = box->rect.y, right = box->rect.right(), bottom = box->rect.bottom();
    const Size image = context().imageSize();
    // An edge that is over the border already may come back.
    switch (arrow) {
    case Qt::Key_Left:
        left = std::clamp(left - out, std::min(left, 0.0), std::max(left, right - leastSide));
        break;
    case Qt::Key_Right:
        right = std::clamp(right + out, std::min(right, left + leastSide), std::max(right, image.width));
        break;
    case Qt::Key_Up:
        top = std::clamp(top - out, std::min(top, 0.0), std::max(top, bottom - leastSide));
        break;
    case Qt::Key_Down:
        bottom = std::clamp(bottom + out, std::min(bottom, top + leastSide), std::max(bottom, image.height));
        break;
    default:
        return false;
    }
    Annotation after = *annotation;
    after.shape = BoxShape{Rect::fromCorners({left, top}, {right, bottom})};
    const std::vector<AnnotationId> ids{annotation->id};
    if (after.shape != annotation->shape)
        context().apply(QStringLiteral("Resize %1").arg(wordsFor(context(), ids)),
                        {context().content().replacement(std::move(after))}, mergeKeyFor(ids));
    showSelection();
    return true;
}

bool SelectTool::turnBy(double degrees)
{
    const std::vector<AnnotationId> ids = movable();
    if (m_drag || ids.empty() || !context().isEditable())
        return false;
    std::vector<Change> changes;
    for (const AnnotationId& id : ids) {
        const Annotation* annotation = context().content().find(id);
        if (!annotation)
            continue;
        Annotation after = *annotation;
        after.shape = turned(annotation->shape, degrees);
        if (after.shape != annotation->shape)
            changes.push_back(context().content().replacement(std::move(after)));
    }
    if (changes.empty())
        return false;
    context().apply(QStringLiteral("Turn %1").arg(wordsFor(context(), ids)), std::move(changes), mergeKeyFor(ids));
    showSelection();
    return true;
}

bool SelectTool::isLine(const AnnotationId& id) const
{
    const Annotation* annotation = context().content().find(id);
    return annotation && std::holds_alternative<PolylineShape>(annotation->shape);
}

/// One run of nudges or small turns of one selection is one undo step.
QString SelectTool::mergeKeyFor(const std::vector<AnnotationId>& ids)
{
    if (ids != m_nudged || m_nudgeKey.isEmpty()) {
        m_nudged = ids;
        m_nudgeKey = QStringLiteral("nudge ") + QString::fromStdString(EditId::create().toString());
    }
    return m_nudgeKey;
}

bool SelectTool::cancelDrag()
{
    m_press.reset();
    if (!m_drag)
        return false;
    m_drag.reset();
    context().canvas().updateLive();
    context().hintChanged();
    return true;
}

void SelectTool::leave()
{
    if (!m_drag)
        setHover({});
}

void SelectTool::reset()
{
    cancelDrag();
    m_hover = {};
    m_lastClick.reset();
    m_nudgeKey.clear();
}

void SelectTool::contentChanged()
{
    // Whatever is dragged may have changed or gone.
    m_drag.reset();
    m_hover = {};
    if (context().selection() != m_nudged)
        m_nudgeKey.clear();
    showSelection();
    context().hintChanged();
}

void SelectTool::updateHover(const ToolPointer& pointer)
{
    if (m_drag)
        return;
    Canvas& canvas = context().canvas();
    const AnnotationId body = canvas.smallestAt(pointer.position, canvas.tolerance());
    canvas.setHovered(body);
    setHover(hitTarget(editable(), body, pointer.position, canvas.tolerance(),
                       pointer.modifiers & Qt::ControlModifier));
}

void SelectTool::setHover(const HitTarget& hover)
{
    const bool edge = hover.kind == HitTarget::Kind::Edge;
    if (hover == m_hover && !edge)
        return;
    const bool otherKind = hover.kind != m_hover.kind;
    const bool marks = m_hover.kind != HitTarget::Kind::Body || hover.kind != HitTarget::Kind::Body;
    m_hover = hover;
    if (marks)
        showSelection();
    if (!otherKind)
        return;
    context().canvas().setToolCursor(cursor());
    context().hintChanged();
}

void SelectTool::showSelection()
{
    Canvas& canvas = context().canvas();
    const std::optional<Rect> now = selectedArea();
    // The list of absent points stands beside its shape.
    if (const bool skeleton = editableSkeleton() != nullptr; std::exchange(m_skeletonShown, skeleton) || skeleton)
        canvas.updateLive();
    for (const std::optional<Rect>& area : {std::exchange(m_shown, now), now})
        if (area)
            canvas.updateMarked(*area);
}

std::optional<Rect> SelectTool::selectedArea() const
{
    const std::vector<AnnotationId>& selection = context().selection();
    if (selection.size() > mostLookedUp)
        return Rect{0, 0, context().imageSize().width, context().imageSize().height};
    std::optional<Rect> area;
    for (const AnnotationId& id : selection)
        if (const Annotation* annotation = context().content().find(id))
            if (const std::optional<Rect> box = bounds(annotation->shape))
                area = area ? area->united(*box) : *box;
    return area;
}

void SelectTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (m_drag) {
        m_drag->paint(painter, view);
        return;
    }
    paintSelection(painter, view, context(), editable(), m_hover, m_pointer.position,
                   m_pointer.modifiers & Qt::ControlModifier);
    if (const Annotation* skeleton = editableSkeleton())
        paintMissingPoints(painter, missingPoints(context(), *skeleton));
}

} // namespace touchstone
