#pragma once

#include <string>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

class Progress;

/// How the rows of an edit stand to the hashes that are stored for it.
enum class EditRows { AsStored, Altered, WithoutHash };
EditRows lookAtEdit(Connection& connection, std::int64_t seq);

/// Whether the newest edits are as they were stored: the newest one, and the ends of the chains that it is in.
/// Takes some milliseconds at most. Empty, or a sentence each. Not of a file of an older version.
std::vector<std::string> checkTails(Connection& connection);

/// Whether the file is whole: every page, every reference between rows, and the tails. Of at most `limit`
/// findings. StoreFailure with Cancelled when `progress`, which may be null, says so.
std::vector<std::string> checkWhole(Connection& connection, Progress* progress, int limit = 20);

} // namespace touchstone
