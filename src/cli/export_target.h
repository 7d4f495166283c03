#pragma once

#include <filesystem>

#include "touchstone/base/result.h"

namespace touchstone::cli {

/// Refused when `target` is a folder, a database (an export must never replace a project), or lies where
/// nothing can be written.
Result<void> checkExportTarget(const std::filesystem::path& target);

} // namespace touchstone::cli
