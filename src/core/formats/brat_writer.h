#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/formats/format.h"

namespace touchstone::brat {

/// Makes the folder and in it a .txt for each text, and an .ann for each that was labelled. What could not be
/// said goes to `lines`.
Result<void> writeFolder(ExportSource& source, const std::filesystem::path& folder,
                         std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::brat
