#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone {
class Progress;
}

namespace touchstone::labelstudio {

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::labelstudio
