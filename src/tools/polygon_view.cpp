// How the draft of the Polygon tool looks and what it says; holes and further parts.

#include <QPainter>

#include "tools/live_marks.h"
#include "tools/polygon_tool.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

constexpr double firstRadius = 6;

} // namespace

const Annotation* PolygonTool::target() const
{
    const std::vector<AnnotationId>& selection = context().selection();
    if (selection.size() != 1 || context().isLocked(selection.front()))
        return nullptr;
    const Annotation* annotation = context().content().find(selection.front());
    return annotation && std::holds_alternative<PolygonShape>(annotation->shape) ? annotation : nullptr;
}

void PolygonTool::chooseTarget(const ToolPointer& pointer)
{
    const Annotation* selected = target();
    if (!selected || !(pointer.modifiers & (Qt::AltModifier | Qt::ControlModifier))) {
        m_draft.clear();
        clearSelection();
        return;
    }
    const bool inside = contains(selected->shape, clipped(pointer.position));
    m_draft.clear();
    m_draft.setTarget(inside ? RingRole::Hole : RingRole::Part, selected->id);
}

bool PolygonTool::addToTarget(Ring ring)
{
    const Annotation* annotation = context().content().find(m_draft.target());
    const auto* shape = annotation ? std::get_if<PolygonShape>(&annotation->shape) : nullptr;
    if (!shape || context().isLocked(annotation->id)) {
        context().say(QStringLiteral("The polygon of this ring is gone or locked. Esc drops the ring."));
        return false;
    }
    Polygon polygon = *shape->polygon;
    const bool hole = m_draft.role() == RingRole::Hole;
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
    const Ring& ring = m_draft.ring();
    if (const Annotation* selected = m_active ? target() : nullptr) {
        ShapeInk ink = draftInk();
        const auto look = context().canvas().style().labels.find(selected->label);
        if (look != context().canvas().style().labels.end())
            ink.color = look->second.color;
        ink.fillAlpha = 0;
        context().canvas().paintShape(painter, selected->shape, ink);
    }
    if (m_active)
        paintPointer(painter, view);
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
    if (area.size() > 2) {
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
        paintHandle(painter, points.first(), HandleShape::Round, firstRadius);
}

QString PolygonTool::hint() const
{
    const std::size_t count = m_draft.ring().size();
    if (count == 0) {
        return target()
                   ? QStringLiteral("click places the first point; with Alt a hole in, or a part of, the "
                                    "selected shape")
                   : QStringLiteral("click places the first point");
    }
    if (count > 3 && selfIntersects(m_draft.ring()))
        return QStringLiteral("the outline crosses itself; click adds a point");
    switch (m_draft.role()) {
    case RingRole::Hole:
        return QStringLiteral("hole: click adds a point");
    case RingRole::Part:
        return QStringLiteral("further part: click adds a point");
    case RingRole::Shape:
        break;
    }
    return QStringLiteral("click adds a point");
}

std::vector<ToolHintKey> PolygonTool::hintKeys() const
{
    if (!hasDraft())
        return {{QStringLiteral("V held"), QStringLiteral("edit")}};
    std::vector<ToolHintKey> keys;
    if (m_draft.ring().size() >= 3)
        keys.push_back({QStringLiteral("Enter"), QStringLiteral("finish")});
    keys.push_back({QStringLiteral("Backspace"), QStringLiteral("last point")});
    keys.push_back({QStringLiteral("Esc"), QStringLiteral("cancel")});
    return keys;
}

} // namespace touchstone
