#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/formats/format.h"

namespace touchstone::labelme {

/// Makes the folder and in it one file for each picture that has annotations, or had a file when it came. What could not
/// be said goes to `lines`.
Result<void> writeFolder(ExportSource& source, const std::filesystem::path& folder, std::vector<ReportLine>& lines,
                         Progress& progress);

} // namespace touchstone::labelme
