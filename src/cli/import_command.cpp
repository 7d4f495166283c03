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

struct ImportArguments {
    std::string project;
    std::string path;
    std::string format;
    std::string images;
    std::string role = "ground-truth";
    std::string author;
    std::string labels = "add";
    std::string encoding;
    bool compare = false;
    bool realign = false;
    bool noRealign = false;
};

ImportOptions importOptions(const ImportArguments& arguments)
{
    ImportOptions options;
    options.format = asciiLower(arguments.format);
    options.images = arguments.images;
    options.role = layerRoleFromName(arguments.role).value_or(LayerRole::GroundTruth);
    options.author = arguments.author;
    options.continueFrom = !arguments.compare;
    options.addLabels = arguments.labels == "add";
    options.encoding = arguments.encoding;
    options.realign = arguments.realign     ? Realign::Always
                      : arguments.noRealign ? Realign::Never
                                            : Realign::WhenAllFit;
    return options;
}

Result<ExchangeReport> importInto(const ImportArguments& arguments, Output& output)
{
    TerminalProgress progress;
    if (!arguments.format.empty()) {
        if (Result<void> known = checkFormat(arguments.format, FormatUse::Read); !known) {
            return known.error();
        }
    }
    std::error_code failure;
    if (!arguments.images.empty() && !std::filesystem::is_directory(arguments.images, failure)) {
        return Error{ErrorCode::NotFound, "There is no such folder of images.", pathToUtf8(arguments.images)};
    }
    const Result<std::unique_ptr<Project>> project = openToWrite(arguments.project, output, progress);
    if (!project) {
        return project.error();
    }
    ImportOptions options = importOptions(arguments);
    options.alone = true;
    return importFile(**project, arguments.path, options, progress);
}

ExitCode runImport(const ImportArguments& arguments, Output& output)
{
    const Result<ExchangeReport> report = importInto(arguments, output);
    if (!report) {
        return output.fail(report.error());
    }
    const std::string file = pathToUtf8(arguments.path);
    showReport(report->nothingNew
                   ? file + " is in the project already; nothing was added."
                   : "Imported " + file + " as " + arguments.role + " (" + report->format + ").",
               *report, output);
    return exitCodeOf(*report);
}

} // namespace

void addImportCommand(Command all)
{
    auto arguments = std::make_shared<ImportArguments>();
    Command command = all.command("import", "Import annotations, all of a file or, on an error, nothing.");
    command.text("PROJECT", arguments->project, "The project file").required();
    command.text("PATH", arguments->path, "The file with the annotations, or a folder of such files")
        .required();
    command.text("--format", arguments->format, "Format id; by default recognised (see formats)");
    command.text("--images", arguments->images, "Folder of the images; by default searched beside PATH");
    command.text(
        "--encoding", arguments->encoding,
        "Encoding of texts (UTF-8, windows-1252, GB18030 …); by default UTF-8, or what a byte order mark "
        "says");
    Argument realign = command.flag(
        "--realign", arguments->realign,
        "Move spans that count a line end (CR LF) as one character, also where not all of a file fit then; "
        "by default only where all do");
    command.flag("--no-realign", arguments->noRealign, "Leave such spans where their offsets say")
        .excludes(realign);
    command.text("--as", arguments->role, "What it is: ground-truth, prediction or gold")
        .oneOf({"ground-truth", "prediction", "gold"});
    command.text("--author", arguments->author, "Who made it; by default the file's stem");
    command.flag("--compare", arguments->compare, "Only compare with it; labelling does not go on from it");
    command.text("--labels", arguments->labels, "Unknown labels: add them, or skip their annotations")
        .oneOf({"add", "skip"});
    command.runs([arguments](Output& output) { return runImport(*arguments, output); });
}

} // namespace touchstone::cli
