#include <QPainter>

#include "canvas/shape_handles.h"
#include "tools/commands.h"
#include "tools/live_marks.h"
#include "tools/neighbour_snap.h"
#include "tools/select_drag.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

class NodeDrag : public SelectDrag {
  public:
    NodeDrag(ToolContext& context, const Annotation& annotation, std::size_t node, Shape start, bool inserted,
                Point from)
        : m_context(context), m_before(annotation), m_after(annotation), m_start(std::move(start)), m_node(node),
          m_inserted(inserted), m_lift(context.canvas(), {annotation.id})
    {
        m_after.shape = m_start;
        const std::vector<ShapeHandle> handles = handlesOf(m_start, arm());
        m_role = handles[m_node].role;
        m_offset = from - handles[m_node].at;
    }

    ~NodeDrag() override { show(); }

    void move(const ToolPointer& pointer) override
    {
        Point to = pointer.position - m_offset;
        // A turned shape may reach over the border; a point of a line or a skeleton may not.
        if (m_role == ShapeHandle::Role::Vertex)
            to = clippedTo(m_context.imageSize(), to);
        m_snap.reset();
        if (std::holds_alternative<PolylineShape>(m_start) && !(pointer.modifiers & Qt::AltModifier))
            m_snap = snappedToNeighbours(m_context, to, {m_before.id});
        if (m_snap)
            to = m_snap->at = clippedTo(m_context.imageSize(), m_snap->at);
        show();
        m_after.shape = withHandleAt(m_start, m_node, to,
                                     {bool(pointer.modifiers & Qt::ShiftModifier),
                                      bool(pointer.modifiers & Qt::AltModifier)});
        show();
    }

    void paint(QPainter& painter, const ViewTransform& view) override
    {
        m_context.canvas().paintShape(painter, m_after.shape, selectedInk(m_context, m_after, true));
        paintShapeHandles(painter, view, m_after.shape, arm());
        const std::vector<ShapeHandle> handles = handlesOf(m_after.shape, arm());
        paintHotHandle(painter, view.toWidget(handles[m_node].at), HandleShape::Round,
                       m_context.canvas().style().accent);
        if (m_snap)
            paintSnap(painter, view, *m_snap, m_context.canvas().style().accent);
    }

    void finish() override
    {
        if (m_after.shape == m_before.shape)
            return;
        m_context.apply(text().arg(wordsFor(m_context, {m_before.id})), {m_context.content().replacement(m_after)});
    }

    std::optional<Shape> inProgress() const override { return m_after.shape; }

    QString hint() const override
    {
        switch (m_role) {
        case ShapeHandle::Role::Turn:
            return QStringLiteral("release to keep this angle; Shift turns by 15°");
        case ShapeHandle::Role::Vertex:
            return QStringLiteral("release to drop the point");
        case ShapeHandle::Role::Corner:
        case ShapeHandle::Role::Side:
            break;
        }
        return QStringLiteral("release to keep this size; Shift keeps the ratio, Alt the middle");
    }

  private:
    double arm() const { return turningArm(m_context.canvas().tolerance()); }
    QString text() const
    {
        if (m_inserted)
            return QStringLiteral("Insert point in %1");
        if (std::holds_alternative<PointShape>(m_before.shape))
            return QStringLiteral("Move %1");
        switch (m_role) {
        case ShapeHandle::Role::Turn:
            return QStringLiteral("Turn %1");
        case ShapeHandle::Role::Vertex:
            return QStringLiteral("Move point of %1");
        case ShapeHandle::Role::Corner:
        case ShapeHandle::Role::Side:
            break;
        }
        return QStringLiteral("Resize %1");
    }
    void show()
    {
        if (const std::optional<Rect> box = bounds(m_after.shape))
            m_context.canvas().updateLive(box->adjusted(arm()));
    }

    ToolContext& m_context;
    Annotation m_before, m_after;
    Shape m_start;
    std::size_t m_node;
    bool m_inserted;
    ShapeHandle::Role m_role = ShapeHandle::Role::Vertex;
    Point m_offset;
    std::optional<Snap> m_snap;
    Lift m_lift;
};

} // namespace

std::unique_ptr<SelectDrag> makeNodeDrag(ToolContext& context, const AnnotationId& id, std::size_t node,
                                           bool insert, Point from)
{
    const Annotation* annotation = context.content().find(id);
    if (!annotation)
        return nullptr;
    Shape start = annotation->shape;
    if (insert) {
        const auto* line = std::get_if<PolylineShape>(&start);
        if (!line || node + 1 >= line->points->size())
            return nullptr;
        Ring points = *line->points;
        ++node;
        points.insert(points.begin() + static_cast<std::ptrdiff_t>(node), clippedTo(context.imageSize(), from));
        start = PolylineShape{std::move(points)};
    }
    if (node >= handlesOf(start, 1).size())
        return nullptr;
    return std::make_unique<NodeDrag>(context, *annotation, node, std::move(start), insert, from);
}

} // namespace touchstone
