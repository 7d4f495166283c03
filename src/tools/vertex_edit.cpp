#include "tools/vertex_edit.h"

#include <QPainter>

#include "tools/commands.h"
#include "tools/live_marks.h"
#include "tools/neighbour_snap.h"
#include "tools/select_drag.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

const Polygon* polygonOf(const ToolContext& context, const AnnotationId& id, const RingPosition& at)
{
    const Annotation* annotation = context.content().find(id);
    const auto* shape = annotation ? std::get_if<PolygonShape>(&annotation->shape) : nullptr;
    if (!shape || at.part >= shape->polygon->size() || at.ring > (*shape->polygon)[at.part].holes.size() ||
        at.vertex >= ringAt(*shape->polygon, at).size())
        return nullptr;
    return &*shape->polygon;
}

Change replacement(const ToolContext& context, Annotation annotation, Polygon polygon)
{
    annotation.shape = PolygonShape{std::move(polygon)};
    return context.content().replacement(std::move(annotation));
}

/// A polygon with a vertex at the very place of the one that is dragged; or, where that lies on a border that both
/// have in common, one that gets a vertex there.
struct Sharing {
    Annotation annotation;
    Polygon before; ///< With that vertex.
    RingPosition at;
};

/// `before` and `after` are the ends of the edges that meet, or are to meet, at `place`.
std::vector<Sharing> sharingAt(ToolContext& context, const AnnotationId& id, Point place, Point before, Point after)
{
    std::vector<Sharing> found;
    for (const AnnotationId& other : context.canvas().around(place, context.canvas().tolerance())) {
        const Annotation* annotation = context.content().find(other);
        const auto* shape = annotation ? std::get_if<PolygonShape>(&annotation->shape) : nullptr;
        if (!shape || other == id || context.isLocked(other) || context.isHidden(other))
            continue;
        if (const std::optional<RingPosition> at = nearestVertex(*shape->polygon, place, 0)) {
            found.push_back({*annotation, *shape->polygon, *at});
            continue;
        }
        std::optional<RingPosition> edge = commonEdge(*shape->polygon, place, place, before);
        if (!edge)
            edge = commonEdge(*shape->polygon, place, place, after);
        if (edge)
            found.push_back({*annotation, insertedVertex(*shape->polygon, *edge, place),
                             {edge->part, edge->ring, edge->vertex + 1}});
    }
    return found;
}

std::vector<AnnotationId> idsOf(const AnnotationId& id, const std::vector<Sharing>& sharing)
{
    std::vector<AnnotationId> ids{id};
    for (const Sharing& other : sharing)
        ids.push_back(other.annotation.id);
    return ids;
}

/// Of a vertex and of both its edges: what changes when it is moved.
Rect reachOf(const Polygon& polygon, const RingPosition& at)
{
    const Ring& ring = ringAt(polygon, at);
    const std::size_t n = ring.size();
    return *bounds(Ring{ring[(at.vertex + n - 1) % n], ring[at.vertex], ring[(at.vertex + 1) % n]});
}

class VertexDrag : public SelectDrag {
  public:
    VertexDrag(ToolContext& context, const Annotation& annotation, const Polygon& polygon, RingPosition at,
               bool insert, Point from)
        : m_context(context), m_annotation(annotation), m_before(polygon), m_after(polygon), m_at(at),
          m_inserted(insert)
    {
        if (insert) {
            const Ring& ring = ringAt(polygon, at);
            const Point place = nearestOnSegment(from, ring[at.vertex], ring[(at.vertex + 1) % ring.size()]);
            m_after = insertedVertex(m_after, at, clippedTo(context.imageSize(), place));
            ++m_at.vertex;
            m_before = m_after;
        }
        const Ring& ring = ringAt(m_after, m_at);
        const std::size_t n = ring.size();
        m_sharing = sharingAt(context, annotation.id, ring[m_at.vertex], ring[(m_at.vertex + n - 1) % n],
                              ring[(m_at.vertex + 1) % n]);
        m_ids = idsOf(annotation.id, m_sharing);
        m_lift.emplace(context.canvas(), m_ids);
        m_offset = insert ? Point{} : from - ring[m_at.vertex];
    }

    ~VertexDrag() override
    {
        if (const std::optional<Rect> box = bounds(m_after))
            m_context.canvas().updateLive(*box);
        show();
    }

    void move(const ToolPointer& pointer) override
    {
        Point to = clippedTo(m_context.imageSize(), pointer.position - m_offset);
        show();
        m_snap = pointer.modifiers & Qt::AltModifier ? std::nullopt : snappedToNeighbours(m_context, to, m_ids);
        if (m_snap)
            to = m_snap->at = clippedTo(m_context.imageSize(), m_snap->at);
        m_after = movedVertex(std::move(m_after), m_at, to);
        m_alone = pointer.modifiers & Qt::ShiftModifier;
        show();
    }

