#pragma once

#include <sqlite3.h>

namespace touchstone {

class Connection;
class Progress;

/// While it lives, a statement of the connection that runs long ends with ErrorCode::Cancelled soon after
/// `progress` is cancelled. Null: nothing is watched.
class Interruptible {
  public:
    Interruptible(Connection& connection, Progress* progress);
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

    /// Meanwhile tells how much of the file was read: for checks, which read each page about once. From
    /// `first` to `last`, both in [0, 1].
    void tell(const char* what, double first, double last);

  private:
    static int step(void* self);
    Connection& m_connection;
    Progress* m_progress;
    const char* m_what = nullptr;
    double m_first = 0;
    double m_last = 1;
    long long m_pages = 1;
};

} // namespace touchstone
