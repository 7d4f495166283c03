#include "touchstone/model/skeleton_template.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace touchstone {
namespace {

Error unusable(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

} // namespace

Side sideOf(const SkeletonTemplate& skeleton, std::size_t point)
{
    for (const auto& [left, right] : skeleton.pairs) {
        if (left == point)
            return Side::Left;
        if (right == point)
            return Side::Right;
    }
    return Side::Middle;
}

Result<void> validate(const SkeletonTemplate& skeleton)
{
    std::set<std::string> names;
    for (const SkeletonTemplate::Node& node : skeleton.points) {
        if (node.name.empty())
            return unusable("A point of the skeleton has no name.");
        if (!names.insert(node.name).second)
            return unusable("Two points of the skeleton are named \"" + node.name + "\".");
        if (!std::isfinite(node.place.x) || !std::isfinite(node.place.y) || !std::isfinite(node.sigma) ||
            node.sigma < 0)
            return unusable("The point \"" + node.name + "\" of the skeleton has a number that cannot be.");
    }
    const std::size_t count = skeleton.points.size();
    for (const auto& [from, to] : skeleton.edges)
        if (from >= count || to >= count || from == to)
            return unusable("A line of the skeleton joins points that are not there.");
    std::set<std::size_t> paired;
    for (const auto& [left, right] : skeleton.pairs) {
        if (left >= count || right >= count)
            return unusable("A pair of the skeleton names points that are not there.");
        if (!paired.insert(left).second || !paired.insert(right).second)
            return unusable("A point of the skeleton is in two pairs.");
    }
    return {};
}

Skeleton placed(const SkeletonTemplate& skeleton, const Rect& box)
{
    Skeleton points;
    points.reserve(skeleton.points.size());
    for (const SkeletonTemplate::Node& node : skeleton.points)
        points.push_back({{box.x + node.place.x * box.width, box.y + node.place.y * box.height},
                          Visibility::Visible});
    return points;
}

Skeleton withSidesSwapped(const SkeletonTemplate& skeleton, Skeleton points)
{
    for (const auto& [left, right] : skeleton.pairs)
        if (left < points.size() && right < points.size())
            std::swap(points[left], points[right]);
    return points;
}

SkeletonTemplate withPlaces(SkeletonTemplate skeleton)
{
    const std::size_t count = skeleton.points.size();
    const auto same = [&](const SkeletonTemplate::Node& node) { return node.place == skeleton.points[0].place; };
    if (count < 2 || !std::all_of(skeleton.points.begin(), skeleton.points.end(), same))
        return skeleton;
    const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
    const std::size_t rows = (count + columns - 1) / columns;
    for (std::size_t i = 0; i < count; ++i)
        skeleton.points[i].place = {(static_cast<double>(i % columns) + 0.5) / static_cast<double>(columns),
                                    (static_cast<double>(i / columns) + 0.5) / static_cast<double>(rows)};
    return skeleton;
}

SkeletonTemplate cocoPerson()
{
    return {{{"nose", {0.50, 0.06}, 0.026},
             {"left_eye", {0.54, 0.04}, 0.025},
             {"right_eye", {0.46, 0.04}, 0.025},
             {"left_ear", {0.58, 0.06}, 0.035},
             {"right_ear", {0.42, 0.06}, 0.035},
             {"left_shoulder", {0.68, 0.19}, 0.079},
             {"right_shoulder", {0.32, 0.19}, 0.079},
             {"left_elbow", {0.80, 0.35}, 0.072},
             {"right_elbow", {0.20, 0.35}, 0.072},
             {"left_wrist", {0.88, 0.50}, 0.062},
             {"right_wrist", {0.12, 0.50}, 0.062},
             {"left_hip", {0.61, 0.52}, 0.107},
             {"right_hip", {0.39, 0.52}, 0.107},
             {"left_knee", {0.62, 0.74}, 0.087},
             {"right_knee", {0.38, 0.74}, 0.087},
             {"left_ankle", {0.63, 0.96}, 0.089},
             {"right_ankle", {0.37, 0.96}, 0.089}},
            {{15, 13}, {13, 11}, {16, 14}, {14, 12}, {11, 12}, {5, 11}, {6, 12}, {5, 6}, {5, 7}, {6, 8},
             {7, 9},   {8, 10},  {1, 2},   {0, 1},   {0, 2},   {1, 3},  {2, 4},  {3, 5}, {4, 6}},
            {{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}, {13, 14}, {15, 16}}};
}

} // namespace touchstone
