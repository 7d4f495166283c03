#include "core/workflow/copy_pages.h"

#include <fcntl.h>
#include <unistd.h>

#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

bool syncPath(const std::filesystem::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

bool copyPages(Connection& from, Connection& to, Progress* progress)
{
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup)
        to.fail(sqlite3_extended_errcode(to.handle()), "copy");
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !(progress && progress->cancelled())) {
        code = sqlite3_backup_step(backup, 2000);
        const int total = sqlite3_backup_pagecount(backup);
        if (progress && total > 0)
            progress->report(1.0 - static_cast<double>(sqlite3_backup_remaining(backup)) / total, "Copy");
    }
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE && code != SQLITE_OK)
        to.fail(code, "copy");
    return code == SQLITE_DONE;
}

bool syncFile(const std::filesystem::path& path)
{
    return syncPath(path, O_RDONLY);
}

bool syncFolder(const std::filesystem::path& folder)
{
    return syncPath(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

} // namespace touchstone
