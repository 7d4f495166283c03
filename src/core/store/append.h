#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/store/connection.h"
#include "touchstone/model/edit.h"
#include "touchstone/store/rows.h"

namespace touchstone {

// Mechanical appending to the journal. Nothing here asks whether a change is allowed; only
// src/core/workflow includes this header. All functions run inside the caller's write transaction and
// throw StoreFailure.

/// The stored form of a scope: the key of an item, or a negative number for a page.
std::int64_t scopeKey(Connection& connection, const Scope& scope);
Scope scopeOf(Connection& connection, std::int64_t key);

struct EditRow {
    EditId id;
    std::int64_t author = 0;
    Uuid session;
    std::int64_t scope = 0;
    EditKind kind = EditKind::Do;
    std::int64_t target = 0;
    std::string mergeKey;
    std::int64_t prev = 0;
    std::int64_t undoNext = 0;
    std::int64_t redoNext = 0;
    std::string text;
    Timestamp at = 0;
    std::int64_t source = 0;
    std::int64_t ontology = 0;
    std::int64_t guideline = 0;
};
/// Returns its sequence number.
std::int64_t insertEdit(Connection& connection, const EditRow& row);
/// What undo and redo come next may be this Edit itself: known only after the insert.
void setNext(Connection& connection, std::int64_t seq, std::int64_t undoNext, std::int64_t redoNext);

/// Appends the next revision of the object and moves its head. Refused when the head is not
/// `change.baseRevision`.
void appendChange(Connection& connection, std::int64_t seq, const Change& change);

/// The birth of a working layer; returns its key.
std::int64_t insertLayer(Connection& connection, std::int64_t seq, const Layer& layer);
/// Copies annotations, with source records and `based_on`, under their new ids; relations join the copies.
void copyAnnotations(Connection& connection, std::int64_t seq, std::int64_t from, std::int64_t to,
                     const std::vector<std::pair<AnnotationId, AnnotationId>>& ids);

/// Sets the caches of an annotation to one revision; of another object likewise. Used by the rebuild too.
void setAnnotationHead(Connection& connection, std::int64_t key, std::int64_t rev, std::int64_t label,
                       const Annotation* value);
void setObjectHead(Connection& connection, std::int64_t key, std::int64_t rev, const ObjectValue& value);
/// Also brings the recorded facts to what was decided.
void setMediumHead(Connection& connection, std::int64_t key, std::int64_t rev, const Medium& medium);
/// What a change builds on is not as it was: "The task was changed in between."
Error stale(const char* what);
void putTile(Connection& connection, const Sha256& hash, const std::string& runs);

} // namespace touchstone
