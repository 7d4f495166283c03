#pragma once

#include <filesystem>
#include <memory>

#include "core/store/connection.h"
#include "core/store/file_lock.h"

namespace touchstone {

class Progress;

/// A copy of a project that only this process sees, in a folder of its own for temporary files: to read what
/// cannot be read, mended or brought up to date where it lies. It goes with this object; what a killed process
/// left is taken away by the next copy.
class PrivateCopy {
  public:
    /// The files as they lie there, -wal and -journal too: for media that cannot be written, where nobody else
    /// writes either. Throws StoreFailure; Cancelled. `progress` may be null.
    static std::unique_ptr<PrivateCopy> ofFiles(const std::filesystem::path& project, Progress* progress);
    /// One moment of a file that another process may be writing.
    static std::unique_ptr<PrivateCopy> ofMoment(Connection& from, Progress* progress);
    ~PrivateCopy();
    PrivateCopy(const PrivateCopy&) = delete;
    PrivateCopy& operator=(const PrivateCopy&) = delete;

    const std::filesystem::path& file() const { return m_file; }

  private:
    explicit PrivateCopy(std::uintmax_t bytes);
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    std::unique_ptr<FileLock> m_lock;
};

} // namespace touchstone
