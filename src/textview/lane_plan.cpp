#include "textview/lane_plan.h"

#include <algorithm>
#include <numeric>

namespace touchstone {
namespace {

constexpr double nameGap = 4;

using Order = std::vector<std::size_t>;

bool apart(const LaneItem& a, const LaneItem& b)
{
    return a.right <= b.left || b.right <= a.left;
}

/// Puts the items, in this order, into the first lane that is free there.
std::vector<Order> firstFit(const std::vector<LaneItem>& items, const Order& order)
{
    std::vector<Order> lanes;
    for (const std::size_t item : order) {
        const auto lane = std::find_if(lanes.begin(), lanes.end(), [&](const Order& taken) {
            return std::all_of(taken.begin(), taken.end(),
                               [&](std::size_t other) { return apart(items[item], items[other]); });
        });
        if (lane == lanes.end())
            lanes.push_back({item});
        else
            lane->push_back(item);
    }
    return lanes;
}

/// Room for the names of one lane, whose items are in order from left to right.
void placeNames(const std::vector<LaneItem>& items, const Order& lane, double left, double right,
                LanePlan& plan)
{
    for (std::size_t i = 0; i < lane.size(); ++i) {
        const LaneItem& item = items[lane[i]];
        LanePlace& place = plan.places[lane[i]];
        double from = item.fromRight ? item.left : item.nameAt,
               to = item.fromRight ? item.nameAt : item.right;
        // A neighbour whose name grows towards this one keeps the room between them to itself.
        if (!item.fromRight) {
            const LaneItem* next = i + 1 < lane.size() ? &items[lane[i + 1]] : nullptr;
            to = !next ? std::max(to, right) : next->fromRight ? to : std::max(to, next->left) - nameGap;
        } else {
            const LaneItem* before = i > 0 ? &items[lane[i - 1]] : nullptr;
            from = !before              ? std::min(from, left)
                   : !before->fromRight ? from
                                        : std::min(from, before->right) + nameGap;
        }
        const double width = std::min(item.nameWidth, to - from);
        place.nameLeft = item.fromRight ? to - width : from;
        place.nameRight = place.nameLeft + width;
        if (item.nameWidth <= 0 || (width < item.nameWidth && width < kNarrowestName))
            place.nameRight = place.nameLeft;
    }
}

} // namespace

LanePlan planLanes(const std::vector<LaneItem>& items, double left, double right)
{
    LanePlan plan;
    plan.places.resize(items.size());
    Order order(items.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    Order byLeft = order;
    std::stable_sort(byLeft.begin(), byLeft.end(),
                     [&](std::size_t a, std::size_t b) { return items[a].left < items[b].left; });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return items[a].right - items[a].left < items[b].right - items[b].left;
    });
    std::vector<Order> lanes = firstFit(items, order);
    // By their begins the fewest lanes are found, by their lengths the inner ones stand nearest: that is
    // given up where it would cost a lane.
    std::vector<Order> fewest = firstFit(items, byLeft);
    if (fewest.size() < lanes.size())
        lanes = std::move(fewest);
    plan.lanes = static_cast<int>(lanes.size());
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        std::sort(lanes[lane].begin(), lanes[lane].end(),
                  [&](std::size_t a, std::size_t b) { return items[a].left < items[b].left; });
        for (const std::size_t item : lanes[lane])
            plan.places[item].lane = static_cast<int>(lane);
        placeNames(items, lanes[lane], left, right, plan);
    }
    return plan;
}

} // namespace touchstone
