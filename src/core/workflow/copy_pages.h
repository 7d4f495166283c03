#pragma once

#include <filesystem>

#include "core/store/connection.h"

namespace touchstone {

class Progress;

/// Copies a whole database page by page; `from` keeps nothing locked between the steps. False when it was
/// cancelled. `progress` may be null. Throws StoreFailure.
bool copyPages(Connection& from, Connection& to, Progress* progress);

/// Waits until the file is on the disk; false when it may not be.
bool syncFile(const std::filesystem::path& path);
/// Waits until the name of the file is on the disk, where it is one that can do that. Throws StoreFailure.
void syncName(const std::filesystem::path& path);

} // namespace touchstone
