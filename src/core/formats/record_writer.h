#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/formats/text_losses.h"
#include "touchstone/formats/format.h"

namespace touchstone {

class Progress;

/// What is written of a text: `raw` is its record as it stood, empty for a new one; a paragraph or a whole
/// record.
using RecordOf =
    std::function<std::string(const ExportSource::Text& text, const std::string& raw, bool isParagraph)>;
/// Writes the records of a file as it was laid out; what came otherwise as a line each.
Result<void> writeRecords(ExportSource& source, const std::filesystem::path& path, const RecordOf& recordOf,
                          TextLosses& losses, Progress& progress);

} // namespace touchstone
