#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/store/connection.h"
#include "core/store/log_space.h"

namespace touchstone {

/// The one thread that writes a project file, and its queue. Work runs in the order in which it came.
/// Bulk work shares a transaction that is committed after a slice of some milliseconds, or as soon as other work
/// waits.
class Writer {
  public:
    using Work = std::function<void(Connection&)>;

    explicit Writer(std::unique_ptr<Connection> connection);
    /// Runs what is queued, checkpoints and leaves WAL mode.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Work opens its own transaction.
    void post(Work work);
    /// Work runs inside the shared bulk transaction.
    void postBulk(Work work);
    /// The same, waiting; what the work throws is thrown here.
    void call(const Work& work);
    void callBulk(const Work& work);
    /// While nobody else uses the file, in this process or another, as far as is known: bulk work goes through the
    /// rollback journal in slices of a second, instead of through the log, where every page is written twice.
    void setAlone(bool alone);
    std::int64_t queued() const;
    /// Bulk transactions that could not be committed; a source that was being written then is incomplete.
    std::int64_t lostSlices() const { return m_lostSlices; }
    bool isWriterThread() const { return std::this_thread::get_id() == m_thread.get_id(); }

  private:
    struct Entry {
        Work work;
        bool bulk = false;
        /// Told when the work could not even begin, or threw.
        std::function<void(std::exception_ptr)> failed;
    };
    void push(Entry entry);
    void waitFor(const Work& work, bool bulk);
    void loop();
    void run(Entry& entry);
    void commitBulk();
    bool commitOrBusy();
    void enterWal();
    void checkpoint();
    void leaveWal();

    std::unique_ptr<Connection> m_connection;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_queue;
    std::int64_t m_running = 0;
    std::int64_t m_waiting = 0; ///< Entries in the queue that are not bulk.
    bool m_stop = false;
    bool m_wal = false;
    bool m_dirty = false;
    int m_logPages = 0;                     ///< As of the last commit.
    int m_nextCopy = kLogPages;             ///< Pages of the log that call for a checkpoint amid work.
    bool m_bulkOpen = false;
    std::int64_t m_bulkSince = 0;
    std::int64_t m_shortSlice = 4'000;
    std::atomic<bool> m_alone = false;
    std::atomic<std::int64_t> m_lostSlices = 0;
    std::thread m_thread;
};

} // namespace touchstone
