#include "core/workflow/writer.h"

#include <algorithm>
#include <chrono>
#include <future>

#include <spdlog/spdlog.h>

#include "touchstone/base/clock.h"

namespace touchstone {
namespace {

// A slice of bulk work, in microseconds: with the file to itself; else from its first row until it is stored.
constexpr std::int64_t kLongSlice = 1'000'000;
constexpr std::int64_t kShortSlice = 16'000;
constexpr auto kIdle = std::chrono::seconds(2);

} // namespace

Writer::Writer(std::unique_ptr<Connection> connection) : m_connection(std::move(connection))
{
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

void Writer::post(Work work)
{
    push({std::move(work), false, {}});
}

void Writer::postBulk(Work work)
{
    push({std::move(work), true, {}});
}

void Writer::call(const Work& work)
{
    waitFor(work, false);
}

void Writer::callBulk(const Work& work)
{
    waitFor(work, true);
}

void Writer::setAlone(bool alone)
{
    m_alone = alone;
}

std::int64_t Writer::queued() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::int64_t>(m_queue.size()) + m_running;
}

void Writer::push(Entry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting += entry.bulk ? 0 : 1;
        m_queue.push_back(std::move(entry));
    }
    m_wake.notify_one();
}

void Writer::waitFor(const Work& work, bool bulk)
{
    std::promise<void> promise;
    std::future<void> future = promise.get_future();
    push({[&](Connection& connection) {
              work(connection);
              promise.set_value();
          },
          bulk, [&](std::exception_ptr error) { promise.set_exception(error); }});
    future.get();
}

void Writer::loop()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        if (!m_wake.wait_for(lock, kIdle, [this] { return m_stop || !m_queue.empty(); })) {
            lock.unlock();
            commitBulk();
            checkpoint();
            lock.lock();
            continue;
        }
        if (m_queue.empty())
            break;
        Entry entry = std::move(m_queue.front());
        m_queue.pop_front();
        m_waiting -= entry.bulk ? 0 : 1;
        m_running = 1;
        lock.unlock();
        run(entry);
        // Before the log outgrows its place, and not in front of work that waits.
        const bool full = m_logPages >= m_nextCopy && queued() == 1;
        if (full)
            checkpoint();
        lock.lock();
        m_running = 0;
    }
    lock.unlock();
    commitBulk();
    leaveWal();
}

void Writer::run(Entry& entry)
{
    try {
        enterWal();
        if (!entry.bulk) {
            commitBulk();
            entry.work(*m_connection);
            m_dirty = true;
            return;
        }
        if (!m_bulkOpen) {
            // What refers to what is made by the one who appends, so looking it up for every row is spared.
            m_connection->run("PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE");
            m_bulkOpen = true;
            m_bulkSince = now();
        }
        entry.work(*m_connection);
        m_dirty = true;
        bool others;
        {
            const std::lock_guard lock(m_mutex);
            others = m_waiting > 0;
        }
        if (others || now() - m_bulkSince > (m_alone ? kLongSlice : m_shortSlice))
            commitBulk();
    } catch (...) {
        if (entry.failed)
            entry.failed(std::current_exception());
        else
            spdlog::error("Work on the project was given up by an unexpected error");
    }
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
    const std::int64_t held = std::max<std::int64_t>(now() - m_bulkSince, 1);
    m_shortSlice = std::clamp(m_shortSlice * kShortSlice / held, m_shortSlice / 2, m_shortSlice * 5 / 4);
    m_shortSlice = std::clamp<std::int64_t>(m_shortSlice, 1'000, kShortSlice);
    if (m_wal && m_logPages >= m_nextCopy)
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

void Writer::enterWal()
{
    if (m_wal || m_alone)
        return;
    // Readers that are just reading let go within milliseconds; without WAL we still write, only slower.
    try {
        m_wal = m_connection->text("PRAGMA journal_mode=WAL") == "wal";
        if (!m_wal)
            return;
        reserveLog(*m_connection);
        sqlite3_wal_hook(
            m_connection->handle(),
            [](void* writer, sqlite3*, const char*, int pages) {
                static_cast<Writer*>(writer)->m_logPages = pages;
                return SQLITE_OK;
            },
            this);
    } catch (const StoreFailure& failure) {
        spdlog::warn("Writing without WAL for now: {}", failure.error.text());
    }
}

void Writer::checkpoint()
{
    if (!m_dirty || !m_wal)
        return;
    // Tried again later when a reader was in the way. The log keeps its blocks: the next commit starts it anew.
    m_dirty = !copyLog(*m_connection);
    m_nextCopy = m_dirty ? m_logPages + kLogPages / 4 : kLogPages;
}

void Writer::leaveWal()
{
    checkpoint();
    if (!m_wal)
        return;
    // Leaves one complete file. A reader that is still there keeps -wal; whoever comes next finishes.
    sqlite3_busy_timeout(m_connection->handle(), 200);
    sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_exec(m_connection->handle(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
}

} // namespace touchstone
