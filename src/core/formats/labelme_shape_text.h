#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone::labelme {

/// One shape as JSON, but for its group, which is known when all shapes of the picture are.
struct ShapeText {
    AnnotationId id;
    std::string before; ///< Up to the value of group_id, or all of it when nobody asks for one.
    std::string after;
    std::string ownGroup; ///< What stands there unless a relation says otherwise; empty: no such member.
    std::optional<std::int64_t> group; ///< The same as a number.

    std::string text(std::optional<std::int64_t> number) const;
};

struct ShapeContext {
    std::string label;
    const SkeletonTemplate* skeleton;
    std::int64_t width;
    std::int64_t height;
    /// What was lost, and how often.
    std::map<std::string, std::int64_t>& lost;
};

/// The shapes that say an annotation; several for one of several parts, which belong into one group then.
std::vector<ShapeText> shapeTexts(const ExportSource::Entry& entry, const ShapeContext& context);
/// Points that came as one shape, as one entry again: a polyline whose record says "points". None for anything else.
std::optional<ExportSource::Entry> joinedPoints(const std::vector<ExportSource::Entry>& entries);
/// The flags of a picture: those it came with, true where there is a tag, and all other tags.
std::string pictureFlags(std::string_view json, const std::set<std::string>& tags);

} // namespace touchstone::labelme
