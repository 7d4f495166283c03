#pragma once

#include <filesystem>

#include "touchstone/base/result.h"

namespace touchstone {

/// The file that an export to `path` replaces: `path`, or what it is a symbolic link to. Refused when that is
/// there and is no regular file, belongs to the project that is open as `project`, or is a database.
Result<std::filesystem::path> exportTarget(const std::filesystem::path& path,
                                           const std::filesystem::path& project);

/// The folder that an export makes at `path`: refused unless nothing is there or an empty folder.
Result<std::filesystem::path> exportFolder(const std::filesystem::path& path, const std::filesystem::path& project);

} // namespace touchstone
