#pragma once

#include <filesystem>

#include "touchstone/formats/format.h"

namespace touchstone {
class Progress;
}

namespace touchstone::labelstudio {

// The record of a text keeps its task as it was ("raw") and, with predictions, "as"; that of an annotation
// its type.

Result<void> readFile(const std::filesystem::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options);

} // namespace touchstone::labelstudio
