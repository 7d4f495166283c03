#include "app/label/task_states.h"

#include <algorithm>

#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

SoloState soloState(TaskState state)
{
    switch (state) {
    case TaskState::Unassigned:
    case TaskState::Assigned: return SoloState::ToDo;
    case TaskState::InProgress:
    case TaskState::Rejected: return SoloState::InProgress;
    case TaskState::Submitted:
    case TaskState::InReview:
    case TaskState::Approved: return SoloState::Done;
    case TaskState::Skipped: return SoloState::Skipped;
    }
    return SoloState::ToDo;
}

QString soloStateWord(SoloState state)
{
    switch (state) {
    case SoloState::ToDo: return u"To do"_s;
    case SoloState::InProgress: return u"In progress"_s;
    case SoloState::Done: return u"Done"_s;
    case SoloState::Skipped: return u"Skipped"_s;
    }
    return {};
}

QColor soloStateColor(SoloState state)
{
    switch (state) {
    case SoloState::ToDo: return theme().secondary;
    case SoloState::InProgress: return theme().accent;
    case SoloState::Done: return theme().good;
    case SoloState::Skipped: return theme().warning;
    }
    return theme().secondary;
}

std::vector<TaskState> storedStates(SoloState state)
{
    switch (state) {
    case SoloState::ToDo: return {TaskState::Unassigned, TaskState::Assigned};
    case SoloState::InProgress: return {TaskState::InProgress, TaskState::Rejected};
    case SoloState::Done: return {TaskState::Submitted, TaskState::InReview, TaskState::Approved};
    case SoloState::Skipped: return {TaskState::Skipped};
    }
    return {};
}

const std::vector<TaskState>& unfinishedStates()
{
    static const std::vector<TaskState> states{TaskState::Unassigned, TaskState::Assigned,
                                               TaskState::InProgress, TaskState::Rejected};
    return states;
}

bool isUnfinished(TaskState state)
{
    return std::ranges::find(unfinishedStates(), state) != unfinishedStates().end();
}

} // namespace touchstone
