#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/ontology_file.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

struct NewOptions {
    std::string project;
    std::string name;
    std::string ontology;
};

std::string labelCount(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " label" : " labels");
}

void removeProject(const std::filesystem::path& path)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal", "-lock"}) {
        std::filesystem::remove(path.native() + suffix, ignored);
    }
}

ExitCode runNew(const NewOptions& options, Output& output)
{
    const std::filesystem::path path = options.project;
    OntologyChange change;
    std::vector<OntologyFile::List> lists;
    if (!options.ontology.empty()) {
        const auto file = readOntologyFile(options.ontology, output);
        if (!file) {
            return output.fail(file.error());
        }
        auto wanted = listsToAdd(*file, options.ontology, nullptr);
        if (!wanted) {
            return output.fail(wanted.error());
        }
        lists = *std::move(wanted);
        change = applyOntology(*file, {}, {});
        if (auto checked = checkProblems(options.ontology, change.problems, output); !checked) {
            return output.fail(checked.error());
        }
    }
    if (Result<void> writable = checkFolderIsWritable(path); !writable) {
        return output.fail(writable.error());
    }
    const std::string name = options.name.empty() ? pathToUtf8(path.stem()) : options.name;
    Result<std::unique_ptr<Project>> project = Project::create(path, name, memberName());
    if (!project) {
        return output.fail(project.error());
    }
    const std::size_t labels = change.edit.changes.size();
    TerminalProgress progress;
    Result<void> done = addLists(**project, lists, options.ontology, output, progress);
    if (done && labels > 0) {
        if (const auto stored = (*project)->applyNow(std::move(change.edit)); !stored) {
            done = stored.error();
        }
    }
    if (!done) {
        (*project).reset();
        removeProject(path);
        return output.fail(done.error());
    }
    output.line("Made " + pathToUtf8(path) + ", named " + name +
                (labels == 0 ? "." : ", with " + labelCount(labels) + "."));
    output.document({{"project", pathToUtf8(path)},
                     {"id", (*project)->info().id.toString()},
                     {"name", name},
                     {"labels", labels}});
    return Done;
}

} // namespace

void addNewCommand(Command all)
{
    auto options = std::make_shared<NewOptions>();
    Command command = all.command("new", "Make an empty project.");
    command.text("PROJECT", options->project, "The file to make, for example cars.touchstone").required();
    command.text("--name", options->name, "The project's name; by default the file's");
    command.text("--ontology", options->ontology,
                 "JSON file with the labels: a list of names, or what \"ontology export\" writes");
    command.runs([options](Output& output) { return runNew(*options, output); });
}

} // namespace touchstone::cli
