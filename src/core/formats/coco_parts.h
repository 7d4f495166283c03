#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/formats/json_scanner.h"
#include "touchstone/geometry/rle.h"
#include "touchstone/model/annotation.h"
#include "touchstone/store/rows.h"

namespace touchstone::coco {

// The records of a COCO file as they stand there, read field by field. Whether they make sense together is
// decided by the reader.
//
// What our values do not hold goes into two JSON objects (docs/file_format.md). `fields`: unknown members,
// and raw texts of known ones where the writer's own form would differ. `geometry`: bbox and area, and under
// "segmentation" either the raw value, or a string of words on how to write the ring or mask again:
// "real" (10.0 for 10), "closed" (first point repeated), "list" or "string" (form of the runs).

/// In `fields`: names of known members that the record does not have.
inline constexpr std::string_view absentKey = "touchstone:absent";

/// In `geometry`: the value must be computed from the shape, since the source's could not be used.
inline constexpr const char* computedWord = "\"computed\"";

/// In `geometry`: the record does not have the member, which a new one would have.
inline constexpr std::string_view absentWord = "\"absent\"";

struct Id {
    ExternalId value;
    bool given = false;
    /// Neither a 64-bit integer nor a string.
    bool bad = false;
};
/// Reads an id; numbers like 4.0 count as integers.
Id readId(JsonScanner& scanner);
/// "4", or "\"a\"": for messages.
std::string idText(const ExternalId& id);

struct Category {
    Id id;
    std::optional<std::string> name;
    std::string fields;
};
Category readCategory(JsonScanner& scanner);

struct Image {
    Id id;
    std::optional<std::string> fileName;
    std::string url;
    std::int64_t width = 0;
    std::int64_t height = 0;
    /// A width or height that cannot be.
    bool badSize = false;
    std::string fields;
};
Image readImage(JsonScanner& scanner);

struct Segmentation {
    enum class Kind { None, Rings, Runs, Bad };
    Kind kind = Kind::None;
    Polygon polygon;
    Rle rle;
    /// Why it is Bad: the end of a sentence.
    std::string problem;
    /// Rings with under three points that were left out beside good ones.
    std::size_t shortRings = 0;
    /// Words for the record; empty when the usual form is the one of the source.
    std::string words;
    /// The source's text must be kept, since the shape does not lead back to it.
    bool keepRaw = false;
    bool runsAsList = false;
};
Segmentation readSegmentation(JsonScanner& scanner);

struct AnnotationRecord {
    Id id;
    Id image;
    Id category;
    Segmentation segmentation;
    std::string segmentationRaw;
    std::optional<Rect> box;
    /// Given, but no four finite numbers with sides of 0 and more.
    bool badBox = false;
    std::string boxRaw;
    std::string areaRaw;
    bool crowd = false;
    bool crowdGiven = false;
    bool caption = false;
    /// `fields` has keypoints.
    bool keypoints = false;
    Attributes attributes;
    std::optional<double> score;
    std::string fields;
};
AnnotationRecord readAnnotation(JsonScanner& scanner);

/// An object of attributes; false when it is no object, then `raw` must be kept as it is.
bool readAttributes(JsonScanner& scanner, Attributes& attributes);
/// The value of an attribute from its text, which the scanner has checked.
AttributeValue attributeFromJson(std::string_view json);

} // namespace touchstone::coco
