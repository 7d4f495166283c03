#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/sample/sample.h"

namespace touchstone::cli {
namespace {

struct SampleOptions {
    std::string folder;
    std::int64_t count = 36;
};

ExitCode runSample(const SampleOptions& options, Output& output)
{
    const Result<std::filesystem::path> file = [&options] {
        TerminalProgress progress;
        return makeSampleDataSet(options.folder, static_cast<std::size_t>(options.count), progress);
    }();
    if (!file) {
        return output.fail(file.error());
    }
    output.line("Drew " + std::to_string(options.count) + " pictures; their ground truth is " +
                pathToUtf8(*file) + " (coco).");
    output.document({{"file", pathToUtf8(*file)}, {"format", "coco"}, {"pictures", options.count}});
    return Done;
}

} // namespace

void addSampleCommand(Command all)
{
    auto options = std::make_shared<SampleOptions>();
    Command command = all.command("sample", "Draw the sample data set: pictures and a COCO file.");
    command.text("DIR", options->folder, "The folder to draw into; made if missing").required();
    command.number("--count", options->count, "How many pictures").between(1, 10000);
    command.runs([options](Output& output) { return runSample(*options, output); });
}

} // namespace touchstone::cli
