#include "touchstone/workflow/many_items.h"

#include "touchstone/base/progress.h"

namespace touchstone {

Openness opennessOf(const Project& project, const Task& task)
{
    switch (task.state) {
    case TaskState::Submitted:
        if (task.assignee == project.me() && project.info().reviewMode == ReviewMode::None)
            return Openness::Done;
        return Openness::Finished;
    case TaskState::InReview:
    case TaskState::Approved:
    case TaskState::Skipped: return Openness::Finished;
    case TaskState::Unassigned: return Openness::Open;
    case TaskState::Assigned:
    case TaskState::InProgress:
    case TaskState::Rejected: break;
    }
    return task.assignee.isNull() || task.assignee == project.me() ? Openness::Open : Openness::Others;
}

Result<std::optional<WorkingLayer>> openIfThere(const Project& project, Reader& reader, std::int64_t key)
{
    const auto item = reader.item(key);
    if (!item && item.error().code == ErrorCode::NotFound)
        return std::optional<WorkingLayer>();
    if (!item)
        return item.error();
    auto working = openWorkingLayer(project, reader, item->id);
    if (!working)
        return working.error();
    return std::optional(std::move(*working));
}

Result<StoredEdit> storeOn(Project& project, const WorkingLayer& working, const std::string& text,
                           std::vector<Change> changes)
{
    Edit edit{EditId::create(), {ScopeKind::Item, working.item.id}, text, {}, std::move(changes)};
    const StoredEdit stored{working.item.id, edit.id};
    if (auto receipt = project.applyNow(Commit{std::move(edit), working.start}); !receipt)
        return receipt.error();
    return stored;
}

namespace {

Result<TakenBack> turnAround(Project& project, Reader& reader, const std::vector<StoredEdit>& edits, Progress& progress,
                             Result<Receipt> (Project::*turn)(const Scope&), std::string_view what)
{
    TakenBack result;
    for (auto at = edits.rbegin(); at != edits.rend(); ++at) {
        if (progress.cancelled()) {
            result.cancelled = true;
            result.rest.assign(edits.begin(), at.base());
            break;
        }
        progress.report(double(at - edits.rbegin()) / double(edits.size()), what);
        const auto newest = reader.logOf(at->item, 1);
        if (!newest)
            return newest.error();
        if (newest->empty() || newest->front().id != at->edit) {
            ++result.left;
        } else if (const auto receipt = (project.*turn)({ScopeKind::Item, at->item}); !receipt) {
            ++result.left;
        } else {
            ++result.undone;
            result.stored.push_back({at->item, receipt->edit.id});
        }
    }
    return result;
}

} // namespace

Result<TakenBack> takeBack(Project& project, Reader& reader, const std::vector<StoredEdit>& edits, Progress& progress)
{
    return turnAround(project, reader, edits, progress, &Project::undoNow, "Taking back");
}

Result<TakenBack> putBack(Project& project, Reader& reader, const std::vector<StoredEdit>& undos, Progress& progress)
{
    return turnAround(project, reader, undos, progress, &Project::redoNow, "Doing again");
}

} // namespace touchstone
