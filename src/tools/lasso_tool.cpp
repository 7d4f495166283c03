#include "tools/lasso_tool.h"

#include <cmath>

#include <QPainter>

#include "tools/live_marks.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {
namespace {

constexpr double leastStep = 2;

} // namespace

void LassoTool::deactivate()
{
    cancel();
    m_ring.clear();
    MaskTool::deactivate();
}

void LassoTool::press(const ToolPointer& pointer)
{
    if (isPainting())
        return;
    m_adds = pointer.button != Qt::RightButton && !pointer.eraser;
    if (!m_adds && !target() && !pickTarget(pointer.position)) {
        context().say(QStringLiteral("There is no mask here to take from."));
        return;
    }
    if (!begin())
        return;
    m_ring = {clipped(pointer.position)};
    context().hintChanged();
}

void LassoTool::move(const ToolPointer& pointer)
{
    showPointer(clipped(pointer.position));
    if (!isPainting())
        return;
    const Point at = clipped(pointer.position);
    if (inWidget(std::hypot(at.x - m_ring.back().x, at.y - m_ring.back().y)) < leastStep)
        return;
    m_ring.push_back(at);
    context().canvas().updateLive(bounds(m_ring).value_or(Rect{}));
}

void LassoTool::release(const ToolPointer& pointer)
{
    if (!isPainting())
        return;
    move(pointer);
    Ring ring = std::exchange(m_ring, {});
    if (ring.size() < 3) {
        context().say(QStringLiteral("Drag around what is meant."));
        giveUp();
        return;
    }
    painted(mask().fill(Polygon{{std::move(ring), {}}}, m_adds));
    commit(m_adds);
}

bool LassoTool::key(QKeyEvent& event)
{
    if (event.key() != Qt::Key_Backspace)
        return false;
    cancel();
    return true; // Never an object.
}

bool LassoTool::cancel()
{
    if (!isPainting())
        return false;
    m_ring.clear();
    giveUp();
    return true;
}

void LassoTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    MaskTool::paintLive(painter, view);
    paintPointer(painter, view);
    if (m_ring.empty())
        return;
    QPolygonF line;
    for (const Point& p : m_ring)
        line << view.toWidget(p);
    line << line.front();
    paintLine(painter, line, m_adds ? draftInk().color : QColor(Qt::white), !m_adds);
}

QString LassoTool::hint() const
{
    if (isPainting())
        return m_adds ? QStringLiteral("release to add it") : QStringLiteral("release to take it away");
    return target() ? QStringLiteral("drag around what belongs to the mask")
                    : QStringLiteral("drag around a new mask");
}

std::vector<ToolHintKey> LassoTool::hintKeys() const
{
    if (isPainting())
        return {{QStringLiteral("Esc"), QStringLiteral("cancel")}};
    std::vector<ToolHintKey> keys{{QStringLiteral("Right button"), QStringLiteral("take away")}};
    if (target())
        keys.insert(keys.begin(), {QStringLiteral("Enter"), QStringLiteral("next mask")});
    return keys;
}

void FillTool::press(const ToolPointer& pointer)
{
    const Size size = context().imageSize();
    const Point at = pointer.position;
    if (at.x < 0 || at.y < 0 || at.x >= size.width || at.y >= size.height || !begin())
        return;
    // The borders: those of the mask itself, or of all masks where they may not overlap.
    Mask borders = mask().mask();
    if (context().maskSettings().exclusive || borders.tiles.empty()) {
        for (const Annotation& annotation : context().content().annotations())
            if (const auto* shape = std::get_if<MaskShape>(&annotation.shape))
                borders = unite(borders, *shape->mask);
    }
    if (contains(borders, at)) {
        context().say(QStringLiteral("This place is painted already."));
        giveUp();
        return;
    }
    painted(mask().fill(regionAt(borders, at), true));
    commit(true);
}

void FillTool::move(const ToolPointer& pointer)
{
    showPointer(clipped(pointer.position));
}

void FillTool::paintLive(QPainter& painter, const ViewTransform& view)
{
    MaskTool::paintLive(painter, view);
    paintPointer(painter, view);
}

QString FillTool::hint() const
{
    return target() ? QStringLiteral("click fills what the mask encloses")
                    : QStringLiteral("click fills a new mask up to the masks around");
}

std::vector<ToolHintKey> FillTool::hintKeys() const
{
    if (target())
        return {{QStringLiteral("Enter"), QStringLiteral("next mask")}};
    return {};
}

} // namespace touchstone
