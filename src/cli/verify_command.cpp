#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/verify.h"

namespace touchstone::cli {
namespace {

void show(const std::string& path, const VerifyReport& report, Output& output)
{
    output.line(path + (report.ok() ? ": sound" : ": damaged"));
    output.table({{"", "edits", withThousands(report.edits)},
                  {"", "revisions", withThousands(report.revisions)},
                  {"", "annotations", withThousands(report.annotations)},
                  {"", "missing media", withThousands(report.missingMedia)},
                  {"", "media of another size", withThousands(report.changedMedia)},
                  {"", "unpublished sources", withThousands(report.pendingSources)}});
    for (const std::string& problem : report.problems) {
        output.line("damage: " + problem);
    }
    if (!report.ok()) {
        output.line("Keep this file as it is. " + wayOutOfDamage(path));
    }
}

Result<VerifyReport> verify(const std::string& path)
{
    TerminalProgress progress;
    Result<VerifyReport> report = verifyProject(path, progress);
    if (!report && report.error().code == ErrorCode::Corrupt) {
        // Too damaged to be opened is what was asked for, not a failure to answer.
        VerifyReport damaged;
        damaged.problems.push_back(report.error().message);
        return damaged;
    }
    return report;
}

ExitCode runVerify(const std::string& path, Output& output)
{
    const Result<VerifyReport> report = verify(path);
    if (!report) {
        return output.fail(report.error());
    }
    for (const std::string& note : report->notes) {
        output.note(note);
    }
    show(pathToUtf8(path), *report, output);
    output.document({{"ok", report->ok()},
                     {"problems", report->problems},
                     {"edits", report->edits},
                     {"revisions", report->revisions},
                     {"annotations", report->annotations},
                     {"missing_media", report->missingMedia},
                     {"changed_media", report->changedMedia},
                     {"pending_sources", report->pendingSources}});
    return report->ok() ? Done : DoneWithFindings;
}

} // namespace

void addVerifyCommand(Command all)
{
    auto path = std::make_shared<std::string>();
    Command command = all.command("verify", "Check the whole file: integrity, journal, caches, media.");
    command.text("PROJECT", *path, "The project file").required();
    command.runs([path](Output& output) { return runVerify(*path, output); });
}

} // namespace touchstone::cli
