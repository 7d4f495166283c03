#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/backup_output.h"
#include "cli/command.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/terminal_progress.h"
#include "touchstone/base/clock.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {

nlohmann::ordered_json toJson(const Backup& backup)
{
    return {{"name", backup.name()},
            {"file", pathToUtf8(backup.file)},
            {"at", toIso8601(backup.at)},
            {"reason", backupReasonName(backup.reason)},
            {"bytes", backup.bytes}};
}

namespace {

struct RestoreOptions {
    std::string project;
    bool list = false;
    std::string at;
};

ExitCode list(const std::string& project, Output& output)
{
    TerminalProgress progress;
    std::vector<std::vector<std::string>> rows;
    nlohmann::ordered_json documents = nlohmann::ordered_json::array();
    for (const Backup& backup : listBackups(std::filesystem::absolute(project))) {
        nlohmann::ordered_json document = toJson(backup);
        std::vector<std::string> row{backup.name(), withThousands(backup.bytes / 1000) + " kB"};
        if (const Result<ProjectFacts> facts = readFacts(backup.file, progress)) {
            row.push_back(withThousands(facts->items) + " items");
            row.push_back(withThousands(facts->annotations) + " annotations");
            row.push_back(withThousands(facts->doneTasks) + " done");
            document.update({{"items", facts->items},
                             {"annotations", facts->annotations},
                             {"done", facts->doneTasks},
                             {"last_edit", toIso8601(facts->lastEdit)}});
        } else if (facts.error().code == ErrorCode::Cancelled) {
            return output.fail(facts.error());
        } else {
            row.push_back("damaged");
            document["problem"] = facts.error().message;
        }
        rows.push_back(std::move(row));
        documents.push_back(std::move(document));
    }
    output.table(rows);
    if (rows.empty()) {
        output.line("There is no backup of this project. Make one: touchstone-cli backup PROJECT");
    }
    output.document({{"backups", std::move(documents)}});
    return Done;
}

/// The newest one, or the one that is named.
Result<Backup> choose(const RestoreOptions& options)
{
    const std::vector<Backup> backups = listBackups(std::filesystem::absolute(options.project));
    if (backups.empty()) {
        return Error{ErrorCode::NotFound, "There is no backup of this project.", options.project};
    }
    if (options.at.empty()) {
        return backups.front();
    }
    for (const Backup& backup : backups) {
        if (backup.name() == options.at || pathToUtf8(backup.file.filename()) == options.at) {
            return backup;
        }
    }
    return Error{ErrorCode::NotFound, "There is no backup of this name; see restore --list.", options.at};
}

bool isDamaged(const std::string& path)
{
    const Result<std::unique_ptr<Project>> project =
        Project::open(path, Project::Mode::ReadOnly, memberName());
    return project ? !(*project)->damage().empty() : project.error().code == ErrorCode::Corrupt;
}

ExitCode runRestore(const RestoreOptions& options, Output& output)
{
    if (options.list) {
        return list(options.project, output);
    }
    const Result<Backup> backup = choose(options);
    if (!backup) {
        return output.fail(backup.error());
    }
    const bool damaged = isDamaged(options.project);
    Result<Restored> restored = [&] {
        TerminalProgress progress;
        return restoreBackup(options.project, backup->file, damaged, progress);
    }();
    if (!restored) {
        return output.fail(restored.error());
    }
    output.line("Restored " + options.project + " as it was at " + toIso8601(backup->at).substr(0, 19) + "Z.");
    if (!restored->aside.empty()) {
        output.line("The file that was there is " + pathToUtf8(restored->aside) + " now.");
    }
    output.document({{"restored", toJson(*backup)}, {"aside", pathToUtf8(restored->aside)}});
    return Done;
}

} // namespace

void addRestoreCommand(Command all)
{
    auto options = std::make_shared<RestoreOptions>();
    Command command =
        all.command("restore", "Put a backup in the place of the project, whose file is kept aside.");
    command.text("PROJECT", options->project, "The project file").required();
    Argument list = command.flag("--list", options->list, "Show the backups, newest first; changes nothing");
    command.text("--at", options->at, "Which backup, as --list names it; else the newest").excludes(list);
    command.runs([options](Output& output) { return runRestore(*options, output); });
}

} // namespace touchstone::cli
