// How a project is read that this process does not write: where it lies, or in a private copy.
#include "core/workflow/check_file.h"
#include "core/workflow/migrate.h"
#include "core/workflow/open_file.h"
#include "core/workflow/progress_part.h"
#include "core/workflow/project_state.h"

namespace touchstone {
namespace {

constexpr const char* kCopied = "it was not closed properly and lies where nothing may be written. What is shown is a "
                                "private copy of it, with everything that was stored.";

} // namespace

std::unique_ptr<Connection> Project::State::readWhereItLies() const
{
    return Connection::open(file(), readAs, false);
}

std::unique_ptr<Connection> Project::State::chooseReading(bool wantsToWrite, Progress* progress)
{
    if (disk.share.empty() && mayWrite(path))
        return nullptr;
    const bool leftovers = hasLeftovers(path);
    if (disk.share.empty() && leftovers && FileLock::isHeld(path)) {
        // Somebody with more rights works on it: with them, it can be read as it grows.
        std::unique_ptr<Connection> shared;
        const auto opened = guarded([&] {
            shared = readWhereItLies();
            shared->number("SELECT count(*) FROM sqlite_schema");
        });
        if (opened)
            return shared;
    }
    if (disk.share.empty() && !leftovers) {
        // Without a log beside it, only what nobody can write is read without looking for one.
        readAs = disk.readOnly || isInWal(path) ? Access::Immutable : Access::Read;
        return nullptr;
    }
    // Through a share nothing tells when others write, so what is read must be of one moment.
    ProgressPart copying(progress, 0, leftovers ? 0.6 : 1);
    copy = PrivateCopy::ofFiles(path, &copying);
    if (leftovers && disk.share.empty()) {
        readOnlyReason = kCopied;
        if (!wantsToWrite)
            notes.push_back("The project was not closed properly and lies where nothing may be written. A private "
                            "copy of it is read, with everything that was stored.");
    } else if (!wantsToWrite) {
        notes.push_back("The project lies on a network share (" + disk.share + "). A private copy of it is read, as "
                        "it is now.");
    }
    return nullptr;
}

std::unique_ptr<Connection> Project::State::openToRead(bool wantsToWrite, Progress* progress)
{
    auto connection = chooseReading(wantsToWrite, progress);
    const bool leftovers = copy && hasLeftovers(copy->file());
    if (!connection)
        connection = copy ? Connection::open(copy->file(), Access::Write, false) : readWhereItLies();
    const FileKind kind = kindOrFail(*connection, path);
    if (kind == FileKind::Newer)
        readOnlyReason = kNewerProject;
    else if (kind == FileKind::Current && damage.empty()) {
        ProgressPart checking(progress, 0.6, 1);
        findDamage(*connection, leftovers, &checking);
    }
    if (kind == FileKind::Older) {
        if (!copy) {
            copy = PrivateCopy::ofMoment(*connection, progress);
            connection = Connection::open(copy->file(), Access::Write, false);
        }
        connection->run("PRAGMA synchronous=OFF");
        migrate(*connection, progress, false);
        if (damage.empty())
            findDamage(*connection, false, nullptr);
    }
    if (!copy)
        return connection;
    // A damaged log may refuse to be folded in; the copy is then read as the original would be.
    const auto folded = guarded([&] { return connection->text("PRAGMA journal_mode=DELETE") == "delete"; });
    connection.reset();
    readAs = folded && *folded ? Access::Immutable : Access::Read;
    return readWhereItLies();
}

} // namespace touchstone
