#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/exchange_output.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/text_table.h"
#include "touchstone/text/encoding.h"

namespace touchstone::cli {
namespace {

struct AddArguments {
    std::string project;
    std::vector<std::string> paths;
    AddOptions options{{}, {}, {}, true};
};

Result<ExchangeReport> add(const AddArguments& arguments, Output& output)
{
    TerminalProgress progress;
    if (const std::string& encoding = arguments.options.encoding;
        !encoding.empty() && !isEncoding(encoding)) {
        return Error{ErrorCode::InvalidInput,
                     "There is no such encoding. Names are those of ICU: UTF-8, windows-1252, GB18030.",
                     encoding};
    }
    const Result<std::unique_ptr<Project>> project = openToWrite(arguments.project, output, progress);
    if (!project) {
        return project.error();
    }
    auto report =
        addFiles(**project, {arguments.paths.begin(), arguments.paths.end()}, progress, arguments.options);
    const bool noColumn = arguments.options.textColumns.empty() &&
                          std::any_of(arguments.paths.begin(), arguments.paths.end(),
                                      [](const std::string& path) { return isTextTable(path); });
    if (!report && report.error().code == ErrorCode::InvalidInput && noColumn) {
        Error error = report.error();
        error.message += " Type --text-column and its name after the paths.";
        return error;
    }
    return report;
}

ExitCode runAdd(const AddArguments& arguments, Output& output)
{
    const Result<ExchangeReport> report = add(arguments, output);
    if (!report) {
        return output.fail(report.error());
    }
    if (report->items == 0 && !report->source) {
        const Error unusable{ErrorCode::InvalidInput,
                             "No picture and no text that can be used was found; nothing was added.",
                             pathToUtf8(arguments.paths.front())};
        return failWithReport(unusable, *report, output);
    }
    const std::string project = pathToUtf8(arguments.project);
    showReport(report->newItems == 0 ? "Nothing new for " + project + "." : "Added to " + project + ".",
               *report, output);
    return exitCodeOf(*report);
}

} // namespace

void addAddCommand(Command all)
{
    auto arguments = std::make_shared<AddArguments>();
    Command command = all.command("add", "Add images, texts and folders; the files stay where they are.");
    command.text("PROJECT", arguments->project, "The project file").required();
    command
        .texts("PATH", arguments->paths,
               "Images, texts (.txt), files of records (.jsonl, .ndjson, .csv, .tsv), and folders of them")
        .required();
    command
        .texts("--text-column", arguments->options.textColumns,
               "Column of the text in files of records; again for more, each a part of the item")
        .oneAtATime();
    command
        .texts("--meta-column", arguments->options.metaColumns,
               "Column kept beside the text; again for more; by default all others")
        .oneAtATime();
    command.text(
        "--encoding", arguments->options.encoding,
        "Encoding of texts (UTF-8, windows-1252, GB18030 …); by default UTF-8, or what a byte order mark "
        "says");
    command.runs([arguments](Output& output) { return runAdd(*arguments, output); });
}

} // namespace touchstone::cli
