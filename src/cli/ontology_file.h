#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/workflow/ontology_file.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
class Progress;
}

namespace touchstone::cli {

class Output;

/// The ontology of a JSON file. Every thing that is wrong is noted with its place, the first is the error.
Result<OntologyFile> readOntologyFile(const std::filesystem::path& path, Output& output);
/// The same for what an application found.
Result<void> checkProblems(const std::filesystem::path& path, const std::vector<OntologyProblem>& problems, Output& output);

/// The files of the lists that the project lacks; InvalidInput or NotFound when one cannot be used.
Result<std::vector<OntologyFile::List>> listsToAdd(const OntologyFile& ontology, const std::filesystem::path& path,
                                                   Reader* reader);
/// Adds those lists, one step each.
Result<void> addLists(Project& project, const std::vector<OntologyFile::List>& lists, const std::filesystem::path& path,
                      Output& output, Progress& progress);

} // namespace touchstone::cli
