#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "touchstone/base/result.h"
#include "touchstone/workflow/project.h"

namespace touchstone::cli {

/// Under which name this process works: $TOUCHSTONE_USER, else the login name.
std::string memberName();

/// Opens a project to write. Refused, with the reason, when it can only be read.
Result<std::unique_ptr<Project>> openToWrite(const std::filesystem::path& path);
/// Opens a project to read.
Result<std::unique_ptr<Project>> openToRead(const std::filesystem::path& path);

/// Refused when files cannot be made in the folder in which `path` lies; says so before work is done.
Result<void> checkFolderIsWritable(const std::filesystem::path& path);

} // namespace touchstone::cli
