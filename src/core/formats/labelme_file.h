#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/annotation.h"
#include "touchstone/store/rows.h"

namespace touchstone::labelme {

// What our values do not hold of a labelme file. `fields` of an image: the members of the file in their order, with null
// in place of shapes and imageData, and the place of the file below the folder. `fields` of a shape: its members in their
// order, with null in place of what the annotation holds; `geometry`: points and mask as they were written.

/// In `fields` of an image: where the file lies below the folder that was imported.
inline constexpr const char* fileKey = "touchstone:file";

/// One .json file, taken apart; the texts are compact JSON.
struct File {
    using Member = std::pair<std::string, std::string>;
    std::vector<Member> members;
    std::vector<std::string> shapes;
    /// Sentences on members that were left out.
    std::vector<std::string> problems;
    bool embedded = false; ///< It holds its picture.

    /// The text of a member; empty if there is none.
    std::string find(std::string_view name) const;
};
/// InvalidInput with line and column, or when it is no labelme file.
Result<File> readFile(const std::filesystem::path& path);

/// A whole number of at least 0 in a JSON text; 0 if it is something else.
std::int64_t sideOf(std::string_view json);

/// What is said of a shape that cannot be used.
struct ReadShape {
    std::string label;
    std::vector<Shape> shapes; ///< Several for "points".
    Attributes attributes;
    ExternalId group; ///< Only numbers.
    std::string fields;
    std::string geometry;
    /// Sentences; with `shapes` it was repaired, else it was left out.
    std::string problem;
};
/// `width` and `height` of the picture, 0 when unknown.
ReadShape readShape(const std::string& json, std::int64_t width, std::int64_t height);

/// "[[x,y],…]".
std::string pointsText(const std::vector<Point>& points);

} // namespace touchstone::labelme
