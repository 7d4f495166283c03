#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace touchstone {

class Connection;

/// "TSTN", in the header of every project file.
constexpr std::int32_t kApplicationId = 0x5453544E;

/// The numbered SQL files, in order; the n-th makes schema version n.
const std::vector<std::string_view>& schemaSteps();
std::int32_t currentSchemaVersion();

/// Runs the steps after `from`, with user_version, inside the caller's transaction.
void applySchema(Connection& connection, std::int32_t from);

enum class FileKind { Current, Older, Newer, Foreign };
/// Reads application_id and user_version, and compares every table, index, view and trigger of a current
/// file with ours: a file with anything added or changed is foreign.
FileKind identify(Connection& connection);

} // namespace touchstone