    void paint(QPainter& painter, const ViewTransform& view) override
    {
        for (const Sharing& other : m_sharing)
            m_context.canvas().paintShape(painter, PolygonShape{now(other)},
                                          selectedInk(m_context, other.annotation, true));
        Annotation now = m_annotation;
        now.shape = PolygonShape{m_after};
        m_context.canvas().paintShape(painter, now.shape, selectedInk(m_context, now, true));
        for (const Point& p : ringAt(m_after, m_at))
            paintHandle(painter, view.toWidget(p), HandleShape::Round);
        paintHotHandle(painter, view.toWidget(ringAt(m_after, m_at)[m_at.vertex]), HandleShape::Round,
                       m_context.canvas().style().accent);
        if (m_snap)
            paintSnap(painter, view, *m_snap, m_context.canvas().style().accent);
    }

    void finish() override
    {
        if (m_after == m_before && !m_inserted)
            return;
        std::vector<Change> changes{replacement(m_context, m_annotation, m_after)};
        for (const Sharing& other : m_sharing)
            if (!m_alone)
                changes.push_back(replacement(m_context, other.annotation, now(other)));
        m_context.apply((m_inserted ? QStringLiteral("Insert point in %1") : QStringLiteral("Move point of %1"))
                            .arg(wordsFor(m_context, m_alone ? std::vector{m_annotation.id} : m_ids)),
                        std::move(changes));
    }

    std::optional<Shape> inProgress() const override { return PolygonShape{m_after}; }

    QString hint() const override
    {
        return m_sharing.empty() ? QStringLiteral("release to drop the point; Alt leaves neighbours alone")
                                 : QStringLiteral("release to drop the shared point; Shift moves only this shape's");
    }

  private:
    Polygon now(const Sharing& other) const
    {
        return m_alone ? *std::get<PolygonShape>(other.annotation.shape).polygon
                       : movedVertex(other.before, other.at, ringAt(m_after, m_at)[m_at.vertex]);
    }
    /// What the vertex moves, as it is now. The others also where they were: Shift puts them back there.
    void show()
    {
        const Point p = ringAt(m_after, m_at)[m_at.vertex];
        Rect area = reachOf(m_after, m_at);
        for (const Sharing& other : m_sharing)
            area = area.united(reachOf(other.before, other.at)).united(Rect{p.x, p.y, 0, 0});
        m_context.canvas().updateLive(area);
    }

    ToolContext& m_context;
    Annotation m_annotation;
    Polygon m_before, m_after;
    RingPosition m_at;
    bool m_inserted;
    bool m_alone = false;
    Point m_offset;
    std::vector<Sharing> m_sharing;
    std::vector<AnnotationId> m_ids; ///< Of all that is dragged.
    std::optional<Snap> m_snap;
    std::optional<Lift> m_lift;
};

} // namespace

bool insertVertex(ToolContext& context, const AnnotationId& id, RingPosition edge, Point point)
{
    const Polygon* polygon = polygonOf(context, id, edge);
    if (!polygon)
        return false;
    const Ring& ring = ringAt(*polygon, edge);
    const Point from = ring[edge.vertex], to = ring[(edge.vertex + 1) % ring.size()];
    const Point place = clippedTo(context.imageSize(), nearestOnSegment(point, from, to));
    std::vector<AnnotationId> ids{id};
    std::vector<Change> changes{
        replacement(context, *context.content().find(id), insertedVertex(*polygon, edge, place))};
    for (Sharing& other : sharingAt(context, id, place, from, to)) {
        if (other.before == *std::get<PolygonShape>(other.annotation.shape).polygon)
            continue; // It has a vertex there.
        ids.push_back(other.annotation.id);
        changes.push_back(replacement(context, std::move(other.annotation), std::move(other.before)));
    }
    return context.apply(QStringLiteral("Insert point in %1").arg(wordsFor(context, ids)), std::move(changes));
}

bool deleteVertex(ToolContext& context, const AnnotationId& id, RingPosition at)
{
    const Polygon* polygon = polygonOf(context, id, at);
    if (!polygon)
        return false;
    const bool lastThree = ringAt(*polygon, at).size() <= 3;
    if (lastThree && at.ring == 0 && polygon->size() == 1) {
        context.say(QStringLiteral("A polygon keeps at least three points. Del deletes the whole shape."));
        return false;
    }
    Polygon after = removedVertex(*polygon, at);
    if (after.empty())
        return false;
    const QString text = !lastThree    ? QStringLiteral("Delete point of %1")
                         : at.ring > 0 ? QStringLiteral("Delete hole of %1")
                                       : QStringLiteral("Delete part of %1");
    return context.apply(text.arg(wordsFor(context, {id})),
                         {replacement(context, *context.content().find(id), std::move(after))});
}

std::unique_ptr<SelectDrag> makeVertexDrag(ToolContext& context, const AnnotationId& id, RingPosition at,
                                           bool insert, Point from)
{
    const Polygon* polygon = polygonOf(context, id, at);
    if (!polygon)
        return nullptr;
    return std::make_unique<VertexDrag>(context, *context.content().find(id), *polygon, at, insert, from);
}

} // namespace touchstone
