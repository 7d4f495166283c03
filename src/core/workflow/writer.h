#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/store/connection.h"
#include "core/store/log_space.h"
#include "core/store/project_place.h"
#include "core/store/reserve_file.h"
#include "touchstone/workflow/storage_state.h"

namespace touchstone {

/// The one thread that writes a project file, and its queue. Work runs in the order in which it came, but bulk work
/// only while no other waits. It shares a transaction that is committed after a slice of some milliseconds, or as
/// soon as other work waits.
///
/// When the disk reports an error, or the file was moved or deleted, all further work is refused with the
/// reason. On a full disk the reserve is given up and the work tried once more.
class Writer {
  public:
    using Work = std::function<void(Connection&)>;
    /// Told once, when the work is on the disk (null) or was refused or threw.
    using Finished = std::function<void(std::exception_ptr)>;
    using StorageChanged = std::function<void(const StorageState&)>;

    /// Asks those who read the file, here and elsewhere, to close it where they do not read just now; or no more.
    using AskReaders = std::function<void(bool)>;
    explicit Writer(std::unique_ptr<Connection> connection, AskReaders askReaders = {});
    /// Runs what is queued, checkpoints and leaves WAL mode.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Work opens its own transaction. It may run twice: throwing undoes all of it.
    void post(Work work, Finished finished = {});
    /// Work runs inside the shared bulk transaction.
    void postBulk(Work work);
    /// The same, waiting; what the work throws is thrown here.
    void call(const Work& work);
    void callBulk(const Work& work);
    /// Bulk work that runs while nothing else is wanted, slice by slice until it says false or fails. It starts when
    /// there was a pause, and stops where it is when the project is closed.
    void setSpareWork(std::function<bool(Connection&)> work);
    /// Work that changes nothing in the file: runs in turn also while all else is refused.
    void postAlways(Work work, Finished finished = {});
    void callAlways(const Work& work);
    /// While nobody else uses the file, in this process or another, as far as is known: bulk work goes through the
    /// rollback journal in slices of a second, instead of through the log, where every page is written twice.
    void setAlone(bool alone);
    std::int64_t queued() const;
    /// Bulk transactions that could not be committed; a source that was being written then is incomplete.
    std::int64_t lostSlices() const { return m_lostSlices; }

    StorageState storage() const;
    /// `changed` is called on the writer thread, and once at once.
    void watchStorage(StorageChanged changed);

    // On the writer thread, from work that runs always.
    /// Looks whether the file is in its place and how much space is left.
    void look();
    /// After an error of the disk: makes what is in the log true, opens the file anew, and checks that every
    /// acknowledged edit is in it. Throws StoreFailure and goes on refusing when that fails.
    void resume();
    /// Goes on with the file where it was moved to.
    void follow(const std::filesystem::path& path);

  private:
    enum class Kind { Own, Bulk, Always };
    struct Entry {
        Work work;
        Kind kind = Kind::Own;
        Finished finished;
    };
    void push(Entry entry);
    void waitFor(const Work& work, Kind kind);
    void loop();
    void run(Entry& entry);
    void perform(Entry& entry);
    bool othersWait() const;
    void rest();
    void runSpare();
    void commitBulk();
    bool commitOrBusy();
    void dropBulk();
    void enterWal(bool patient);
    bool tryWal();
    void leaveWal();
    void askReaders(bool ask);
    void checkpoint();
    void close();
    /// Copies the log into the main file; `whole` tells whether all of it is there now. An SQLite code.
    int checkpointNow(int mode, bool& whole);
    /// The same, and makes the log void: what is left beside the file says nothing then.
    bool emptyLog();
    void noteTail();
    /// What the disk said of the work that just failed; true when it is worth another try.
    bool mayTryAgain(Kind kind);
    void stop(const Error& error);
    void refuseIfAway();
    void setStorage(StorageState state);

    std::unique_ptr<Connection> m_connection;
    AskReaders m_askReaders;
    bool m_asked = false;
    ProjectPlace m_place;
    ReserveFile m_reserve;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_queue;
    std::deque<Entry> m_bulk;
    std::int64_t m_running = 0;
    bool m_stop = false;
    std::function<bool(Connection&)> m_spare;
    StorageState m_storage;
    StorageChanged m_storageChanged;

    // Of the writer thread.
    std::optional<Error> m_failure;
    std::int64_t m_tail = 0; ///< The newest edit that was acknowledged or found at the opening.
    bool m_wal = false;
    std::chrono::steady_clock::time_point m_gaveUpWal; ///< When readers were last waited for in vain.
    bool m_dirty = false;
    bool m_logIsVoid = false;
    int m_logPages = 0;                     ///< As of the last commit.
    int m_nextCopy = kLogPages;             ///< Pages of the log that call for a checkpoint amid work.
    bool m_bulkOpen = false;
    std::chrono::steady_clock::time_point m_bulkSince;
    std::chrono::steady_clock::time_point m_looked;
    std::int64_t m_shortSlice = 4'000;
    std::atomic<bool> m_alone = false;
    std::atomic<std::int64_t> m_lostSlices = 0;
    std::thread m_thread;
};

} // namespace touchstone
