#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/exchange_output.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

struct AddOptions {
    std::string project;
    std::vector<std::string> paths;
};

Result<ExchangeReport> add(const AddOptions& options, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToWrite(options.project, output, progress);
    if (!project) {
        return project.error();
    }
    return addFiles(**project, {options.paths.begin(), options.paths.end()}, progress);
}

ExitCode runAdd(const AddOptions& options, Output& output)
{
    const Result<ExchangeReport> report = add(options, output);
    if (!report) {
        return output.fail(report.error());
    }
    if (report->items == 0 && !report->source) {
        const Error unusable{ErrorCode::InvalidInput,
                             "No picture that can be used was found; nothing was added.",
                             pathToUtf8(options.paths.front())};
        return failWithReport(unusable, *report, output);
    }
    const std::string project = pathToUtf8(options.project);
    showReport(report->newItems == 0 ? "Nothing new for " + project + "." : "Added to " + project + ".",
               *report, output);
    return exitCodeOf(*report);
}

} // namespace

void addAddCommand(CLI::App& app, Run& run)
{
    auto options = std::make_shared<AddOptions>();
    CLI::App* command = app.add_subcommand("add", "Add images and folders; the files stay where they are.");
    command->add_option("PROJECT", options->project, "The project file")->required();
    command->add_option("PATH", options->paths, "Images and folders of images")->required();
    command->callback(
        [options, &run] { run = [options](Output& output) { return runAdd(*options, output); }; });
}

} // namespace touchstone::cli
