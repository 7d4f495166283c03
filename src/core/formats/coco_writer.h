#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/formats/format.h"

namespace touchstone::coco {

/// Writes a COCO file, one record at a time. What could not be said goes to `lines`.
Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::coco
