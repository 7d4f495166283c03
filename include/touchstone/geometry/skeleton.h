#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "touchstone/geometry/point.h"

namespace touchstone {

/// COCO's v: 0 not labelled, 1 labelled but not visible, 2 labelled and visible.
enum class Visibility : std::uint8_t { Absent = 0, Occluded = 1, Visible = 2 };

/// One point of a skeleton. An absent one lies at (0, 0).
struct SkeletonPoint {
    Point at;
    Visibility visibility = Visibility::Absent;
    friend bool operator==(const SkeletonPoint&, const SkeletonPoint&) = default;
};

/// In the order of the label's template.
using Skeleton = std::vector<SkeletonPoint>;

/// The box around the points that are not absent; none without any.
std::optional<Rect> bounds(const Skeleton& skeleton);
/// How many points are not absent.
std::size_t labelledCount(const Skeleton& skeleton);
/// The point nearest to `p` among those that are not absent, within `tolerance`.
std::optional<std::size_t> nearestPoint(const Skeleton& skeleton, Point p, double tolerance);

} // namespace touchstone
