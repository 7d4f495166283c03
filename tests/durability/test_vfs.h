#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace touchstone {

/// A layer over SQLite's file system while it lives: fails what it is told to, and can record every write,
/// truncation, sync and removal of project files (main file, -wal, -journal). One at a time.
class TestVfs {
  public:
    TestVfs();
    ~TestVfs();
    TestVfs(const TestVfs&) = delete;
    TestVfs& operator=(const TestVfs&) = delete;

    enum class Op { Sync, Write };
    /// Lets the n-th such call from now on fail, once or for good. A failed sync may have stored anything.
    void failAt(Op op, std::int64_t n, bool forGood, int code);
    void heal();
    /// Whether a call was failed since failAt().
    bool reached() const;

    struct Event {
        enum class Kind { Write, Truncate, Sync, FailedSync, Remove, SyncedRemove };
        Kind kind = Kind::Write;
        int file = 0;
        std::int64_t offset = 0; ///< Of a write; of a truncation the new size.
        std::string bytes;
    };
    void record(bool on);
    std::vector<Event> takeEvents();
    std::size_t eventCount() const;
    /// Numbers of files by the end of their names.
    std::map<std::string, int> files() const;

    // For the layer itself.
    int fileNumber(const char* name);
    bool fails(Op op, int& code);
    void note(Event event);

  private:
    mutable std::mutex m_mutex;
    std::map<std::string, int> m_files;
    std::vector<Event> m_events;
    bool m_record = false;
    Op m_op = Op::Sync;
    std::int64_t m_left = -1; ///< Calls until the failing one; negative: none fails.
    bool m_forGood = false;
    bool m_reached = false;
    int m_code = SQLITE_OK;
};

} // namespace touchstone
