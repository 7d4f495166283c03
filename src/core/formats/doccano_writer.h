#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone::doccano {

/// A line for each text. What could not be said goes to `lines`.
Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::doccano
