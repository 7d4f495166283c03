#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

/// What a person sees of an item and works in. When the shown layer is not the person's own, the content
/// already carries the ids of a working layer that will be stored together with the first Edit.
struct WorkingLayer {
    Item item;
    Task task;
    std::int64_t taskRevision = 0;
    LayerContent content;
    /// Set until the first Edit is queued; then take it with the commit and clear it.
    std::optional<Commit::Start> start;
    /// Whose layer is shown, for the status line: empty for one's own, else author or source.
    std::string shownFrom;
    /// Of a text; null for an image.
    std::shared_ptr<const Document> document;
};

/// Reads the item as `project.me()` is shown it.
Result<WorkingLayer> openWorkingLayer(const Project& project, Reader& reader, const ItemId& item);

/// What the rules will add to an Edit of the item when it is stored, so that the next one can stand on it before the
/// answer is there: the task is claimed, or is in progress again, and is not confirmed as empty any more. `starts`: the
/// Edit goes with `working.start`. Ask before the Edit's own changes of the task are taken.
std::vector<Change> foreseenChanges(const Project& project, const WorkingLayer& working, const Edit& edit, bool starts);

/// Edits of a task in a one-member project, checked against the edge table (docs/architecture.md).
/// Refused with the rule's name when the state does not allow it.
Result<Edit> submitEdit(const Project& project, const WorkingLayer& working);
Result<Edit> skipEdit(const Project& project, const WorkingLayer& working, const std::string& reason);
/// skipped → in progress, submitted → in progress.
Result<Edit> reopenEdit(const Project& project, const WorkingLayer& working);
/// Marks the layer as looked at and empty, or takes that back; refused while it has annotations.
Result<Edit> confirmEmptyEdit(const WorkingLayer& working, bool empty);

} // namespace touchstone
