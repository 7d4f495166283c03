#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

/// Clears every cache column and fills it anew from the journal, inside the caller's transaction.
void rebuildHeads(Connection& connection);
/// Where the caches differ from the journal: a sentence each, at most `limit`.
std::vector<std::string> compareHeads(Connection& connection, std::size_t limit);

} // namespace touchstone
