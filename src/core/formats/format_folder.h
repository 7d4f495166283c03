#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

/// The files below a folder that are `wanted`, the first `most` that are met, in natural order. Hidden files and folders
/// are passed over, and so are links to folders and what may not be read.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder,
                                              const std::function<bool(const std::filesystem::path&)>& wanted,
                                              std::size_t most = static_cast<std::size_t>(-1));

/// Makes the folder that a format writes.
Result<void> makeFolder(const std::filesystem::path& folder);

} // namespace touchstone
