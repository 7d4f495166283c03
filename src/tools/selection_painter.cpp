#include "tools/selection_painter.h"

#include <cmath>

#include <QPainter>

#include "canvas/canvas.h"
#include "canvas/shape_handles.h"
#include "canvas/shape_look.h"
#include "tools/live_marks.h"
#include "tools/select_drag.h"
#include "touchstone/geometry/snap.h"

namespace touchstone {
namespace {

constexpr std::size_t mostInDetail = 300;
/// Handles nearer to the one before are left out until people zoom in; near ones are small.
constexpr double leastHandleStep = 8;
constexpr double roomyHandleStep = 18;

void paintVertices(QPainter& painter, const ViewTransform& view, const Ring& ring)
{
    QPointF last(-1e9, -1e9);
    const QRectF sight = painter.clipBoundingRect().adjusted(-8, -8, 8, 8);
    for (const Point& p : ring) {
        const QPointF at = view.toWidget(p);
        const double step = std::hypot(at.x() - last.x(), at.y() - last.y());
        if (step < leastHandleStep)
            continue;
        const bool roomy = step >= roomyHandleStep;
        last = at;
        if (sight.contains(at))
            paintHandle(painter, at, HandleShape::Round, roomy ? handleRadius : handleRadius - 1);
    }
}

void paintHandles(QPainter& painter, const ViewTransform& view, const Annotation& annotation, bool byBox, double arm)
{
    const auto* polygon = std::get_if<PolygonShape>(&annotation.shape);
    if (polygon && !byBox) {
        for (const PolygonPart& part : *polygon->polygon) {
            paintVertices(painter, view, part.outer);
            for (const Ring& hole : part.holes)
                paintVertices(painter, view, hole);
        }
        return;
    }
    paintShapeHandles(painter, view, annotation.shape, arm);
    const std::optional<Rect> box = bounds(annotation.shape);
    if (!box || (!polygon && !std::holds_alternative<BoxShape>(annotation.shape)))
        return;
    const QRectF rect = view.toWidget(*box);
    for (const BoxHandle handle : allBoxHandles) {
        // Small boxes show their corners only.
        if (!isCorner(handle) && std::min(rect.width(), rect.height()) < 5 * handleRadius)
            continue;
        paintHandle(painter, view.toWidget(handlePosition(*box, handle)), HandleShape::Square);
    }
}

void paintHover(QPainter& painter, const ViewTransform& view, const Annotation& annotation,
                const HitTarget& hover, Point pointer, const QColor& accent, double arm)
{
    if (hover.kind == HitTarget::Kind::Node) {
        const std::vector<ShapeHandle> handles = handlesOf(annotation.shape, arm);
        if (hover.node < handles.size())
            paintHotHandle(painter, view.toWidget(handles[hover.node].at), HandleShape::Round, accent);
        return;
    }
    if (const auto* line = std::get_if<PolylineShape>(&annotation.shape);
        line && hover.kind == HitTarget::Kind::Edge && hover.at.vertex + 1 < line->points->size()) {
        const Point a = (*line->points)[hover.at.vertex];
        const Point b = (*line->points)[hover.at.vertex + 1];
        paintEdgeMark(painter, view.toWidget(nearestOnSegment(pointer, a, b)), accent);
        return;
    }
    const auto* shape = std::get_if<PolygonShape>(&annotation.shape);
    if (hover.kind == HitTarget::Kind::Handle) {
        if (const std::optional<Rect> box = bounds(annotation.shape))
            paintHotHandle(painter, view.toWidget(handlePosition(*box, hover.handle)), HandleShape::Square,
                           accent);
        return;
    }
    if (!shape || hover.at.part >= shape->polygon->size())
        return;
    const Ring& ring = ringAt(*shape->polygon, hover.at);
    if (hover.at.vertex >= ring.size())
        return;
    const Point a = ring[hover.at.vertex];
    if (hover.kind == HitTarget::Kind::Vertex)
        paintHotHandle(painter, view.toWidget(a), HandleShape::Round, accent);
    if (hover.kind == HitTarget::Kind::Edge)
        paintEdgeMark(painter,
                      view.toWidget(nearestOnSegment(pointer, a, ring[(hover.at.vertex + 1) % ring.size()])),
                      accent);
}

// Of several selected shapes none has handles: a white rim tells each from the idle ones.
void paintHalo(QPainter& painter, const Canvas& canvas, const Shape& shape)
{
    ShapeInk halo;
    halo.color = Qt::white;
    halo.fillAlpha = 0;
    halo.width = 6;
    canvas.paintShape(painter, shape, halo);
}

} // namespace

void paintShapeHandles(QPainter& painter, const ViewTransform& view, const Shape& shape, double arm)
{
    const std::vector<ShapeHandle> handles = handlesOf(shape, arm);
    const std::optional<Rect> box = bounds(shape);
    if (handles.empty() || !box)
        return;
    const QRectF rect = view.toWidget(*box);
    const bool small = std::max(rect.width(), rect.height()) < 6 * handleRadius;
    for (const ShapeHandle& handle : handles) {
        if (handle.role == ShapeHandle::Role::Side && small)
            continue;
        const QPointF at = view.toWidget(handle.at);
        if (handle.role == ShapeHandle::Role::Turn)
            // From the middle of the top side, which stands fifth.
            paintLine(painter, QPolygonF{view.toWidget(handles[4].at), at}, QColor(Qt::white));
        const bool square = handle.role == ShapeHandle::Role::Corner || handle.role == ShapeHandle::Role::Side;
        paintHandle(painter, at, square ? HandleShape::Square : HandleShape::Round);
    }
}

ShapeInk selectedInk(ToolContext& context, const Annotation& annotation, bool withFill)
{
    const CanvasStyle& style = context.canvas().style();
    const LabelLook look = lookOf(style, annotation);
    ShapeInk ink;
    ink.color = look.color;
    ink.fillAlpha = withFill && !style.outlineOnly ? style.fillAlpha : 0;
    ink.width = 2.5;
    ink.skeleton = look.skeleton;
    return ink;
}

void paintSelection(QPainter& painter, const ViewTransform& view, ToolContext& context,
                    const Annotation* editable, const HitTarget& hover, Point pointer, bool byBox)
{
    Canvas& canvas = context.canvas();
    const std::vector<AnnotationId>& selection = context.selection();
    const QRectF sight = painter.clipBoundingRect().adjusted(-8, -8, 8, 8);
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = canvas.annotation(id);
        const std::optional<Rect> box = annotation ? bounds(annotation->shape) : std::nullopt;
        if (!box)
            continue;
        const QRectF rect = view.toWidget(*box).adjusted(0, 0, 1e-3, 1e-3);
        if (!rect.intersects(sight))
            continue;
        const ShapeInk ink = selectedInk(context, *annotation, false);
        if (selection.size() > mostInDetail) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(Qt::white, 3));
            painter.drawRect(rect);
            painter.setPen(QPen(canvas.style().accent, 1));
            painter.drawRect(rect);
            continue;
        }
        if (selection.size() > 1)
            paintHalo(painter, canvas, annotation->shape);
        canvas.paintShape(painter, annotation->shape, ink);
    }
    if (!editable)
        return;
    canvas.paintChip(painter, editable->label, view.toWidget(bounds(editable->shape).value_or(Rect{})));
    paintHandles(painter, view, *editable, byBox, turningArm(canvas.tolerance()));
    if (hover.id == editable->id)
        paintHover(painter, view, *editable, hover, pointer, canvas.style().accent,
                   turningArm(canvas.tolerance()));
}

} // namespace touchstone
