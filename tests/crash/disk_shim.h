#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "crash/disk_event.h"

namespace touchstone {

/// What the shim (disk_shim.cpp) does under a program.
struct Shim {
    std::int64_t failAt = 0; ///< The n-th sync fails, and with `forGood` all after it.
    bool forGood = false;
    std::int64_t killAt = 0; ///< The program dies at the n-th call that changes the disk.
    std::filesystem::path trace; ///< Every change is written down here, and nothing is really synced.
};

/// A program of ours that runs, with the shim under it, which looks at the files of `folder`.
class Child {
  public:
    /// `words`: the program's name and its arguments. It runs in `folder`; what it prints goes to `output`.
    Child(const std::filesystem::path& folder, std::vector<std::string> words, const Shim& shim = {},
          const std::filesystem::path& output = {});
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// False when it has ended.
    bool runs();
    void kill();
    /// Its exit code, or 1000 + the signal that ended it.
    int wait();
    DiskCounts counts() const { return *m_counts; }

  private:
    pid_t m_process = -1;
    int m_status = 0;
    DiskCounts* m_counts = nullptr;
};

constexpr int kKilled = 1009;

} // namespace touchstone
