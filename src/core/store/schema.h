#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

class Connection;

/// "TSTN", in the header of every project file.
constexpr std::int32_t kApplicationId = 0x5453544E;

/// The numbered SQL files, in order; the n-th makes schema version n.
const std::vector<std::string_view>& schemaSteps();
std::int32_t currentSchemaVersion();

/// The part of step 2 that fills the caches of lists and counts (docs/file_format.md).
std::string_view listFilling();

/// Runs the steps after `from`, with user_version, inside the caller's transaction. `before` is told the share
/// that is done, in [0, 1], before each statement.
void applySchema(Connection& connection, std::int32_t from, const std::function<void(double)>& before = {});

enum class FileKind {
    Current,
    Older,
    Newer,
    Foreign, ///< Another program's file, or ours with anything added to it.
    Damaged, ///< Ours, but its head or the description of its tables is not what we wrote.
};
/// Reads application_id and user_version, and compares every table, index, view and trigger of a current
/// file with ours.
FileKind identify(Connection& connection);

/// SHA-256 over what stands in a file of the current version, from running the steps. Making them all to compare
/// with takes most of the time of opening a small project: kCurrentShape, the same, is compared first.
std::string currentShape();
constexpr std::string_view kCurrentShape = "ea50ed8a8f976d5d7dff98c21d8e5f5483e484a087ea40ee9506d11886a7b13d";

} // namespace touchstone
