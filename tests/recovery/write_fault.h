#pragma once

#include <functional>

namespace touchstone {

/// What happens at one of SQLite's writes, and at all after it.
enum class WriteFault {
    None,
    Kill,  ///< The process ends.
    Full,  ///< The disk is full.
    Error, ///< The disk reports an error.
};

/// From the n-th write, truncation, sync or deletion of SQLite on, in this process. 0: counts only.
void failWrites(WriteFault fault, int first);
/// How many writes a child that `run` forks makes. `run` returns the child's exit code, which must be 0.
int writesOf(const std::function<int()>& run);

} // namespace touchstone
