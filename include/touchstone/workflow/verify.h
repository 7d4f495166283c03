#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

class Progress;

/// What a full check of a project file found.
struct VerifyReport {
    /// Damage: each a sentence that names the place. Empty for a sound file.
    std::vector<std::string> problems;
    /// Media where no file is, or none that can be looked at. No damage.
    std::int64_t missingMedia = 0;
    /// Media whose file has another size than when it was added. Files are not read, so a picture that was
    /// replaced by one of the same size is not among them. No damage.
    std::int64_t changedMedia = 0;
    /// Sources that were never published, left by a crash; the next opening takes them out. No damage.
    std::int64_t pendingSources = 0;
    std::int64_t edits = 0;
    std::int64_t revisions = 0;
    std::int64_t annotations = 0;
    /// What opening did, a sentence each: Project::notes().
    std::vector<std::string> notes;

    bool ok() const { return problems.empty(); }
    std::string toJson() const;
};

/// Checks the whole file without changing it: SQLite's own integrity, foreign keys, every hash of the
/// journal and of the sources, tiles against their hashes, and that the caches equal the journal. Errors:
/// what Project::open says of files that are no project; Cancelled.
Result<VerifyReport> verifyProject(const std::filesystem::path& path, Progress& progress);

/// Drops the caches of a project that nobody has open and builds them again from the journal.
Result<void> rebuildCaches(const std::filesystem::path& path);

} // namespace touchstone
