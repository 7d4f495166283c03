#include "core/workflow/task_rules.h"

#include <algorithm>
#include <array>

namespace touchstone {
namespace {

enum class Who { Anyone, Assignee, NotAssignee };

struct Edge {
    TaskState from;
    TaskState to;
    Who who;
    bool review; ///< Only with a review mode.
};

using S = TaskState;
constexpr std::array kEdges{
    Edge{S::Unassigned, S::Assigned, Who::Anyone, false},
    Edge{S::Unassigned, S::InProgress, Who::Anyone, false},
    Edge{S::Assigned, S::InProgress, Who::Assignee, false},
    Edge{S::Assigned, S::Unassigned, Who::Anyone, false},
    Edge{S::InProgress, S::Submitted, Who::Assignee, false},
    Edge{S::Submitted, S::InProgress, Who::Assignee, false},
    Edge{S::Submitted, S::InReview, Who::NotAssignee, true},
    Edge{S::InReview, S::Submitted, Who::NotAssignee, true},
    Edge{S::InReview, S::Approved, Who::NotAssignee, true},
    Edge{S::InReview, S::Rejected, Who::NotAssignee, true},
    Edge{S::Submitted, S::Approved, Who::NotAssignee, true},
    Edge{S::Rejected, S::InProgress, Who::Assignee, true},
    Edge{S::Rejected, S::Unassigned, Who::Anyone, true},
    Edge{S::Approved, S::InProgress, Who::Anyone, true},
    Edge{S::Unassigned, S::Skipped, Who::Anyone, false},
    Edge{S::Assigned, S::Skipped, Who::Assignee, false},
    Edge{S::InProgress, S::Skipped, Who::Assignee, false},
    Edge{S::Rejected, S::Skipped, Who::Assignee, true},
    Edge{S::Skipped, S::InProgress, Who::Anyone, false},
    Edge{S::Skipped, S::Unassigned, Who::Anyone, false},
    // The inverse of the start of a task, which an undo of a skip can ask for.
    Edge{S::Skipped, S::Assigned, Who::Anyone, false},
};

Error refused(std::string message)
{
    return {ErrorCode::Refused, std::move(message), {}};
}

} // namespace

Result<void> checkStep(const Task& before, const Task& after, ReviewMode mode, const MemberId& actor)
{
    if (before.state == after.state)
        return {};
    const auto edge = std::find_if(kEdges.begin(), kEdges.end(), [&](const Edge& e) {
        return e.from == before.state && e.to == after.state;
    });
    const std::string step =
        std::string(taskStateName(before.state)) + " to " + std::string(taskStateName(after.state));
    if (edge == kEdges.end())
        return refused("A task cannot go from " + step + ".");
    if (edge->review && mode == ReviewMode::None)
        return refused("A task goes from " + step + " only in a project with review.");
    if (edge->who == Who::Assignee && before.assignee && before.assignee != actor)
        return refused("Only the person who works on a task takes it from " + step + ".");
    if (edge->who == Who::NotAssignee && before.assignee == actor)
        return refused("Nobody takes a task of their own from " + step + ".");
    if (after.state == TaskState::Rejected && after.reason.empty())
        return refused("A task is rejected with a reason.");
    return {};
}

Result<Task> taskAfterLabelling(const Task& task, ReviewMode mode, const MemberId& actor)
{
    Task after = task;
    after.assignee = actor;
    after.state = TaskState::InProgress;
    after.reason.clear();
    switch (task.state) {
    case TaskState::InProgress:
        if (task.assignee == actor)
            return task;
        return refused("Somebody else works on this item.");
    case TaskState::Unassigned:
    case TaskState::Skipped:
        return after;
    case TaskState::Assigned:
        if (task.assignee == actor)
            return after;
        return refused("This item is assigned to somebody else.");
    case TaskState::Submitted:
        if (mode == ReviewMode::None && task.assignee == actor)
            return after;
        return refused("This item is submitted. Reopen it to change it.");
    case TaskState::Rejected:
        if (task.assignee != actor)
            return refused("This item goes back to the person who labelled it.");
        ++after.round;
        return after;
    case TaskState::InReview:
        return refused("This item is in review.");
    case TaskState::Approved:
        return refused("This item is approved. A lead can reopen it.");
    }
    return refused("The state of this item is unknown.");
}

std::string soloStateName(TaskState state)
{
    switch (state) {
    case TaskState::Unassigned:
    case TaskState::Assigned:
        return "To do";
    case TaskState::InProgress:
    case TaskState::Rejected:
        return "In progress";
    case TaskState::Skipped:
        return "Skipped";
    default:
        return "Done";
    }
}

} // namespace touchstone
