#include "tools/grab_cut_tool.h"

#include <cmath>

#include <QPainter>

#include "tools/live_marks.h"

namespace touchstone {
namespace {

constexpr double leastSide = 4;
constexpr double leastStep = 2;
/// In widget pixels.
constexpr double strokeRadius = 4;

} // namespace

void GrabCutTool::deactivate()
{
    cancelDrag();
    AidTool::deactivate();
}

void GrabCutTool::draftMoved()
{
    m_from.reset();
    m_stroke.reset();
    // One step back is one stroke less.
    if (hasDraft() && m_request && !m_request->strokes.empty())
        m_request->strokes.pop_back();
    else
        m_request.reset();
}

void GrabCutTool::press(const ToolPointer& pointer)
{
    if (m_from || m_stroke || !canDraw())
        return;
    const bool object = pointer.button != Qt::RightButton && !pointer.eraser;
    const Point at = clipped(pointer.position);
    const bool another = (pointer.modifiers & Qt::ShiftModifier) != 0;
    if (m_request && !another) {
        m_stroke = Stroke{{at}, strokeRadius / context().canvas().view().scale, object};
        context().canvas().updateLive();
    } else if (object) {
        if (hasDraft() && !accept())
            return;
        stopWork();
        beginDraft(false);
        m_request.reset();
        m_from = m_to = at;
    } else {
        context().say(QStringLiteral("Drag a box around the object first."));
    }
    context().hintChanged();
}

void GrabCutTool::move(const ToolPointer& pointer)
{
    const Point at = clipped(pointer.position);
    showPointer(at);
    if (m_from) {
        m_to = at;
    } else if (m_stroke) {
        const Point last = m_stroke->points.back();
        if (inWidget(std::hypot(at.x - last.x, at.y - last.y)) < leastStep)
            return;
        m_stroke->points.push_back(at);
    } else {
        return;
    }
    context().canvas().updateLive();
}

void GrabCutTool::release(const ToolPointer& pointer)
{
    move(pointer);
    if (m_from) {
        const Rect box = Rect::fromCorners(*std::exchange(m_from, std::nullopt), m_to);
        context().canvas().updateLive();
        if (box.width < leastSide || box.height < leastSide) {
            context().say(QStringLiteral("Drag a box around the object."));
            context().hintChanged();
            return;
        }
        m_request = GrabCutRequest{box, {}, 3};
    } else if (m_stroke && m_request) {
        m_request->strokes.push_back(*std::exchange(m_stroke, std::nullopt));
    } else {
        return;
    }
    answer();
}

void GrabCutTool::answer()
{
    auto made = std::make_shared<Mask>();
    // Only the first of the drafts on the way is a step of its own.
    auto isSeen = std::make_shared<bool>(false);
    const auto see = [this, isSeen](Mask mask) { setDraft(std::move(mask), !std::exchange(*isSeen, true)); };
    work(
        QStringLiteral("Cutting the object out"),
        [made, see, request = *m_request](const PixelView& view, Progress& progress,
                                          const TellMeanwhile& tell) -> Result<void> {
            Result<Mask> cut = grabCut(
                view, request, [&](const Mask& soFar) { tell([see, soFar] { see(soFar); }); }, progress);
            if (!cut)
                return cut.error();
            *made = std::move(*cut);
            return {};
        },
        [see, made] { see(std::move(*made)); });
    context().hintChanged();
}

bool GrabCutTool::cancelDrag()
{
    if (!m_from && !m_stroke)
        return false;
    m_from.reset();
    m_stroke.reset();
    context().canvas().updateLive();
    context().hintChanged();
    return true;
}

bool GrabCutTool::cancel()
{
    if (AidTool::cancel())
        return true;
    // A box whose work was ended before there was anything to see.
    const bool had = m_request.has_value();
    draftMoved();
    context().canvas().updateLive();
    context().hintChanged();
    return had;
}

void GrabCutTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    AidTool::paintLive(painter, view);
    if (!m_request)
        paintPointer(painter, view);
    const auto box = m_from ? std::optional(Rect::fromCorners(*m_from, m_to))
                            : (m_request ? std::optional(m_request->box) : std::nullopt);
    if (box)
        paintRubberBand(painter, view.toWidget(*box), context().canvas().style().accent);
    const auto paint = [&](const Stroke& stroke) {
        QPolygonF line;
        for (const Point& p : stroke.points)
            line << view.toWidget(p);
        if (line.size() == 1)
            line << line.front();
        painter.setPen(QPen(stroke.object ? QColor(70, 200, 90) : QColor(230, 70, 60), 2 * stroke.radius * view.scale,
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
    };
    if (m_request)
        for (const Stroke& stroke : m_request->strokes)
            paint(stroke);
    if (m_stroke)
        paint(*m_stroke);
}

QString GrabCutTool::aidHint() const
{
    if (m_from)
        return QStringLiteral("release to cut the object out");
    if (m_stroke)
        return m_stroke->object ? QStringLiteral("this belongs to the object")
                                : QStringLiteral("this is background");
    return m_request ? QStringLiteral("drag over what belongs to the object")
                     : QStringLiteral("drag a box around the object");
}

std::vector<ToolHintKey> GrabCutTool::aidKeys() const
{
    if (m_from || m_stroke || !m_request)
        return {};
    return {{QStringLiteral("Right button"), QStringLiteral("background")},
            {QStringLiteral("Shift"), QStringLiteral("another box")}};
}

} // namespace touchstone
