#include "canvas/chip_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace touchstone {
namespace {

constexpr double leastShape = 24;
constexpr double cellSide = 128;
/// Between two chips.
constexpr double gap = 2;

} // namespace

ChipPlan::ChipPlan(const Scene& scene, double scale, std::shared_ptr<const PaintStyle> style)
    : m_scale(scale), m_style(std::move(style))
{
    double narrowest = std::numeric_limits<double>::max();
    for (const auto& [label, chip] : m_style->chips)
        narrowest = std::min(narrowest, double(chip.width()));
    const auto wide = scene.atLeast(narrowest / scale, leastShape * m_style->ratio / scale);
    // What lies on top comes first.
    for (auto from = wide.rbegin(); from != wide.rend(); ++from)
        place(**from);
}

std::optional<QPointF> ChipPlan::at(const AnnotationId& id) const
{
    const auto found = m_places.find(id);
    return found == m_places.end() ? std::nullopt : std::optional(found->second.topLeft());
}

void ChipPlan::follow(const AnnotationId& id, const SceneItem* item)
{
    if (const auto old = m_places.find(id); old != m_places.end()) {
        visitCells(old->second, [&](std::int64_t cell) { std::erase(m_cells[cell], old->second); });
        m_places.erase(old);
    }
    if (item && item->annotation.shape.index() != 0)
        place(*item);
}

void ChipPlan::place(const SceneItem& item)
{
    const auto chip = m_style->chips.find(item.annotation.label);
    const QRectF box(item.bounds.x * m_scale, item.bounds.y * m_scale, item.bounds.width * m_scale,
                     item.bounds.height * m_scale);
    if (chip == m_style->chips.end() || box.width() < chip->second.width() ||
        box.height() < leastShape * m_style->ratio)
        return;
    const QSizeF size = chip->second.size();
    // The top of the image decides, not the top of the window: that one moves.
    if (!take(item.annotation.id, {chipPlace(box, size, 0), size}))
        take(item.annotation.id, {{std::round(box.left()), std::round(box.top())}, size});
}

bool ChipPlan::take(const AnnotationId& id, const QRectF& rect)
{
    const QRectF room = rect.adjusted(-gap, -gap, gap, gap);
    bool free = true;
    visitCells(rect, [&](std::int64_t cell) {
        if (const auto taken = m_cells.find(cell); taken != m_cells.end())
            free = free && std::ranges::none_of(taken->second, [&](const QRectF& o) { return o.intersects(room); });
    });
    if (!free)
        return false;
    visitCells(rect, [&](std::int64_t cell) { m_cells[cell].push_back(rect); });
    m_places[id] = rect;
    return true;
}

template <class Visit>
void ChipPlan::visitCells(const QRectF& rect, Visit&& visit)
{
    const auto index = [](double value) { return static_cast<std::int64_t>(std::floor(value / cellSide)); };
    for (std::int64_t y = index(rect.top() - gap); y <= index(rect.bottom() + gap); ++y)
        for (std::int64_t x = index(rect.left() - gap); x <= index(rect.right() + gap); ++x)
            visit((y << 32) + x);
}

} // namespace touchstone
