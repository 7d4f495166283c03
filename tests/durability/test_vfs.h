#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace touchstone {

/// A layer over SQLite's file system while it lives: fails what it is told to, in project files (main file, -wal,
/// -journal). One at a time.
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

    /// Threads that wrote to a project file, truncated or removed one, or took the lock for copying the log into the
    /// main file: since watch().
    void watch();
    std::vector<std::thread::id> writers() const;
    std::vector<std::thread::id> copiers() const;

    // For the layer itself.
    bool fails(Op op, int& code);
    void noteWriter();
    void noteCopier();

  private:
    mutable std::mutex m_mutex;
    std::vector<std::thread::id> m_writers;
    std::vector<std::thread::id> m_copiers;
    bool m_watched = false;
    Op m_op = Op::Sync;
    std::int64_t m_left = -1; ///< Calls until the failing one; negative: none fails.
    bool m_forGood = false;
    bool m_reached = false;
    int m_code = SQLITE_OK;
};

} // namespace touchstone
