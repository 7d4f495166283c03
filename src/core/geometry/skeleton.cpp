#include "touchstone/geometry/skeleton.h"

#include <algorithm>

namespace touchstone {

std::optional<Rect> bounds(const Skeleton& skeleton)
{
    std::optional<Rect> box;
    for (const SkeletonPoint& point : skeleton) {
        if (point.visibility == Visibility::Absent) {
            continue;
        }
        const Rect place{point.at.x, point.at.y, 0, 0};
        box = box ? box->united(place) : place;
    }
    return box;
}

std::size_t labelledCount(const Skeleton& skeleton)
{
    return static_cast<std::size_t>(
        std::count_if(skeleton.begin(), skeleton.end(),
                      [](const SkeletonPoint& p) { return p.visibility != Visibility::Absent; }));
}

std::optional<std::size_t> nearestPoint(const Skeleton& skeleton, Point p, double tolerance)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < skeleton.size(); ++i) {
        const double away = distance(skeleton[i].at, p);
        if (skeleton[i].visibility != Visibility::Absent && (best ? away < tolerance : away <= tolerance)) {
            best = i;
            tolerance = away;
        }
    }
    return best;
}

} // namespace touchstone
