#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "touchstone/base/result.h"
#include "touchstone/base/sha256.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

/// Stores the runs of one mask tile under their hash; called before the body that names it is used.
using PutTile = std::function<void(const Sha256&, const std::string& runs)>;
/// Fetches the runs of a tile.
using GetTile = std::function<Result<Shared<std::string>>(const Sha256&)>;

/// The body of an annotation_rev row (docs/file_format.md): JSON of everything but id and label.
std::string annotationBody(const Annotation& annotation, const PutTile& put);
void appendAnnotationBody(std::string& text, const Annotation& annotation, const PutTile& put);
/// Fills shape, attributes, instance, z, crowd and score. Corrupt when the text is no such body.
Result<void> readAnnotationBody(std::string_view body, const GetTile& get, Annotation& annotation);

/// Appends a number in the shortest form that reads back as the same double.
void appendNumber(std::string& text, double value);
/// Appends a JSON string with its quotes.
void appendJsonString(std::string& text, std::string_view value);

/// Refused values: numbers that are not finite, text that is not UTF-8, shapes without area or points.
Result<void> checkAnnotation(const Annotation& annotation);

} // namespace touchstone
