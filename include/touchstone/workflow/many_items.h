#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {

class Progress;

/// Work on many items is one Edit on each of them: an Edit belongs to one item, so that each can be undone there. What
/// was stored is remembered, to take all of it back at once.
struct StoredEdit {
    ItemId item;
    EditId edit;
    friend bool operator==(const StoredEdit&, const StoredEdit&) = default;
};

/// Whether work on many items may touch the item of this task.
enum class Openness {
    Open,     ///< To do, or in progress by oneself.
    Done,     ///< Done by oneself: an Edit makes it in progress again.
    Finished, ///< Submitted otherwise, in review, approved or skipped.
    Others,   ///< Somebody else has it.
};
Openness opennessOf(const Project& project, const Task& task);

/// The item of that key as `project.me()` is shown it; none when it is gone since the list of keys was made.
Result<std::optional<WorkingLayer>> openIfThere(const Project& project, Reader& reader, std::int64_t key);

/// Stores `changes` as one Edit on the item, with the start of the working layer where it needs one.
Result<StoredEdit> storeOn(Project& project, const WorkingLayer& working, const std::string& text,
                           std::vector<Change> changes);

struct TakenBack {
    std::int64_t undone = 0;
    /// The undos, or redos, of that, which can be turned around in turn.
    std::vector<StoredEdit> stored;
    /// Those whose turn did not come, of a cancelled one.
    std::vector<StoredEdit> rest;
    /// Items on which something else was done since, or whose undo was refused: they stay.
    std::int64_t left = 0;
    bool cancelled = false;
};
/// Undoes those Edits that are still the last ones of their items, the newest first.
Result<TakenBack> takeBack(Project& project, Reader& reader, const std::vector<StoredEdit>& edits, Progress& progress);
/// Redoes what takeBack() undid, as far as nothing else was done since.
Result<TakenBack> putBack(Project& project, Reader& reader, const std::vector<StoredEdit>& undos, Progress& progress);

} // namespace touchstone
