#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
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
    std::size_t count = 36;
};

ExitCode runSample(const SampleOptions& options, Output& output)
{
    const Result<std::filesystem::path> file = [&options] {
        TerminalProgress progress;
        return makeSampleDataSet(options.folder, options.count, progress);
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

void addSampleCommand(CLI::App& app, Run& run)
{
    auto options = std::make_shared<SampleOptions>();
    CLI::App* command = app.add_subcommand("sample", "Draw the sample data set: pictures and a COCO file.");
    command->add_option("DIR", options->folder, "The folder to draw into; made if missing")->required();
    command->add_option("--count", options->count, "How many pictures")
        ->capture_default_str()
        ->check(CLI::Range(1, 10000));
    command->callback(
        [options, &run] { run = [options](Output& output) { return runSample(*options, output); }; });
}

} // namespace touchstone::cli
