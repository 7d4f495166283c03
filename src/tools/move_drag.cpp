#include <QPainter>

#include "tools/border_snap.h"
#include "tools/commands.h"
#include "tools/select_drag.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

/// From so many on only the boxes follow the pointer.
constexpr std::size_t mostInDetail = 200;

class MoveDrag : public SelectDrag {
  public:
    MoveDrag(ToolContext& context, std::vector<AnnotationId> ids, Point from)
        : m_context(context), m_ids(std::move(ids)), m_from(from), m_lift(context.canvas(), m_ids)
    {
        for (const AnnotationId& id : m_ids) {
            const Annotation* annotation = context.content().find(id);
            if (!annotation)
                continue;
            if (const std::optional<Rect> box = bounds(annotation->shape)) {
                m_box = m_shapes.empty() ? *box : m_box.united(*box);
                m_shapes.push_back(*annotation);
            }
            m_boxesOnly = m_boxesOnly && std::holds_alternative<BoxShape>(annotation->shape);
            m_wholePixels = m_wholePixels || std::holds_alternative<MaskShape>(annotation->shape);
        }
    }

    ~MoveDrag() override { m_context.canvas().updateLive(placed()); }

    void move(const ToolPointer& pointer) override
    {
        Point next = allowedMove(m_box, pointer.position - m_from, m_context.imageSize());
        if (m_boxesOnly && !(pointer.modifiers & Qt::AltModifier))
            next = next + stepToBorder(m_box, next, m_context.imageSize(),
                                       borderReach(m_context.canvas().view().scale));
        if (m_wholePixels)
            next = {std::trunc(next.x), std::trunc(next.y)};
        m_context.canvas().updateLive(placed());
        m_delta = next;
        m_context.canvas().updateLive(placed());
    }

    void paint(QPainter& painter, const ViewTransform& view) override
    {
        const QTransform before = painter.transform();
        painter.translate(m_delta.x * view.scale, m_delta.y * view.scale);
        for (const Annotation& annotation : m_shapes) {
            const ShapeInk ink = selectedInk(m_context, annotation, true);
            if (m_shapes.size() <= mostInDetail) {
                m_context.canvas().paintShape(painter, annotation.shape, ink);
                continue;
            }
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(ink.color, 0));
            painter.drawRect(view.toWidget(*bounds(annotation.shape)));
        }
        painter.setTransform(before);
    }

    void finish() override
    {
        std::vector<Change> changes =
            moveSelection(m_context.content(), m_ids, m_delta, m_context.imageSize());
        if (!changes.empty())
            m_context.apply(QStringLiteral("Move %1").arg(wordsFor(m_context, m_ids)), std::move(changes));
    }

    QString hint() const override { return QStringLiteral("release to drop"); }

  private:
    Rect placed() const { return {m_box.x + m_delta.x, m_box.y + m_delta.y, m_box.width, m_box.height}; }

    ToolContext& m_context;
    std::vector<AnnotationId> m_ids;
    Point m_from;
    Lift m_lift;
    std::vector<Annotation> m_shapes;
    Rect m_box;
    bool m_boxesOnly = true;
    bool m_wholePixels = false;
    Point m_delta;
};

} // namespace

std::unique_ptr<SelectDrag> makeMoveDrag(ToolContext& context, std::vector<AnnotationId> ids, Point from)
{
    return std::make_unique<MoveDrag>(context, std::move(ids), from);
}

} // namespace touchstone
