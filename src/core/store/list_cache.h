#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

// What lists and counts are read from (docs/file_format.md, "Lists and counts"), kept up in the transaction that
// changes what they follow from. Only the journal and the bulk append call these; throws StoreFailure.

/// What an annotation counts as.
struct AnnotationUse {
    std::int64_t label = 0;
    std::string kind; ///< Empty while it is deleted or new.
    std::string instance;
    friend bool operator==(const AnnotationUse&, const AnnotationUse&) = default;
};
AnnotationUse useOf(Connection& connection, std::int64_t annotation);
/// After the head of an annotation moved away from `before`.
void annotationMoved(Connection& connection, std::int64_t annotation, const AnnotationUse& before);

/// After a layer was born, before it has annotations.
void layerBorn(Connection& connection, std::int64_t layer);
/// After all annotations of a layer that had none were put in.
void layerFilled(Connection& connection, std::int64_t layer);

/// After the state of a task moved away from `before`.
void taskMoved(Connection& connection, std::int64_t task, const std::string& before);
/// After the state of a source moved away from `before`.
void sourceMoved(Connection& connection, std::int64_t source, const std::string& before);

/// Takes out what a pending source has put into lists and counts; before its rows go.
void forgetSource(Connection& connection, std::int64_t source);

/// Empties lists and counts and fills them from the rows that they follow from.
void refillLists(Connection& connection);
/// Where they differ from those rows: a sentence each, at most `limit`.
std::vector<std::string> compareLists(Connection& connection, std::size_t limit);

} // namespace touchstone
