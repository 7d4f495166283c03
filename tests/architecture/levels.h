#pragma once

#include <string>
#include <vector>

#include "architecture/source_tree.h"

namespace architecture {

/// What is wrong with the includes of one file: one line each, "path:line: why".
std::vector<std::string> levelProblems(const SourceFile& file);
std::vector<std::string> libraryProblems(const SourceFile& file);

} // namespace architecture
