#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/geometry/skeleton.h"

namespace touchstone {

/// The points of a label's skeleton, the lines between them, and which belong together left and right.
struct SkeletonTemplate {
    struct Node {
        std::string name;
        /// Where it stands in the unit box, x right, y down, when the template is placed by a box.
        Point place;
        /// COCO's per-point constant of object keypoint similarity; 0: not known.
        double sigma = 0;
        friend bool operator==(const Node&, const Node&) = default;
    };
    /// Indexes of two points.
    using Link = std::pair<std::size_t, std::size_t>;

    std::vector<Node> points;
    std::vector<Link> edges;
    /// Left and right of one thing, left first.
    std::vector<Link> pairs;

    friend bool operator==(const SkeletonTemplate&, const SkeletonTemplate&) = default;
};

enum class Side { Middle, Left, Right };
/// By the pairs.
Side sideOf(const SkeletonTemplate& skeleton, std::size_t point);

/// InvalidInput unless names are there and unique, links name points, no point is in two pairs, and places and
/// sigmas are finite.
Result<void> validate(const SkeletonTemplate& skeleton);

/// All points, visible, placed in `box`.
Skeleton placed(const SkeletonTemplate& skeleton, const Rect& box);
/// Left and right exchanged: positions and visibilities of each pair.
Skeleton withSidesSwapped(const SkeletonTemplate& skeleton, Skeleton points);
/// Places for points that have none, in rows: a usable start for a template that came without them.
SkeletonTemplate withPlaces(SkeletonTemplate skeleton);

/// The seventeen points of a person in COCO, with its edges and sigmas.
/// Source: the person category of person_keypoints_train2017.json, and cocoapi's cocoeval.py.
SkeletonTemplate cocoPerson();

} // namespace touchstone
