#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/store/reader.h"

namespace touchstone {

class Project;
class Progress;

/// The pictures of one root that are not where the project says.
struct MissingRoot {
    MediaRoot root;
    std::int64_t revision = 0;
    std::filesystem::path folder;
    std::int64_t items = 0;
    std::vector<std::string> missing; ///< Paths under the root.
};

/// Every root with a missing picture. For workers; Cancelled.
Result<std::vector<MissingRoot>> findMissing(const Project& project, Progress& progress);

/// Where the missing ones may be under a chosen folder: it, a folder in it, or one above it, whichever holds
/// most of them.
struct FoundFolder {
    std::filesystem::path folder;
    std::int64_t found = 0;
};
Result<FoundFolder> searchFolder(const MissingRoot& root, const std::filesystem::path& chosen,
                                 Progress& progress);

/// Moves a root. `project` is the project file: the place is stored relative to it wherever possible.
Edit moveRootEdit(const std::filesystem::path& project, const MissingRoot& root,
                  const std::filesystem::path& folder);

} // namespace touchstone
