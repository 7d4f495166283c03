#include "core/workflow/writer.h"

#include <algorithm>
#include <future>
#include <utility>

#include <spdlog/spdlog.h>

#include "touchstone/base/clock.h"
#include "touchstone/base/thread.h"

namespace touchstone {
namespace {

using Steady = std::chrono::steady_clock;

// A slice of bulk work, in microseconds: with the file to itself; else from its first row until it is stored.
constexpr std::int64_t kLongSlice = 1'000'000;
constexpr std::int64_t kShortSlice = 16'000;
constexpr auto kIdle = std::chrono::seconds(2);
/// How long a first edit waits for those who read the file just then, and closing for those who have it open.
constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kPatienceAtEnd = std::chrono::milliseconds(1400);

std::int64_t microsecondsSince(Steady::time_point start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start).count();
}

} // namespace

Writer::Writer(std::unique_ptr<Connection> connection, AskReaders askReaders)
    : m_connection(std::move(connection)), m_askReaders(std::move(askReaders)), m_place(m_connection->path()), m_reserve(m_connection->path())
{
    noteTail();
    m_looked = Steady::now();
    m_thread = std::thread([this] { loop(); });
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Writer::post(Work work, Finished finished)
{
    push({std::move(work), Kind::Own, std::move(finished)});
}

void Writer::postBulk(Work work)
{
    push({std::move(work), Kind::Bulk, {}});
}

void Writer::postAlways(Work work, Finished finished)
{
    push({std::move(work), Kind::Always, std::move(finished)});
}

void Writer::call(const Work& work)
{
    waitFor(work, Kind::Own);
}

void Writer::callBulk(const Work& work)
{
    waitFor(work, Kind::Bulk);
}

void Writer::callAlways(const Work& work)
{
    waitFor(work, Kind::Always);
}

void Writer::setSpareWork(std::function<bool(Connection&)> work)
{
    const std::lock_guard lock(m_mutex);
    m_spare = std::move(work);
}

void Writer::setAlone(bool alone)
{
    m_alone = alone;
}

std::int64_t Writer::queued() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::int64_t>(m_queue.size() + m_bulk.size()) + m_running;
}

bool Writer::othersWait() const
{
    const std::lock_guard lock(m_mutex);
    return !m_queue.empty();
}

void Writer::push(Entry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        (entry.kind == Kind::Bulk ? m_bulk : m_queue).push_back(std::move(entry));
    }
    m_wake.notify_one();
}

void Writer::waitFor(const Work& work, Kind kind)
{
    std::promise<void> promise;
    std::future<void> future = promise.get_future();
    push({work, kind, [&promise](std::exception_ptr error) {
              if (error)
                  promise.set_exception(error);
              else
                  promise.set_value();
          }});
    future.get();
}

void Writer::loop()
{
    std::unique_lock lock(m_mutex);
    bool spared = false;
    Steady::time_point lastBulk = Steady::now() - kIdle;
    while (true) {
        // An Edit is painted before it is stored; but what reads for a bulk would keep an Edit from being stored.
        setInterrupting(Steady::now() - lastBulk < kIdle);
        const auto patience = spared && m_spare ? std::chrono::seconds(0) : kIdle;
        if (!m_wake.wait_for(lock, patience, [this] { return m_stop || !m_queue.empty() || !m_bulk.empty(); })) {
            spared = m_spare != nullptr;
            lock.unlock();
            if (spared)
                runSpare();
            else
                rest();
            lock.lock();
            continue;
        }
        spared = false;
        std::deque<Entry>& next = m_queue.empty() ? m_bulk : m_queue;
        if (next.empty())
            break;
        if (&next == &m_bulk)
            lastBulk = Steady::now();
        Entry entry = std::move(next.front());
        next.pop_front();
        m_running = 1;
        lock.unlock();
        run(entry);
        // Before the log outgrows its place, and not in front of work that waits.
        if (m_logPages >= m_nextCopy && queued() == 1)
            checkpoint();
        if (Steady::now() - m_looked > kIdle)
            look();
        lock.lock();
        m_running = 0;
    }
    lock.unlock();
    close();
}

void Writer::run(Entry& entry)
{
    std::exception_ptr error;
    for (int tries = 0; tries < 2; ++tries) {
        error = nullptr;
        try {
            perform(entry);
        } catch (...) {
            error = std::current_exception();
        }
        if (!mayTryAgain(entry.kind) || !error)
            break;
    }
    if (entry.finished)
        entry.finished(error);
    else if (error)
        spdlog::warn("Work on the project was not done: it is refused, or the disk reported an error");
}

void Writer::perform(Entry& entry)
{
    if (entry.kind == Kind::Always) {
        entry.work(*m_connection);
        return;
    }
    if (m_failure)
        throw StoreFailure{*m_failure};
    refuseIfAway();
    enterWal(entry.kind == Kind::Own);
    if (entry.kind == Kind::Own) {
        commitBulk();
        if (m_failure)
            throw StoreFailure{*m_failure};
        entry.work(*m_connection);
        m_dirty = true;
        m_logIsVoid = false;
        // Stored, but in a file that is gone: not to be called saved. Trying again finds it there.
        refuseIfAway();
        noteTail();
        return;
    }
    if (!m_bulkOpen) {
        // What refers to what is made by the one who appends, so looking it up for every row is spared.
        m_connection->run("PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE");
        m_bulkOpen = true;
        m_bulkSince = Steady::now();
    }
    entry.work(*m_connection);
    m_dirty = true;
    m_logIsVoid = false;
    if (othersWait() || microsecondsSince(m_bulkSince) > (m_alone ? kLongSlice : m_shortSlice))
        commitBulk();
}

