#include <unistd.h>

#include "core/store/file_lock.h"
#include "core/workflow/check_file.h"
#include "core/workflow/copy_pages.h"
#include "core/workflow/open_file.h"
#include "core/workflow/put_aside.h"
#include "touchstone/base/file_system.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

Error at(ErrorCode code, const char* message, const fs::path& path)
{
    return {code, message, pathToUtf8(path)};
}

/// A checked copy of the backup under another name.
void copyBackup(const fs::path& backup, const fs::path& to, Progress& progress)
{
    if (const auto looks = looksLikeProject(backup); !looks)
        throw StoreFailure{looks.error()};
    {
        const auto from = Connection::open(backup, Access::Read, false);
        const FileKind kind = kindOrFail(*from, backup);
        if (kind == FileKind::Newer)
            throw StoreFailure{at(ErrorCode::Refused, "This backup was made by a newer Touchstone. Update this program.", backup)};
        const auto copy = Connection::open(to, Access::Write, true);
        copy->run("PRAGMA synchronous=OFF");
        if (!copyPages(*from, *copy, &progress))
            throw StoreFailure{at(ErrorCode::Cancelled, "Cancelled. Nothing was restored.", {})};
        copy->run("PRAGMA journal_mode=DELETE");
        if (!checkWhole(*copy, &progress, 1).empty())
            throw StoreFailure{at(ErrorCode::Corrupt, "This backup is damaged itself. Choose another one.", backup)};
    }
    if (!syncFile(to))
        throw StoreFailure{at(ErrorCode::Io, "The copy of the backup cannot be brought onto the disk.", to)};
}

} // namespace

Result<Restored> restoreBackup(const fs::path& project, const fs::path& backup, bool damaged, Progress& progress)
{
    std::error_code code;
    fs::path path = fs::canonical(project, code);
    if (code)
        path = fs::absolute(project);
    if (const std::string share = fileSystemOf(path).share; !share.empty())
        return Error{ErrorCode::Refused, "The project can only be read: " + readOnlyOn(share), pathToUtf8(path)};
    const auto lock = FileLock::tryTake(path);
    const std::string holder = lock ? std::string() : FileLock::holder(path);
    if (!lock && mayWrite(path) && !holder.empty())
        return Error{ErrorCode::Refused, "The project is open by " + holder + ". Close it first, then restore.",
                     pathToUtf8(path)};
    if (!lock)
        return mayWrite(path) ? at(ErrorCode::Refused, "The project is open. Close it first, then restore.", path)
                              : at(ErrorCode::Refused, "The folder of the project cannot be written.", path);
    fs::path part = path;
    part += "-restoring";
    fs::remove(part, code);
    const auto done = guarded([&] {
        try {
            copyBackup(backup, part, progress);
            return Restored{putInPlace(part, path, damaged ? AsideReason::Damaged : AsideReason::Before)};
        } catch (...) {
            for (const char* suffix : {"", "-journal", "-wal", "-shm"})
                fs::remove(part.string() + suffix, code);
            throw;
        }
    });
    return done;
}

} // namespace touchstone
