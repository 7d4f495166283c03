#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/formats/format.h"

namespace touchstone::spacy {

/// Writes the records of a file as it was laid out, new ones as lines. What could not be said goes to
/// `lines`.
Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress);

} // namespace touchstone::spacy
