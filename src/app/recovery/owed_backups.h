#pragma once

#include <filesystem>

namespace touchstone {

/// Remembers beyond the end of the program whether the last backup of a project could be made. From any
/// thread.
void noteBackup(const std::filesystem::path& project, bool made);
/// The last one was due and could not be made.
bool isBackupOwed(const std::filesystem::path& project);

} // namespace touchstone