void Writer::commitBulk()
{
    if (!m_bulkOpen)
        return;
    m_bulkOpen = false;
    try {
        // With a rollback journal a reader can be in the way for as long as it reads.
        for (int tries = 10; !commitOrBusy() && --tries > 0;)
            ;
        if (!sqlite3_get_autocommit(m_connection->handle()))
            m_connection->run("COMMIT");
    } catch (const StoreFailure& failure) {
        spdlog::error("A slice of an import could not be stored: {}", failure.error.text());
        ++m_lostSlices;
        sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    sqlite3_exec(m_connection->handle(), "PRAGMA foreign_keys=ON", nullptr, nullptr, nullptr);
    // Storing a slice takes as long as making it or longer, and what else waits must wait for both.
    const std::int64_t took = std::max<std::int64_t>(microsecondsSince(m_bulkSince), 1);
    m_shortSlice = std::clamp(m_shortSlice * kShortSlice / took, m_shortSlice / 2, m_shortSlice * 5 / 4);
    m_shortSlice = std::clamp<std::int64_t>(m_shortSlice, 1'000, kShortSlice);
    // What waits goes first, unless the log grows far beyond its place.
    if (m_wal && m_logPages >= (othersWait() ? m_nextCopy + kLogPages : m_nextCopy))
        checkpoint();
}

/// False when a reader is in the way.
bool Writer::commitOrBusy()
{
    const int code = sqlite3_exec(m_connection->handle(), "COMMIT", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        m_connection->fail(code, "COMMIT");
    return code == SQLITE_OK;
}

void Writer::enterWal(bool patient)
{
    if (m_wal || m_alone)
        return;
    // Whoever reads at this moment is in the way: most let go within milliseconds, an export after seconds.
    const auto since = Steady::now();
    patient = patient && since - m_gaveUpWal > kPatience;
    while (!tryWal()) {
        if (!patient || Steady::now() - since > kPatience) {
            // Without WAL we still write, only slower, and not while somebody reads.
            m_gaveUpWal = patient ? Steady::now() : m_gaveUpWal;
            break;
        }
        askReaders(true);
    }
    askReaders(false);
    m_place.noteLog();
    m_reserve.make();
}

bool Writer::tryWal()
{
    try {
        m_wal = m_connection->text("PRAGMA journal_mode=WAL") == "wal";
        if (!m_wal)
            return true;
        reserveLog(*m_connection);
        sqlite3_wal_hook(
            m_connection->handle(),
            [](void* writer, sqlite3*, const char*, int pages) {
                static_cast<Writer*>(writer)->m_logPages = pages;
                return SQLITE_OK;
            },
            this);
        return true;
    } catch (const StoreFailure& failure) {
        const Connection::Trouble trouble = m_connection->takeTrouble();
        if (trouble.sqlite != 0) {
            m_connection->putBack(trouble);
            throw;
        }
        spdlog::warn("Writing without WAL for now: {}", failure.error.text());
        return false;
    }
}

void Writer::askReaders(bool ask)
{
    if (m_askReaders && ask != std::exchange(m_asked, ask))
        m_askReaders(ask);
}

void Writer::leaveWal()
{
    // What fails for another reason than a reader fails again.
    const auto left = [this] {
        const auto mode = guarded([this] { return m_connection->text("PRAGMA journal_mode=DELETE"); });
        return mode ? *mode == "delete" : mode.error().code != ErrorCode::Refused;
    };
    const auto since = Steady::now();
    while (!left() && Steady::now() - since < kPatienceAtEnd)
        askReaders(true);
    askReaders(false);
}

void Writer::rest()
{
    commitBulk();
    mayTryAgain(Kind::Bulk);
    if (!m_failure && m_wal && (m_dirty || !m_logIsVoid))
        m_logIsVoid = emptyLog();
    look();
}

void Writer::runSpare()
{
    // Only this thread sets it back, and it is set once before.
    bool more = false;
    Entry entry{[&](Connection& db) { more = m_spare(db); }, Kind::Bulk, {}};
    run(entry);
    if (Steady::now() - m_looked > kIdle)
        look();
    const std::lock_guard lock(m_mutex);
    if (!more)
        m_spare = nullptr;
}

void Writer::close()
{
    commitBulk();
    mayTryAgain(Kind::Bulk);
    look();
    checkpoint();
    const bool away = m_place.look().state != ProjectPlace::State::InPlace;
    if (m_failure || away) {
        // What the disk holds is not known; or the names beside the file belong to nobody any more.
        m_connection->leaveLog();
        m_connection.reset();
        if (away && !m_failure)
            m_place.removeLog();
        return;
    }
    // A full disk may need the space for the last step.
    m_reserve.clear();
    if (!m_wal)
        return;
    // Leaves one complete file. A reader that stays keeps -wal; whoever comes next finishes.
    sqlite3_busy_timeout(m_connection->handle(), 200);
    bool whole = false;
    // The removal of the log may not reach the disk before later changes of the file do.
    if (checkpointNow(SQLITE_CHECKPOINT_RESTART, whole) == SQLITE_OK)
        voidLog(*m_connection, true);
    checkpointNow(SQLITE_CHECKPOINT_TRUNCATE, whole);
    leaveWal();
}

} // namespace touchstone
