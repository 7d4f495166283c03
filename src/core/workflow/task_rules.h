#pragma once

#include <string>

#include "touchstone/base/result.h"
#include "touchstone/model/objects.h"

namespace touchstone {

/// The edge table of a task's states (docs/architecture.md). Refused, with the rule in words, for a step
/// that is not in it or that this person may not take.
Result<void> checkStep(const Task& before, const Task& after, ReviewMode mode, const MemberId& actor);

/// What an edit of annotations does to the task: stays, is claimed, or is carried back from Done.
/// Refused when the state forbids labelling.
Result<Task> taskAfterLabelling(const Task& task, ReviewMode mode, const MemberId& actor);

/// "Done", "To do" …: what a one-member project calls the state.
std::string soloStateName(TaskState state);

} // namespace touchstone
