#pragma once

#include <filesystem>

#include "core/store/connection.h"
#include "core/store/schema.h"

namespace touchstone {

/// Looks at the first bytes alone. Corrupt for a project whose head is damaged.
Result<void> looksLikeProject(const std::filesystem::path& path);

/// There is something in -wal or -journal that the main file does not have yet.
bool hasLeftovers(const std::filesystem::path& path);
/// The last one who wrote the file did not close it. True also while somebody writes it.
bool endedUncleanly(const std::filesystem::path& path);

/// Both the file and its folder.
bool mayWrite(const std::filesystem::path& path);

/// Its head says that it is read together with a log, even where there is none.
bool isInWal(const std::filesystem::path& path);

/// Why a project is only read, after "The project can only be read: ".
inline constexpr const char* kNewerProject = "it was made by a newer Touchstone. Update this program to change it.";
std::string readOnlyOn(const std::string& share);
/// Why none is made there.
std::string noProjectOn(const std::string& share);

/// Checks whose file it is, before anything else of it is used. Throws StoreFailure for what is no project,
/// was altered by another program (InvalidInput) or is damaged (Corrupt).
FileKind kindOrFail(Connection& connection, const std::filesystem::path& path);

} // namespace touchstone
