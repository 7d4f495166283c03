#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class Progress;
class Project;

/// How the file of a medium compares with what is recorded of it.
enum class FileState {
    Same,    ///< As recorded, or looked at for the first time.
    Changed, ///< Another size or content than recorded. Shapes refer to what is recorded.
    Missing,
    Unreadable,
    Unknown, ///< Cancelled, or written to just now.
};

struct FileLook {
    FileState state = FileState::Unknown;
    /// What the file is now: `bytes` of every file; the size in pixels of one that changed; `hash` of one that
    /// was read.
    MediumContent found;
    Timestamp modified = 0;
    /// For Missing and Unreadable, in words where there is more to say.
    std::string problem;
};

/// Reads the whole file only where nothing else tells: no hash is known, or it was written since that was taken.
/// Without `mayRead`, a file of the recorded size is taken for the same. For workers.
FileLook lookAtMedium(const std::filesystem::path& file, const MediumRow& medium, bool mayRead, Progress& progress);

struct MediaSurvey {
    std::int64_t media = 0;
    /// Files that were read.
    std::int64_t read = 0;
    std::int64_t missing = 0;
    std::int64_t unreadable = 0;
    std::int64_t changed = 0;
    /// Media of folders that nobody ever pointed out; they are not among the missing.
    std::int64_t unlocated = 0;
};
/// Looks at every file of the project and keeps what it learns as facts. Long: for a thread of low priority.
/// Cancelled; what was learned until then is kept. A project that is open for reading is looked at without
/// reading whole files.
Result<MediaSurvey> surveyMedia(Project& project, Progress& progress);

/// The Edit that takes the file as it is now for the medium, in the scope of `item`. Annotations stay where
/// they are. Reads the whole file; NotFound, Io, InvalidInput when it is no picture, Cancelled.
Result<Edit> replaceMediumEdit(Project& project, const ItemId& item, Progress& progress);

} // namespace touchstone
