#pragma once

#include <filesystem>

#include "core/store/connection.h"

namespace touchstone {

class Progress;

/// Copies a whole database page by page; `from` keeps nothing locked between the steps. False when it was
/// cancelled. `progress` may be null. Throws StoreFailure.
bool copyPages(Connection& from, Connection& to, Progress* progress);

/// Waits until the file, or with `folder` the names in it, are on the disk; false when they may not be.
bool syncFile(const std::filesystem::path& path);
bool syncFolder(const std::filesystem::path& folder);

} // namespace touchstone
