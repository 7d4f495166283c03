#pragma once

#include <filesystem>

#include "touchstone/base/result.h"

namespace touchstone {

/// Writes every byte of a file once more, as it reads, and syncs it. After a failed fsync the system may hold
/// pages in memory that are marked as stored and are not; only writing them again makes a later sync true.
/// Fine when there is no such file. For the log of a project.
Result<void> writeAgain(const std::filesystem::path& path);

} // namespace touchstone
