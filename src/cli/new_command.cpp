#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/ontology_file.h"
#include "cli/open_project.h"
#include "cli/output.h"
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

Edit labelsEdit(const std::vector<Label>& labels)
{
    Edit edit;
    edit.id = EditId::create();
    edit.scope.kind = ScopeKind::Ontology;
    edit.text = "Add " + labelCount(labels.size());
    for (const Label& label : labels) {
        Change change;
        change.after = label;
        edit.changes.push_back(std::move(change));
    }
    return edit;
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
    std::vector<Label> labels;
    if (!options.ontology.empty()) {
        Result<std::vector<Label>> read = readOntologyFile(options.ontology);
        if (!read) {
            return output.fail(read.error());
        }
        labels = *std::move(read);
    }
    if (Result<void> writable = checkFolderIsWritable(path); !writable) {
        return output.fail(writable.error());
    }
    const std::string name = options.name.empty() ? pathToUtf8(path.stem()) : options.name;
    Result<std::unique_ptr<Project>> project = Project::create(path, name, memberName());
    if (!project) {
        return output.fail(project.error());
    }
    if (!labels.empty()) {
        if (Result<Receipt> stored = (*project)->applyNow(labelsEdit(labels)); !stored) {
            (*project).reset();
            removeProject(path);
            return output.fail(stored.error());
        }
    }
    const std::string count = labelCount(labels.size());
    output.line("Made " + pathToUtf8(path) + ", named " + name +
                (labels.empty() ? "." : ", with " + count + "."));
    output.document({{"project", pathToUtf8(path)},
                     {"id", (*project)->info().id.toString()},
                     {"name", name},
                     {"labels", labels.size()}});
    return Done;
}

} // namespace

void addNewCommand(CLI::App& app, Run& run)
{
    auto options = std::make_shared<NewOptions>();
    CLI::App* command = app.add_subcommand("new", "Make an empty project.");
    command->add_option("PROJECT", options->project, "The file to make, for example cars.touchstone")
        ->required();
    command->add_option("--name", options->name, "The project's name; by default the file's");
    command->add_option("--ontology", options->ontology,
                        "JSON file with the labels: a list of names, or of {\"name\", \"color\", \"key\", \"line\"}");
    command->callback(
        [options, &run] { run = [options](Output& output) { return runNew(*options, output); }; });
}

} // namespace touchstone::cli
