#include "tools/polyline_tool.h"

#include <algorithm>

namespace touchstone {

bool PolylineTool::isUsable(const Ring& points)
{
    const bool moves =
        std::any_of(points.begin(), points.end(), [&](const Point& p) { return p != points.front(); });
    if (!moves)
        context().say(QStringLiteral("A line needs at least two points. Nothing was stored."));
    return moves;
}

bool PolylineTool::complete(Ring points)
{
    dropDraft();
    clearSelection();
    context().addShape(PolylineShape{std::move(points)});
    return true;
}

void PolylineTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    if (isActive())
        paintPointer(painter, view);
    paintPath(painter, view, false);
}

QString PolylineTool::hint() const
{
    if (const QString count = freehandCount(); !count.isEmpty())
        return count;
    return draft().isEmpty() ? QStringLiteral("click places the first point of the line")
                             : QStringLiteral("click adds a point, double-click the last one");
}

} // namespace touchstone
