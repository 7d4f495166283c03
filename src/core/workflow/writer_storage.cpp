// What the writer does when the disk is full or fails, or the file is moved.
#include <cerrno>

#include <spdlog/spdlog.h>

#include "core/store/write_again.h"
#include "core/workflow/writer.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

constexpr std::int64_t kLowSpace = std::int64_t{200} << 20;

/// Codes after which it is not known what the disk holds.
bool isFailure(int sqlite)
{
    return sqlite != 0 && (sqlite & 0xff) != SQLITE_FULL;
}

bool isFull(const Connection::Trouble& trouble)
{
    return (trouble.sqlite & 0xff) == SQLITE_FULL ||
           ((trouble.sqlite & 0xff) == SQLITE_IOERR && (trouble.system == ENOSPC || trouble.system == EDQUOT));
}

Error failure(const Connection::Trouble& trouble, const std::filesystem::path& path)
{
    const int kind = trouble.sqlite & 0xff;
    if (isFull(trouble))
        return {ErrorCode::Io,
                "The disk is full, so nothing more is stored. Free some space and try again, or save a copy on another "
                "disk.",
                pathToUtf8(path)};
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
        return {ErrorCode::Corrupt,
                "Something else has damaged the project file while it was open, so nothing more is stored. Save a copy.",
                pathToUtf8(path)};
    return {ErrorCode::Io,
            std::string("The disk reported an error (") + sqlite3_errstr(trouble.sqlite) +
                "), so nothing more is stored. Try again, or save a copy on another disk.",
            pathToUtf8(path)};
}

} // namespace

StorageState Writer::storage() const
{
    const std::lock_guard lock(m_mutex);
    return m_storage;
}

void Writer::watchStorage(StorageChanged changed)
{
    callAlways([&](Connection&) {
        m_storageChanged = std::move(changed);
        if (m_storageChanged)
            m_storageChanged(storage());
    });
}

void Writer::setStorage(StorageState state)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_storage == state)
            return;
        m_storage = state;
    }
    if (m_storageChanged)
        m_storageChanged(state);
}

void Writer::stop(const Error& error)
{
    if (!m_failure) {
        m_failure = error;
        spdlog::error("Writing stops: {}", error.text());
    }
    setStorage({StorageState::Kind::Failing, m_failure->message, {}, m_failure->code == ErrorCode::Corrupt});
}

void Writer::dropBulk()
{
    if (!m_bulkOpen)
        return;
    m_bulkOpen = false;
    ++m_lostSlices;
    sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_exec(m_connection->handle(), "PRAGMA foreign_keys=ON", nullptr, nullptr, nullptr);
}

bool Writer::mayTryAgain(Kind kind)
{
    const Connection::Trouble trouble = m_connection->takeTrouble();
    if (trouble.sqlite == 0)
        return false;
    dropBulk();
    if (isFailure(trouble.sqlite))
        stop(failure(trouble, m_connection->path()));
    // The reserve is for what a hand has drawn; an import can be given again.
    if (!isFull(trouble) || kind != Kind::Own || !m_reserve.giveUp()) {
        look();
        return false;
    }
    look();
    try {
        resume();
    } catch (const StoreFailure&) {
        return false;
    }
    return true;
}

void Writer::refuseIfAway()
{
    const ProjectPlace::Now now = m_place.look();
    if (now.state == ProjectPlace::State::InPlace)
        return;
    look();
    throw StoreFailure{{ErrorCode::Refused, ProjectPlace::sentence(now), {}}};
}

