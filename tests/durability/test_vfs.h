#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <mutex>

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

    // For the layer itself.
    bool fails(Op op, int& code);

  private:
    mutable std::mutex m_mutex;
    Op m_op = Op::Sync;
    std::int64_t m_left = -1; ///< Calls until the failing one; negative: none fails.
    bool m_forGood = false;
    bool m_reached = false;
    int m_code = SQLITE_OK;
};

} // namespace touchstone
