#pragma once

#include <filesystem>
#include <memory>

#include "core/store/connection.h"
#include "core/store/file_lock.h"

namespace touchstone {

class Progress;

/// A copy of a project that only this user sees, in a folder of its own for temporary files: to read what
/// cannot be read, mended or brought up to date where it lies. It goes with this object; what a killed process
/// left is taken away by the next one that opens a project.
class PrivateCopy {
  public:
    /// The files as they lie there, -wal and -journal too, all of one moment: they are copied again when they
    /// changed meanwhile. Throws StoreFailure; Cancelled; Refused when there is no room, or when they keep changing.
    /// `progress` may be null.
    static std::unique_ptr<PrivateCopy> ofFiles(const std::filesystem::path& project, Progress* progress);
    /// One moment of a file that another process may be writing.
    static std::unique_ptr<PrivateCopy> ofMoment(Connection& from, Progress* progress);
    /// A folder with room for so much, and nothing in it yet.
    static std::unique_ptr<PrivateCopy> ofNothing(std::uintmax_t bytes);
    /// Takes away what killed processes left, at most once in a process.
    static void removeLeftOver();
    ~PrivateCopy();
    PrivateCopy(const PrivateCopy&) = delete;
    PrivateCopy& operator=(const PrivateCopy&) = delete;

    const std::filesystem::path& file() const { return m_file; }

  private:
    explicit PrivateCopy(std::uintmax_t bytes);
    bool makeFolderIn(const std::filesystem::path& place);
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    std::unique_ptr<FileLock> m_lock;
};

} // namespace touchstone
