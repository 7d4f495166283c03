#include "tools/extremes_tool.h"

#include <algorithm>

#include <QPainter>

#include "tools/border_snap.h"
#include "tools/live_marks.h"

namespace touchstone {
namespace {

constexpr std::size_t allEnds = 4;
constexpr double leastSide = 1;

/// Points are clicked one by one, on the object's own ends: none is drawn freely, none goes to a neighbour.
ToolPointer plain(ToolPointer pointer)
{
    pointer.modifiers = Qt::AltModifier;
    return pointer;
}

} // namespace

void ExtremesTool::press(const ToolPointer& pointer)
{
    m_free = pointer.modifiers & Qt::AltModifier;
    PathTool::press(plain(pointer));
}

void ExtremesTool::move(const ToolPointer& pointer)
{
    m_free = pointer.modifiers & Qt::AltModifier;
    PathTool::move(plain(pointer));
}

void ExtremesTool::release(const ToolPointer& pointer)
{
    if (!isPlacing())
        return;
    PathTool::release(plain(pointer));
    m_free = pointer.modifiers & Qt::AltModifier; // The release moved the point, under other modifiers.
    if (draft().ring().size() < allEnds || finish())
        return;
    // Nothing comes of these four: the last is asked for again.
    undoInDraft();
}

void ExtremesTool::restoreDraft(const std::string& body)
{
    PathTool::restoreDraft(body);
    // A fourth point that was still under the button is clicked again.
    while (draft().ring().size() >= allEnds && draft().undo()) {
    }
}

Rect ExtremesTool::boxOf(const Ring& points) const
{
    const Rect box = bounds(points).value_or(Rect{});
    return m_free ? box : onBorder(box, context().imageSize(), borderReach(context().canvas().view().scale));
}

bool ExtremesTool::isUsable(const Ring& points)
{
    if (points.size() < allEnds) {
        context().say(QStringLiteral("A box by its extremes needs four points: top, left, bottom and right. %1 of them "
                                     "are there.").arg(points.size()));
        return false;
    }
    const Rect box = boxOf(points);
    if (box.width < leastSide || box.height < leastSide) {
        context().say(QStringLiteral("Too small: a box has at least 1 pixel a side. Click the last point again."));
        return false;
    }
    return true;
}

bool ExtremesTool::complete(Ring points)
{
    const Rect box = boxOf(points);
    dropDraft();
    clearSelection();
    context().addShape(BoxShape{box});
    return true;
}

void ExtremesTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (isActive())
        paintPointer(painter, view);
    if (const Rect box = boxOf(pointsSoFar()); !box.isEmpty())
        context().canvas().paintShape(painter, BoxShape{box}, draftInk());
    for (const Point& p : draft().ring())
        paintHandle(painter, view.toWidget(p), HandleShape::Round);
}

QString ExtremesTool::hint() const
{
    switch (draft().ring().size()) {
    case 0:
        return QStringLiteral("click the top, left, bottom and right end of the object, in any order");
    case 1:
        return QStringLiteral("click the next end: three to go");
    case 2:
        return QStringLiteral("click the next end: two to go");
    default:
        return QStringLiteral("click the last end");
    }
}

std::vector<ToolHintKey> ExtremesTool::hintKeys() const
{
    if (!hasDraft())
        return {{QStringLiteral("V held"), QStringLiteral("edit")}};
    return {{QStringLiteral("Alt"), QStringLiteral("off the border")},
            {QStringLiteral("Backspace"), QStringLiteral("last point")},
            {QStringLiteral("Esc"), QStringLiteral("cancel")}};
}

} // namespace touchstone
