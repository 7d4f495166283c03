#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

/// A program with pipes to its three streams, in a process group of its own. Nothing here blocks for longer
/// than it is told to.
class ChildProcess {
  public:
    static Result<ChildProcess> start(const std::vector<std::string>& command);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    /// Kills it.
    ~ChildProcess();

    enum class Event { Output, Quiet, Ended };
    /// Waits until something can be read or, while `outgoing` is not empty, written: takes what went out off
    /// `outgoing`, appends what came to `out` and `errors`. Ended once stdout is closed and read to its end.
    Event exchange(std::string& outgoing, std::string& out, std::string& errors, int waitMs);
    /// Closes its stdin, which asks it to end, and kills the whole group if it is still there after that time.
    /// "exit status 3", "signal 9".
    std::string end(int graceMs);

  private:
    ChildProcess() = default;
    bool hasEnded(int waitMs) const;

    pid_t m_pid = -1;
    int m_status = 0;
    /// Its stdin, stdout, stderr; -1 when closed.
    std::array<int, 3> m_ends = {-1, -1, -1};
};

} // namespace touchstone
