#include "tools/polygon_tool.h"

#include <cmath>

#include <QPainter>

#include "canvas/shape_look.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

constexpr double closeDistance = 9; ///< In widget pixels.

} // namespace

const Annotation* PolygonTool::target() const
{
    const std::vector<AnnotationId>& selection = context().selection();
    if (selection.size() != 1 || context().isLocked(selection.front()))
        return nullptr;
    const Annotation* annotation = context().content().find(selection.front());
    return annotation && std::holds_alternative<PolygonShape>(annotation->shape) ? annotation : nullptr;
}

void PolygonTool::beginAt(const ToolPointer& pointer)
{
    const Annotation* selected = target();
    if (!selected || !(pointer.modifiers & (Qt::AltModifier | Qt::ControlModifier))) {
        clearSelection();
        return;
    }
    const bool inside = contains(selected->shape, clipped(pointer.position));
    draft().setTarget(inside ? RingRole::Hole : RingRole::Part, selected->id);
}

bool PolygonTool::closesAt(Point point) const
{
    const Ring& ring = draft().ring();
    return ring.size() >= 3 && inWidget(distance(ring.front(), point)) <= closeDistance;
}

bool PolygonTool::isUsable(const Ring& points)
{
    if (points.size() < 3) {
        context().say(QStringLiteral("A polygon needs at least three points."));
        return false;
    }
    if (std::abs(signedArea(points)) < 1e-6 && !selfIntersects(points)) {
        context().say(QStringLiteral("All points lie on one line: the polygon has no area."));
        return false;
    }
    return true;
}

bool PolygonTool::complete(Ring points)
{
    if (draft().role() != RingRole::Shape) {
        if (!addToTarget(std::move(points)))
            return false;
        dropDraft();
        return true;
    }
    // Dropped first: what is stored must never be both, a draft and a shape.
    dropDraft();
    clearSelection();
    context().addShape(PolygonShape{Polygon{PolygonPart{std::move(points), {}}}});
    return true;
}

bool PolygonTool::addToTarget(Ring ring)
{
    const Annotation* annotation = context().content().find(draft().target());
    const auto* shape = annotation ? std::get_if<PolygonShape>(&annotation->shape) : nullptr;
    if (!shape || context().isLocked(annotation->id)) {
        context().say(QStringLiteral("The polygon of this ring is gone or locked. Esc drops the ring."));
        return false;
    }
    Polygon polygon = *shape->polygon;
    const bool hole = draft().role() == RingRole::Hole;
    if (hole) {
        // The part in which the first point lies.
        for (PolygonPart& part : polygon)
            if (contains(part.outer, ring.front())) {
                part.holes.push_back(std::move(ring));
                break;
            }
    } else {
        polygon.push_back({std::move(ring), {}});
    }
    if (polygon == *shape->polygon) {
        context().say(QStringLiteral("The polygon no longer covers this place, so there is nothing to cut."));
        return false;
    }
    Annotation after = *annotation;
    after.shape = PolygonShape{std::move(polygon)};
    const QString text = hole ? QStringLiteral("Cut hole in %1") : QStringLiteral("Add part to %1");
    return context().apply(text.arg(wordsFor(context(), {after.id})),
                           {context().content().replacement(after)});
}

void PolygonTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (const Annotation* selected = isActive() ? target() : nullptr) {
        ShapeInk ink = draftInk();
        ink.color = lookOf(context().canvas().style(), *selected).color;
        ink.fillAlpha = 0;
        context().canvas().paintShape(painter, selected->shape, ink);
    }
    if (isActive())
        paintPointer(painter, view);
    paintPath(painter, view, true);
}

QString PolygonTool::hint() const
{
    const Ring& ring = draft().ring();
    if (const QString count = freehandCount(); !count.isEmpty())
        return count;
    if (ring.empty()) {
        return target()
                   ? QStringLiteral("click places the first point; with Alt a hole in, or a part of, the "
                                    "selected shape")
                   : QStringLiteral("click places the first point");
    }
    if (ring.size() > 3 && selfIntersects(ring))
        return QStringLiteral("the outline crosses itself; click adds a point");
    switch (draft().role()) {
    case RingRole::Hole:
        return QStringLiteral("hole: click adds a point");
    case RingRole::Part:
        return QStringLiteral("further part: click adds a point");
    case RingRole::Shape:
        break;
    }
    return QStringLiteral("click adds a point");
}

} // namespace touchstone
