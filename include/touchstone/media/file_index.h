#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/clock.h"
#include "touchstone/base/result.h"

namespace touchstone {

class Progress;

/// What the file system says of a file, without opening it.
struct FileStamp {
    enum class Kind {
        File,
        Missing, ///< Nothing of that name, or a folder or device.
        Unknown, ///< A folder on the way may not be searched, or the disk reports an error.
    };
    Kind kind = Kind::Missing;
    std::int64_t bytes = 0;
    /// Last written, in microseconds since 1970.
    Timestamp modified = 0;
    /// Why it is not a file, in words; empty when there simply is nothing.
    std::string problem;
};
FileStamp stampOf(const std::filesystem::path& path);

/// A regular file below a folder.
struct IndexedFile {
    /// Relative to the folder, '/'-separated, UTF-8.
    std::string path;
    std::int64_t bytes = 0;
};
struct FileIndex {
    std::vector<IndexedFile> files;
    /// Folders that cannot be read, and how many names are no UTF-8.
    std::vector<std::string> problems;
};
/// All regular files below a folder, whatever their names end with; each real folder once, links that lead to
/// folders after the rest. NotFound; Cancelled.
Result<FileIndex> indexFiles(const std::filesystem::path& folder, Progress& progress);

} // namespace touchstone
