#include "textview/arc_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace touchstone {
namespace {

/// Between two arcs of a level.
constexpr double gap = 6;

} // namespace

ArcReach reachOf(const ArcItem& item, double boxLeft)
{
    return {std::min({item.from, item.to, boxLeft}), std::max({item.from, item.to, boxLeft + item.boxWidth})};
}

ArcPlan planArcs(const std::vector<ArcItem>& items, double left, double right)
{
    ArcPlan plan;
    plan.places.resize(items.size());
    std::vector<ArcReach> reaches(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const double middle = (items[i].from + items[i].to) / 2 - items[i].boxWidth / 2;
        plan.places[i].boxLeft = std::max(left, std::min(middle, right - items[i].boxWidth));
        reaches[i] = reachOf(items[i], plan.places[i].boxLeft);
    }
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return reaches[a].right - reaches[a].left < reaches[b].right - reaches[b].left;
    });
    std::vector<std::vector<ArcReach>> levels;
    for (const std::size_t item : order) {
        const ArcReach& reach = reaches[item];
        std::size_t level = 0;
        const auto taken = [&](const ArcReach& other) {
            return reach.left < other.right + gap && other.left < reach.right + gap;
        };
        // Above all that it spans, so that its ends fall beside the arcs below it.
        for (std::size_t i = levels.size(); i > 0 && level == 0; --i)
            if (std::any_of(levels[i - 1].begin(), levels[i - 1].end(), taken))
                level = i;
        if (level == levels.size())
            levels.emplace_back();
        levels[level].push_back(reach);
        plan.places[item].level = static_cast<int>(level);
    }
    plan.levels = static_cast<int>(levels.size());
    return plan;
}

} // namespace touchstone
