#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/connection.h"
#include "touchstone/model/edit.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// The last Edit of an author in a scope; its row says what undo and redo come next, so that nothing of
/// the history has to be kept in memory.
struct EditTail {
    std::int64_t seq = 0;
    std::int64_t undoNext = 0;
    std::int64_t redoNext = 0;
};
EditTail tailOf(Connection& connection, std::int64_t scope, std::int64_t author);
/// The tail as it was before `seq` was appended.
EditTail tailBefore(Connection& connection, std::int64_t seq);

struct EditHead {
    std::int64_t seq = 0;
    EditKind kind = EditKind::Do;
    std::string text;
    std::string mergeKey;
    std::int64_t prev = 0;
    std::int64_t undoNext = 0;
    std::int64_t source = 0;
};
EditHead editHead(Connection& connection, std::int64_t seq);

/// `seq` and the neighbours before it with the same merge key, newest first: one undo step.
std::vector<std::int64_t> undoStep(Connection& connection, std::int64_t seq);

/// The changes that take back a run of neighbouring Edits: for each object from its last value there to
/// the one before them. Refused when an object has been changed since.
std::vector<Change> inverseChanges(Connection& connection, const std::vector<std::int64_t>& edits);

std::optional<EditKind> editKindFromName(std::string_view name);

} // namespace touchstone
