#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "touchstone/geometry/skeleton.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone::coco {

/// What a category says of its points: `names` a list of texts, `edges` a list of pairs that count from 1 (it may be
/// empty). Left and right are told by "left_" and "right_" in the names; of the seventeen points of a person the
/// constants are known.
struct ReadTemplate {
    SkeletonTemplate skeleton;
    /// Sentences on what could not be used.
    std::string problem;
};
ReadTemplate templateFromJson(std::string_view names, std::string_view edges);
/// The two lists of a category, as JSON.
std::string pointNamesText(const SkeletonTemplate& skeleton);
std::string edgesText(const SkeletonTemplate& skeleton);

/// "[x,y,v,…]" for a label of `count` points. Nothing when it cannot be read at all.
struct ReadKeypoints {
    std::optional<Skeleton> points;
    /// What is wrong with it and what was done: the end of a sentence that begins with "Its keypoints". Empty: nothing.
    std::string problem;
};
ReadKeypoints keypointsFromJson(std::string_view json, std::size_t count);
std::string keypointsText(const Skeleton& points);

} // namespace touchstone::coco
