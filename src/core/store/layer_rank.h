#pragma once

#include <cstdint>
#include <vector>

#include "core/store/connection.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// A layer of an item with what decides which of them counts.
struct RankedLayer {
    LayerRow row;
    TaskState state = TaskState::Unassigned; ///< Of the layer's task.
    bool continueFrom = false;               ///< Of the layer's source.
};

/// Layers of people and of published sources; without counts.
std::vector<RankedLayer> rankedLayers(Connection& connection, std::int64_t item);
/// Mine, else the task's base layer, else ground truth that says continue; null for nothing.
const RankedLayer* shownOf(const std::vector<RankedLayer>& layers, const Task& task, const MemberId& me);
/// Adjudicated, approved, submitted, in progress, ground truth; within one rank the newest. Null for nothing.
const RankedLayer* effectiveOf(const std::vector<RankedLayer>& layers);
std::int64_t annotationCount(Connection& connection, std::int64_t layer);

} // namespace touchstone
