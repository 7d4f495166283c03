#include "core/formats/export_target.h"

#include <string>
#include <string_view>

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

fs::path realPath(const fs::path& path)
{
    std::error_code problem;
    const fs::path real = fs::weakly_canonical(fs::absolute(path), problem);
    return problem ? fs::absolute(path).lexically_normal() : real;
}

/// The project file or one of those that lie beside it while it is open, whether they are there now or not.
bool belongsTo(const fs::path& project, const fs::path& target)
{
    for (const fs::path& file : {project, realPath(project)}) {
        for (const char* suffix : {"", "-wal", "-shm", "-journal", "-lock"}) {
            fs::path own = file;
            own += suffix;
            std::error_code absent;
            if (realPath(own) == target || fs::equivalent(own, target, absent)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

Result<fs::path> exportFolder(const fs::path& path, const fs::path& project)
{
    const fs::path folder = path.has_filename() ? path : path.parent_path();
    const std::string where = displayUtf8(pathToUtf8(path));
    std::error_code problem;
    const fs::file_status status = fs::symlink_status(folder, problem);
    if (!fs::exists(status)) {
        return folder;
    }
    if (!fs::is_directory(status) || belongsTo(project, realPath(folder))) {
        return Error{ErrorCode::Refused, "This format is written as a folder of files, and something else has that name. "
                                         "Name a new folder.",
                     where};
    }
    if (!fs::is_empty(folder, problem) || problem) {
        return Error{ErrorCode::Refused, "This folder is not empty, and nothing in it is replaced. Name a new one.", where};
    }
    return folder;
}

Result<fs::path> exportTarget(const fs::path& path, const fs::path& project)
{
    const auto refused = [&](const char* message) {
        return Error{ErrorCode::Refused, message, displayUtf8(pathToUtf8(path))};
    };
    std::error_code problem;
    const bool isLink = fs::is_symlink(fs::symlink_status(path, problem));
    const fs::file_status status = fs::status(path, problem);
    if (fs::is_directory(status)) {
        return refused("This is a folder. Name a file in it.");
    }
    if (fs::exists(status) ? !fs::is_regular_file(status) : isLink) {
        return refused("This is no ordinary file, but a device, a pipe or a link to nothing. Name another "
                       "file.");
    }
    // A link stays; the file behind it is replaced.
    const fs::path real = isLink ? fs::canonical(path, problem) : path;
    if (isLink && problem) {
        return refused("It cannot be told where this link leads. Name another file.");
    }
    if (belongsTo(project, realPath(real))) {
        return refused("This is the open project itself or a file that belongs to it. Name another file.");
    }
    if (!fs::exists(status)) {
        return real;
    }
    constexpr std::string_view databaseHead = "SQLite format 3";
    const auto file = openForReading(real);
    if (!file) {
        return file.error();
    }
    std::string head(databaseHead.size(), '\0');
    const auto size = readAt(*file, 0, head.data(), head.size());
    if (!size) {
        return size.error();
    }
    if (*size == head.size() && head == databaseHead) {
        return refused("A project or another database is there. Name another file.");
    }
    return real;
}

} // namespace touchstone
