#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/clock.h"
#include "touchstone/base/result.h"

namespace touchstone {

class Progress;
class Project;

/// Why a backup was made.
enum class BackupReason { Work, Close, Update, Asked };
/// "work", "close", "update", "asked".
std::string_view backupReasonName(BackupReason reason);

/// One finished backup of a project, as its name tells it: a complete project file.
struct Backup {
    std::filesystem::path file;
    Timestamp at = 0;
    BackupReason reason = BackupReason::Asked;
    std::int64_t bytes = 0;

    /// "2026-11-21_14-30-05_close": its file name without the ending, UTC. For the command line.
    std::string name() const;
};

/// NAME.touchstone-backups beside the project.
std::filesystem::path backupFolder(const std::filesystem::path& project);

/// Newest first. Only whole ones: what a kill left half made has another name. Empty when there is no folder.
std::vector<Backup> listBackups(const std::filesystem::path& project);

/// Copies the project file into its backup folder: one moment of it, checked, on the disk before it gets its
/// name; then old ones go (see expiredBackups). Whoever calls keeps others from writing the file, or is one of
/// its readers. Errors: Refused when there is no room; Corrupt when the copy does not pass; Cancelled; Io.
Result<Backup> makeBackup(const std::filesystem::path& project, BackupReason reason, Progress& progress);

/// Which of `backups` (newest first) are to go: kept are the 10 newest, the newest of each of the last 7 days
/// that have any, and of each of 4 weeks; of these the oldest go too while all together are over `limit` bytes.
/// The newest is always kept.
std::vector<Backup> expiredBackups(const std::vector<Backup>& backups, std::int64_t limit);
/// What the backups of a project may use together: twice its size, but at least 1 GB.
std::int64_t backupLimit(std::int64_t projectBytes);

/// What is in a project file or backup, for choosing among them. Read without changing it.
struct ProjectFacts {
    std::string name;
    std::int64_t items = 0;
    std::int64_t annotations = 0;
    std::int64_t doneTasks = 0;
    std::int64_t edits = 0;
    /// When the newest edit was made.
    Timestamp lastEdit = 0;
};
Result<ProjectFacts> readFacts(const std::filesystem::path& file, Progress& progress);

/// What a restore or a rescue did with the file that was there.
struct Restored {
    /// Where the former file lies now; empty when there was none.
    std::filesystem::path aside;
};
/// Puts a copy of `backup` in the place of `project`. The file that was there is renamed to "NAME (before
/// DATE)" or, with `damaged`, "NAME (damaged DATE)", never deleted. Refused while anybody has the project open.
Result<Restored> restoreBackup(const std::filesystem::path& project, const std::filesystem::path& backup,
                               bool damaged, Progress& progress);

} // namespace touchstone
