#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/media/image.h"

namespace touchstone {

class Progress;

/// The headers of many files, read by a few threads at once; none for an empty path. Cancelled.
Result<std::vector<std::optional<Result<ImageHeader>>>>
readImageHeaders(const std::vector<std::filesystem::path>& paths, Progress& progress);

/// True if the file's name has the extension of another image format than the one it holds.
bool isMisnamed(const std::filesystem::path& path, const ImageHeader& header);

} // namespace touchstone
