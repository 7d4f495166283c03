#pragma once

#include <vector>

#include <QColor>
#include <QString>

#include "touchstone/model/objects.h"

namespace touchstone {

/// The four states of a project in which one person works; each stands for several of the store.
enum class SoloState { ToDo, InProgress, Done, Skipped };

SoloState soloState(TaskState state);
/// "To do", "In progress", "Done", "Skipped".
QString soloStateWord(SoloState state);
QColor soloStateColor(SoloState state);
std::vector<TaskState> storedStates(SoloState state);
/// Those that Ctrl+Enter and Shift+D go to.
const std::vector<TaskState>& unfinishedStates();
bool isUnfinished(TaskState state);

} // namespace touchstone
