#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "touchstone/base/result.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
class Progress;
}

namespace touchstone::cli {

/// What to do with a damaged project, in a sentence: its backups, or that there is none.
std::string wayOutOfDamage(const std::filesystem::path& project);

class Output;

/// Under which name this process works: $TOUCHSTONE_USER, else the login name.
std::string memberName();

/// Opens a project to write, bringing it up to date first; what that did to the file is noted. Refused, with the reason,
/// when it can only be read; Corrupt when it is damaged.
Result<std::unique_ptr<Project>> openToWrite(const std::filesystem::path& path, Output& output,
                                                 Progress& progress);
/// Opens a project to read; what is damaged is noted.
Result<std::unique_ptr<Project>> openToRead(const std::filesystem::path& path, Output& output,
                                                 Progress& progress);

/// Refused when files cannot be made in the folder in which `path` lies; says so before work is done.
Result<void> checkFolderIsWritable(const std::filesystem::path& path);

} // namespace touchstone::cli
