#include "core/workflow/migrate.h"

#include "core/store/interruptible.h"
#include "core/store/schema.h"
#include "core/workflow/check_file.h"
#include "core/workflow/copy_pages.h"
#include "core/workflow/progress_part.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/backup.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffix = "-updating";

[[noreturn]] void failed(const char* message, const fs::path& path)
{
    throw StoreFailure{{ErrorCode::Io, message, pathToUtf8(path)}};
}

/// Leaves one complete file, so that it can be copied and replaced as one.
void settle(const fs::path& path)
{
    const auto connection = Connection::open(path, Access::Write, false);
    if (connection->text("PRAGMA journal_mode=DELETE") != "delete")
        throw StoreFailure{{ErrorCode::Refused, "Another program reads the project. Close it and try again.",
                            pathToUtf8(path)}};
}

void migrateOnCopy(const fs::path& path, Progress* progress)
{
    fs::path copy = path;
    copy += kSuffix;
    std::error_code code;
    const auto clear = [&] {
        for (const char* suffix : {"", "-journal", "-wal", "-shm"})
            fs::remove(copy.string() + suffix, code);
    };
    clear();
    try {
        {
            const auto from = Connection::open(path, Access::Read, false);
            const auto to = Connection::open(copy, Access::Write, true);
            to->run("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF");
            ProgressPart copying(progress, 0, 0.2, "Copy");
            if (!copyPages(*from, *to, &copying))
                throw StoreFailure{{ErrorCode::Cancelled, "Cancelled.", {}}};
        }
        {
            const auto to = Connection::open(copy, Access::Write, false);
            to->run("PRAGMA synchronous=OFF");
            ProgressPart working(progress, 0.2, 0.9, "Update");
            migrate(*to, &working, true);
            ProgressPart checking(progress, 0.9, 1, "Check");
            if (const auto problems = checkWhole(*to, &checking, 1); !problems.empty())
                throw StoreFailure{{ErrorCode::Corrupt, problems.front(), pathToUtf8(path)}};
        }
        if (!syncFile(copy))
            failed("The updated project cannot be brought onto the disk.", copy);
        fs::permissions(copy, fs::status(path).permissions(), code);
        fs::rename(copy, path, code);
        if (code)
            failed("The updated project cannot take the place of the old one.", path);
        syncName(path);
    } catch (...) {
        clear();
        throw;
    }
}

} // namespace

void migrate(Connection& connection, Progress* progress, bool strict)
{
    const Interruptible watched(connection, progress);
    connection.run("PRAGMA foreign_keys=OFF");
    {
        Transaction transaction(connection);
        const auto from = static_cast<std::int32_t>(connection.number("PRAGMA user_version"));
        applySchema(connection, from, [&](double share) {
            if (progress)
                progress->report(share, "Update");
            if (progress && progress->cancelled())
                throw StoreFailure{{ErrorCode::Cancelled, "Cancelled.", {}}};
        });
        if (strict)
            if (const auto problems = checkTails(connection); !problems.empty())
                throw StoreFailure{{ErrorCode::Corrupt, problems.front(), pathToUtf8(connection.path())}};
        transaction.commit();
    }
    connection.run("PRAGMA foreign_keys=ON");
}

std::string migrateProject(const fs::path& path, Progress* progress, std::uintmax_t copyFrom)
{
    settle(path);
    ProgressPart backingUp(progress, 0, 0.3, "Backup");
    const auto backup = makeBackup(path, BackupReason::Update, backingUp);
    if (!backup) {
        Error error = backup.error();
        if (error.code != ErrorCode::Cancelled)
            error.message = "The project was made by an older Touchstone and is brought up to date only after a "
                            "backup. " + error.message;
        throw StoreFailure{error};
    }
    std::error_code code;
    const std::uintmax_t bytes = fs::file_size(path, code);
    ProgressPart working(progress, 0.3, 1, "Update");
    std::int64_t from = 0;
    if (bytes >= copyFrom) {
        from = Connection::open(path, Access::Read, false)->number("PRAGMA user_version");
        migrateOnCopy(path, &working);
    } else {
        const auto connection = Connection::open(path, Access::Write, false);
        from = connection->number("PRAGMA user_version");
        migrate(*connection, &working, true);
    }
    return "The project was brought up to date, from version " + std::to_string(from) + " to " +
           std::to_string(currentSchemaVersion()) + " of the file. How it was before lies in " +
           pathToUtf8(backup->file) + ".";
}

} // namespace touchstone
