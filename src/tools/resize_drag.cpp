#include <algorithm>
#include <cmath>

#include <QPainter>

#include "tools/border_snap.h"
#include "tools/commands.h"
#include "tools/live_marks.h"
#include "tools/select_drag.h"
#include "tools/shape_words.h"

namespace touchstone {
namespace {

constexpr double leastSide = 1;

bool movesLeft(BoxHandle h)
{
    return h == BoxHandle::TopLeft || h == BoxHandle::Left || h == BoxHandle::BottomLeft;
}
bool movesRight(BoxHandle h)
{
    return h == BoxHandle::TopRight || h == BoxHandle::Right || h == BoxHandle::BottomRight;
}
bool movesTop(BoxHandle h)
{
    return h == BoxHandle::TopLeft || h == BoxHandle::Top || h == BoxHandle::TopRight;
}
bool movesBottom(BoxHandle h)
{
    return h == BoxHandle::BottomLeft || h == BoxHandle::Bottom || h == BoxHandle::BottomRight;
}

/// The side that is pulled and the one that stays; never nearer than one pixel, but the pulled one may pass.
void pull(double& moving, double fixed, double to)
{
    moving = std::abs(to - fixed) < leastSide ? fixed + (moving < fixed ? -leastSide : leastSide) : to;
}

class ResizeDrag : public SelectDrag {
  public:
    ResizeDrag(ToolContext& context, const Annotation& annotation, BoxHandle handle, Point from)
        : m_context(context), m_before(annotation), m_after(annotation), m_handle(handle),
          m_box(*bounds(annotation.shape)), m_offset(from - handlePosition(m_box, handle)),
          m_lift(context.canvas(), {annotation.id})
    {
    }

    ~ResizeDrag() override { m_context.canvas().updateLive(*bounds(m_after.shape)); }

    void move(const ToolPointer& pointer) override
    {
        const bool keepRatio = pointer.modifiers & Qt::ShiftModifier;
        Point to = clippedTo(m_context.imageSize(), pointer.position - m_offset);
        if (!keepRatio && !(pointer.modifiers & Qt::AltModifier) && std::holds_alternative<BoxShape>(m_before.shape))
            to = ledToBorder(handlePosition(m_box, m_handle), to, m_context.imageSize(),
                             borderReach(m_context.canvas().view().scale));
        const Rect next = pulled(to, keepRatio);
        m_context.canvas().updateLive(*bounds(m_after.shape));
        m_after.shape = scaled(m_before.shape, m_box, next);
        m_context.canvas().updateLive(next);
    }

    void paint(QPainter& painter, const ViewTransform& view) override
    {
        m_context.canvas().paintShape(painter, m_after.shape, selectedInk(m_context, m_after, true));
        const Rect box = *bounds(m_after.shape);
        for (const BoxHandle handle : allBoxHandles)
            paintHandle(painter, view.toWidget(handlePosition(box, handle)), HandleShape::Square);
    }

    void finish() override
    {
        if (m_after.shape != m_before.shape)
            m_context.apply(QStringLiteral("Resize %1").arg(wordsFor(m_context, {m_before.id})),
                            {m_context.content().replacement(m_after)});
    }

    QString hint() const override { return QStringLiteral("release to keep this size"); }
    std::optional<Shape> inProgress() const override { return m_after.shape; }

  private:
    Rect pulled(Point to, bool keepRatio) const
    {
        double left = m_box.x, right = m_box.right(), top = m_box.y, bottom = m_box.bottom();
        if (movesLeft(m_handle))
            pull(left, right, to.x);
        if (movesRight(m_handle))
            pull(right, left, to.x);
        if (movesTop(m_handle))
            pull(top, bottom, to.y);
        if (movesBottom(m_handle))
            pull(bottom, top, to.y);
        if (keepRatio && isCorner(m_handle) && !m_box.isEmpty())
            return inRatio(left, right, top, bottom);
        return Rect::fromCorners({left, top}, {right, bottom});
    }

    Rect inRatio(double left, double right, double top, double bottom) const
    {
        const Point fixed =
            handlePosition(m_box, static_cast<BoxHandle>((static_cast<int>(m_handle) + 4) % 8));
        const double signX = (movesLeft(m_handle) ? left - right : right - left) < 0 ? -1 : 1;
        const double signY = (movesTop(m_handle) ? top - bottom : bottom - top) < 0 ? -1 : 1;
        const double directionX = movesLeft(m_handle) ? -signX : signX;
        const double directionY = movesTop(m_handle) ? -signY : signY;
        double grow = std::max(std::abs(right - left) / m_box.width, std::abs(bottom - top) / m_box.height);
        // Both sides have to end within the image.
        const Size image = m_context.imageSize();
        const double roomX = directionX < 0 ? fixed.x : image.width - fixed.x;
        const double roomY = directionY < 0 ? fixed.y : image.height - fixed.y;
        grow = std::min({grow, std::max(roomX, 0.0) / m_box.width, std::max(roomY, 0.0) / m_box.height});
        return Rect::fromCorners(
            fixed, {fixed.x + directionX * grow * m_box.width, fixed.y + directionY * grow * m_box.height});
    }

    ToolContext& m_context;
    Annotation m_before, m_after;
    BoxHandle m_handle;
    Rect m_box;
    Point m_offset; ///< From the handle to where it was taken.
    Lift m_lift;
};

} // namespace

std::unique_ptr<SelectDrag> makeResizeDrag(ToolContext& context, const AnnotationId& id, BoxHandle handle,
                                           Point from)
{
    const Annotation* annotation = context.content().find(id);
    if (!annotation || !bounds(annotation->shape))
        return nullptr;
    return std::make_unique<ResizeDrag>(context, *annotation, handle, from);
}

} // namespace touchstone
