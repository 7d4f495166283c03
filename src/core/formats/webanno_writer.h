#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone {
class Progress;
}

namespace touchstone::webanno {

Result<void> writeFolder(ExportSource& source, const std::filesystem::path& folder,
                         std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::webanno
