#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/backup_output.h"
#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/backup.h"

namespace touchstone::cli {
namespace {

Result<Backup> backUp(const std::string& path, Output& output)
{
    TerminalProgress progress;
    const Result<std::unique_ptr<Project>> project = openToRead(path, output, progress);
    if (!project) {
        return project.error();
    }
    if (!(*project)->damage().empty()) {
        return Error{ErrorCode::Corrupt,
                     "The project file is damaged, so no backup is made of it. " + (*project)->damage().front(), path};
    }
    return makeBackup((*project)->path(), BackupReason::Asked, progress);
}

ExitCode runBackup(const std::string& path, Output& output)
{
    const Result<Backup> backup = backUp(path, output);
    if (!backup) {
        return output.fail(backup.error());
    }
    output.line("Backed up to " + pathToUtf8(backup->file) + ".");
    output.document({{"backup", toJson(*backup)}});
    return Done;
}

} // namespace

void addBackupCommand(Command all)
{
    auto path = std::make_shared<std::string>();
    Command command = all.command("backup", "Make a checked backup beside the project.");
    command.text("PROJECT", *path, "The project file").required();
    command.runs([path](Output& output) { return runBackup(*path, output); });
}

} // namespace touchstone::cli
