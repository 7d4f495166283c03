#include <filesystem>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/exchange_output.h"
#include "cli/format_choice.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

struct ExportArguments {
    std::string project;
    std::string target;
    std::string split;
    ExportOptions options;
};

Result<ExchangeReport> runExchange(const ExportArguments& arguments, Output& output)
{
    TerminalProgress progress;
    if (Result<void> known = checkFormat(arguments.options.format, FormatUse::Write); !known) {
        return known.error();
    }
    const Result<std::unique_ptr<Project>> project = openToRead(arguments.project, output, progress);
    if (!project) {
        return project.error();
    }
    if (!arguments.split.empty()) {
        return Error{ErrorCode::NotFound,
                     "The project has no split \"" + arguments.split +
                         "\"; leave --split away to export all.",
                     "--split"};
    }
    if (Result<void> target = checkFolderIsWritable(arguments.target); !target) {
        return target.error();
    }
    ExportOptions options = arguments.options;
    options.format = asciiLower(options.format);
    return exportFile(**project, arguments.target, options, progress);
}

ExitCode runExport(const ExportArguments& arguments, Output& output)
{
    const Result<ExchangeReport> report = runExchange(arguments, output);
    if (!report) {
        return output.fail(report.error());
    }
    showReport("Wrote " + pathToUtf8(arguments.target) + " (" + report->format + ").", *report, output);
    return exitCodeOf(*report);
}

} // namespace

void addExportCommand(Command all)
{
    auto arguments = std::make_shared<ExportArguments>();
    Command command = all.command("export", "Export annotations to a file of another format.");
    command.text("PROJECT", arguments->project, "The project file").required();
    command
        .text("OUT", arguments->target,
              "The file to write, one that is there is replaced; or a new folder, for formats that fill one")
        .required();
    command.text("--format", arguments->options.format, "Format id (see formats)").required();
    command.text("--split", arguments->split, "Only the items of this split");
    command.text("--layer", arguments->options.layer, "Only the layers of this author");
    command.flag("--strict", arguments->options.strict, "Refuse before writing if anything would be lost");
    command.runs([arguments](Output& output) { return runExport(*arguments, output); });
}

} // namespace touchstone::cli
