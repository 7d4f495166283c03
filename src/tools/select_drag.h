#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "canvas/hit_test.h"
#include "tools/tool.h"

namespace touchstone {

/// One drag of the Select tool: shows what would be, and hands over one Edit in finish(). Destroyed without
/// it, nothing happened.
class SelectDrag {
  public:
    virtual ~SelectDrag() = default;
    virtual void move(const ToolPointer& pointer) = 0;
    virtual void paint(QPainter& painter, const ViewTransform& view) = 0;
    virtual void finish() = 0;
    virtual QString hint() const = 0;
    /// As Tool::inProgress.
    virtual std::optional<Shape> inProgress() const { return std::nullopt; }
};

/// Moves shapes together, within the image. Boxes come to lie on its border when they come near; Alt leaves them.
std::unique_ptr<SelectDrag> makeMoveDrag(ToolContext& context, std::vector<AnnotationId> ids, Point from);
/// Pulls a handle of the shape's box; Shift keeps the ratio of its sides, Alt keeps a box off the image border.
std::unique_ptr<SelectDrag> makeResizeDrag(ToolContext& context, const AnnotationId& id, BoxHandle handle,
                                           Point from);
/// Moves a vertex; with `insert` a new one on the edge.
std::unique_ptr<SelectDrag> makeVertexDrag(ToolContext& context, const AnnotationId& id, RingPosition at,
                                           bool insert, Point from);
/// Pulls a handle of a turned box, an ellipse, a line, a point or a skeleton. Shift keeps the ratio of the sides or
/// turns by 15°; Alt pulls from the middle. With `insert` the handle is a new point on the segment `node` of a line.
std::unique_ptr<SelectDrag> makeNodeDrag(ToolContext& context, const AnnotationId& id, std::size_t node,
                                           bool insert, Point from);
/// Selects what the rubber band touches; with `add` besides what is selected.
std::unique_ptr<SelectDrag> makeBandDrag(ToolContext& context, Point from, bool add);

/// Leaves shapes to the live painter while it lives.
class Lift {
  public:
    Lift(Canvas& canvas, std::vector<AnnotationId> ids) : m_canvas(canvas)
    {
        m_canvas.setLifted(std::move(ids));
    }
    ~Lift() { m_canvas.setLifted({}); }
    Lift(const Lift&) = delete;
    Lift& operator=(const Lift&) = delete;

  private:
    Canvas& m_canvas;
};

/// The handles of turned boxes, ellipses, lines, points and skeletons; `arm` as for handlesOf.
void paintShapeHandles(QPainter& painter, const ViewTransform& view, const Shape& shape, double arm);
/// How a selected shape looks while it is painted live.
ShapeInk selectedInk(ToolContext& context, const Annotation& annotation, bool withFill);

} // namespace touchstone
