#pragma once

#include <filesystem>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/ontology.h"

namespace touchstone::cli {

/// Labels from a JSON file: a list of names, or of objects with "name" and, if wanted, "color"
/// ("#rrggbb"), "key" ("1"…"9", "0") and "line" ("dash-dot"). What is left open gets the next colour and key,
/// and an automatic line. The first entry that cannot be used makes the file InvalidInput; nothing is guessed.
Result<std::vector<Label>> readOntologyFile(const std::filesystem::path& path);

} // namespace touchstone::cli
