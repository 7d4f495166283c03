#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class Progress;
class Project;

/// One missing medium and what was found for it.
struct RelinkLine {
    enum class How {
        Name,      ///< A file of its name and size.
        Content,   ///< A file of another name with the same content.
        Differing, ///< Only files of its name with other content: not used.
        Several,   ///< More than one file of its name, and no hash to tell which: not used.
        None,
    };
    MediumRow medium;
    How how = How::None;
    /// Below the chosen folder; empty when nothing is used.
    std::string file;
    bool isFound() const { return how == How::Name || how == How::Content; }
};

/// What a search found, before anything changes.
struct RelinkPlan {
    std::filesystem::path folder;
    std::vector<RelinkLine> lines;
    std::int64_t found = 0;
    std::int64_t byContent = 0;
    /// Folders that could not be searched.
    std::vector<std::string> problems;
    /// Of each root, how many of its media there are and how many are where they should be.
    struct RootCount {
        std::int64_t media = 0;
        std::int64_t present = 0;
    };
    std::unordered_map<RootId, RootCount> roots;

    std::int64_t missing() const { return static_cast<std::int64_t>(lines.size()); }
};

/// The media whose files are not there. With `only`, that one, there or not. Cancelled.
Result<RelinkPlan> findMissing(const Project& project, const std::optional<MediumId>& only, Progress& progress);

/// Searches a folder and all below it for the missing media of `plan`, anew: first by name and size, then by
/// content, of which only files of a size that is wanted are read. NotFound; Cancelled.
Result<RelinkPlan> searchFor(RelinkPlan plan, const std::filesystem::path& folder, Progress& progress);

/// All that was found as one Edit. A root all of whose pictures moved together moves as a whole.
/// NotFound when nothing was found.
Result<Edit> relinkEdit(const Project& project, const RelinkPlan& plan);

} // namespace touchstone