void Writer::look()
{
    m_looked = std::chrono::steady_clock::now();
    const ProjectPlace::Now now = m_place.look();
    if (now.state != ProjectPlace::State::InPlace) {
        // All that was stored goes into the file itself, wherever it is.
        bool whole = false;
        if (m_dirty && !m_failure) {
            checkpointNow(SQLITE_CHECKPOINT_PASSIVE, whole);
            m_dirty = !whole;
        }
        setStorage({StorageState::Kind::Away, ProjectPlace::sentence(now), now.movedTo,
                    now.state != ProjectPlace::State::Moved});
        return;
    }
    if (m_failure)
        return;
    const std::int64_t free = freeBytes(m_connection->path());
    if (m_wal && !m_reserve.isThere() && free > 2 * ReserveFile::kBytes)
        m_reserve.make();
    const std::string left = std::to_string(free >> 20) + " MiB";
    if (m_wal && !m_reserve.isThere())
        setStorage({StorageState::Kind::Full,
                    "The disk is full (" + left + " left). Free some space before you go on.", {}});
    else if (free < kLowSpace)
        setStorage({StorageState::Kind::Low, "The disk is nearly full: " + left + " are left.", {}});
    else
        setStorage({});
}

int Writer::checkpointNow(int mode, bool& whole)
{
    int pages = 0, copied = -1;
    const int code = sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, mode, &pages, &copied);
    // A reader that was in the way of making the log void was not in the way of copying it.
    const int kind = code & 0xff;
    whole = (code == SQLITE_OK || kind == SQLITE_BUSY) && pages == copied;
    if (code != SQLITE_OK && kind != SQLITE_BUSY && kind != SQLITE_LOCKED)
        m_connection->putBack({code, sqlite3_system_errno(m_connection->handle())});
    return code;
}

void Writer::checkpoint()
{
    if (!m_dirty || !m_wal || m_failure)
        return;
    // Tried again later when a reader was in the way. The log keeps its blocks: the next commit starts it anew.
    bool whole = false;
    if ((checkpointNow(SQLITE_CHECKPOINT_PASSIVE, whole) & 0xff) == SQLITE_FULL && m_reserve.giveUp()) {
        m_connection->takeTrouble();
        checkpointNow(SQLITE_CHECKPOINT_PASSIVE, whole);
    }
    m_dirty = !whole;
    m_nextCopy = m_dirty ? m_logPages + kLogPages / 4 : kLogPages;
    mayTryAgain(Kind::Bulk);
}

bool Writer::emptyLog()
{
    checkpoint();
    if (m_dirty || m_failure)
        return false;
    bool whole = false;
    sqlite3_busy_timeout(m_connection->handle(), 50);
    const int code = checkpointNow(SQLITE_CHECKPOINT_RESTART, whole);
    sqlite3_busy_timeout(m_connection->handle(), 2000);
    mayTryAgain(Kind::Bulk);
    return code == SQLITE_OK && !m_failure && voidLog(*m_connection);
}

void Writer::noteTail()
{
    Statement& query = m_connection->cached("SELECT coalesce(max(seq), 0) FROM edit");
    const Reset reset(query);
    if (query.step())
        m_tail = query.integer(0);
}

void Writer::resume()
{
    if (!m_failure)
        return;
    std::filesystem::path log = m_connection->path();
    log += "-wal";
    if (const auto written = writeAgain(log); !written)
        throw StoreFailure{written.error()};
    m_connection->reopen();
    const std::int64_t acknowledged = m_tail;
    noteTail();
    if (m_tail < acknowledged) {
        m_tail = acknowledged;
        throw StoreFailure{{ErrorCode::Corrupt,
                            "The disk has lost changes that were stored before. Save a copy and check the disk.",
                            pathToUtf8(m_connection->path())}};
    }
    m_connection->takeTrouble();
    m_failure.reset();
    m_wal = false;
    enterWal(false);
    m_dirty = true;
    m_logIsVoid = false;
    look();
}

void Writer::follow(const std::filesystem::path& path)
{
    if (m_failure)
        throw StoreFailure{*m_failure};
    checkpoint();
    if (m_dirty)
        throw StoreFailure{{ErrorCode::Refused, "A reader keeps the project from being taken to its new place. "
                                                "Wait a moment and try again.", {}}};
    m_connection->reopen(path);
    m_place.removeLog();
    m_place = ProjectPlace(path);
    m_reserve.moveTo(path);
    m_wal = false;
    look();
}

} // namespace touchstone
