#include "core/workflow/copy_pages.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

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
    const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file.get() >= 0 && ::fsync(file.get()) == 0;
}

void syncName(const std::filesystem::path& path)
{
    const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
    const FileHandle file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some folders may not be read, and some file systems sync no folders.
    if (file.get() < 0 || ::fsync(file.get()) == 0 || errno == EINVAL || errno == ENOTSUP)
        return;
    throw StoreFailure{{ErrorCode::Io,
                        std::string("The disk reported an error (") + std::strerror(errno) +
                            ") while the file got its name, which may be lost. Check the disk and try again.",
                        pathToUtf8(path)}};
}

} // namespace touchstone
