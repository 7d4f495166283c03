#pragma once

#include <filesystem>

#include "core/formats/sink_labels.h"

namespace touchstone {
class Progress;
}

namespace touchstone::webanno {

// The record of a document keeps its file as it was ("raw"); that of an annotation, and of a label, the
// layer.

/// Whether it looks like WebAnno TSV 1 or 2, in which no offsets stand.
bool isOlder(std::string_view text);
Result<void> readFile(const std::filesystem::path& root, const std::filesystem::path& file,
                      const ReadOptions& options, std::size_t document, SinkLabels& labels, ImportSink& sink);

} // namespace touchstone::webanno
