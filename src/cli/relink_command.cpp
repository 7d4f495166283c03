#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/printable.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/relink.h"

namespace touchstone::cli {
namespace {

struct RelinkOptions {
    std::string project;
    std::string folder;
};

Result<RelinkPlan> relink(const RelinkOptions& options, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToWrite(options.project, output, progress);
    if (!project) {
        return project.error();
    }
    Result<RelinkPlan> missing = findMissing(**project, {}, progress);
    if (!missing) {
        return missing.error();
    }
    const std::filesystem::path folder = std::filesystem::absolute(options.folder);
    Result<RelinkPlan> plan = searchFor(std::move(*missing), folder, progress);
    if (!plan || plan->found == 0) {
        return plan;
    }
    Result<Edit> edit = relinkEdit(**project, *plan);
    if (!edit) {
        return edit.error();
    }
    const Result<Receipt> stored = (*project)->applyNow(std::move(*edit));
    return stored ? std::move(plan) : Result<RelinkPlan>(stored.error());
}

const char* reasonOf(const RelinkLine& line)
{
    switch (line.how) {
    case RelinkLine::How::Differing:
        return "files of this name have other content";
    case RelinkLine::How::Several:
        return "several files have this name";
    default:
        return line.medium.recorded.hash ? "not found"
                                         : "not found by name, and its content is not known: it was not looked at "
                                           "while the picture was there";
    }
}

ExitCode runRelink(const RelinkOptions& options, Output& output)
{
    const Result<RelinkPlan> plan = relink(options, output);
    if (!plan) {
        return output.fail(plan.error());
    }
    const std::int64_t left = plan->missing() - plan->found;
    auto still = nlohmann::ordered_json::array();
    for (const RelinkLine& line : plan->lines) {
        if (!line.isFound()) {
            still.push_back({{"path", line.medium.path}, {"reason", reasonOf(line)}});
        }
    }
    if (plan->missing() == 0) {
        output.line("No picture is missing.");
    } else {
        output.line(withThousands(plan->found) + " of " + withThousands(plan->missing()) + " found, " +
                    withThousands(left) + " not.");
        output.table({{"", "by name and size", withThousands(plan->found - plan->byContent)},
                      {"", "by content", withThousands(plan->byContent)}});
        for (const auto& line : still) {
            output.line("missing: " + printable(line.at("path").get<std::string>()) + ": " +
                        line.at("reason").get<std::string>());
        }
    }
    for (const std::string& problem : plan->problems) {
        output.note(printable(problem));
    }
    output.document({{"missing", plan->missing()},
                     {"found", plan->found},
                     {"by_name", plan->found - plan->byContent},
                     {"by_content", plan->byContent},
                     {"still_missing", left},
                     {"not_found", std::move(still)},
                     {"problems", plan->problems}});
    return left == 0 ? Done : DoneWithFindings;
}

} // namespace

void addRelinkCommand(Command all)
{
    auto options = std::make_shared<RelinkOptions>();
    Command command = all.command(
        "relink", "Find missing pictures in a folder and below it, by name and size, then by content.");
    command.text("PROJECT", options->project, "The project file").required();
    command.text("DIR", options->folder, "The folder to search").required();
    command.runs([options](Output& output) { return runRelink(*options, output); });
}

} // namespace touchstone::cli
