#include "cli/open_project.h"

#include <array>
#include <cstdlib>
#include <pwd.h>
#include <unistd.h>
#include <vector>

#include "cli/output.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/backup.h"

namespace touchstone::cli {
namespace {

std::string loginName()
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return "user" + std::to_string(geteuid());
}

} // namespace

std::string memberName()
{
    const char* name = std::getenv("TOUCHSTONE_USER");
    return name != nullptr && *name != '\0' ? std::string(name) : loginName();
}

std::string wayOutOfDamage(const std::filesystem::path& project)
{
    const std::size_t backups = listBackups(std::filesystem::absolute(project)).size();
    if (backups == 0) {
        return "There is no backup of it. Open it in the window to save what can be read into a new project.";
    }
    return "Go on with " + (backups == 1 ? std::string("its backup") : "one of its " + withThousands(std::int64_t(backups)) + " backups") +
           ": touchstone-cli restore.";
}

namespace {

/// What SQLite said may be a whole sentence of ours already.
std::string damageText(const Project& project)
{
    constexpr std::string_view head = "The project file is damaged", end = " It is left as it is.";
    std::string text = project.damage().front();
    if (text.ends_with(end)) {
        text.resize(text.size() - end.size());
    }
    return text.starts_with(head) ? text : std::string(head) + ". " + text;
}

Result<std::unique_ptr<Project>> openAndTell(const std::filesystem::path& path, Project::Mode mode, Output& output,
                                              Progress& progress)
{
    OpenOptions options;
    options.progress = &progress;
    Result<std::unique_ptr<Project>> project = Project::open(path, mode, memberName(), options);
    if (project) {
        for (const std::string& note : (*project)->notes()) {
            output.note(note);
        }
    } else if (project.error().code == ErrorCode::Corrupt) {
        Error error = project.error();
        error.message += " " + wayOutOfDamage(path);
        return error;
    }
    return project;
}

} // namespace

Result<std::unique_ptr<Project>> openToWrite(const std::filesystem::path& path, Output& output, Progress& progress)
{
    Result<std::unique_ptr<Project>> project = openAndTell(path, Project::Mode::ReadWrite, output, progress);
    if (project && !(*project)->damage().empty()) {
        return Error{ErrorCode::Corrupt, damageText(**project) + " It is left as it is. " + wayOutOfDamage(path),
                     pathToUtf8(path)};
    }
    if (project && (*project)->isReadOnly()) {
        return Error{ErrorCode::Refused, "The project can only be read: " + (*project)->readOnlyReason(),
                     pathToUtf8(path)};
    }
    return project;
}

Result<std::unique_ptr<Project>> openToRead(const std::filesystem::path& path, Output& output, Progress& progress)
{
    Result<std::unique_ptr<Project>> project = openAndTell(path, Project::Mode::ReadOnly, output, progress);
    if (project && !(*project)->damage().empty()) {
        output.note(damageText(**project));
    }
    return project;
}

Result<void> checkFolderIsWritable(const std::filesystem::path& path)
{
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::error_code failure;
    if (!std::filesystem::is_directory(folder, failure)) {
        return Error{ErrorCode::NotFound, "There is no such folder; make it first.", pathToUtf8(folder)};
    }
    if (access(folder.c_str(), W_OK | X_OK) != 0) {
        return Error{ErrorCode::Refused,
                     "You may not write in this folder; choose another or change its rights.",
                     pathToUtf8(folder)};
    }
    return {};
}

} // namespace touchstone::cli
