#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "touchstone/base/result.h"

namespace touchstone {

/// An open file descriptor that closes itself.
class FileHandle {
  public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : m_descriptor(descriptor) {}
    ~FileHandle();
    FileHandle(FileHandle&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileHandle& operator=(FileHandle&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    int get() const { return m_descriptor; }

  private:
    int m_descriptor = -1;
};

/// NotFound for what is not there, Refused where rights forbid it or the disk is read-only, else Io.
ErrorCode codeOfSystemError(int reason);

/// A regular file, open for reading, and its size. Never waits for a pipe.
struct ReadableFile {
    FileHandle handle;
    std::int64_t bytes = 0;
};
/// As codeOfSystemError(); Io for what is no regular file.
Result<ReadableFile> openForReading(const std::filesystem::path& path);

/// The bytes at `offset`, fewer at the end of the file.
Result<std::size_t> readAt(const ReadableFile& file, std::uint64_t offset, void* buffer, std::size_t size);

/// The whole file into `bytes`, whose memory is used again. InvalidInput when it is over `limit` bytes.
Result<void> readFile(const std::filesystem::path& path, std::int64_t limit, std::string& bytes);

/// Writes beside the target and renames, so that it holds the old bytes or the new ones, never a part.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes);
/// One of many files of a new folder, without waiting until it is on the disk: syncFolder() does so for all
/// of them.
Result<void> writeNewFile(const std::filesystem::path& path, std::string_view bytes);
/// Waits until all that was written below the folder is on the disk, and whatever else was written there.
Result<void> syncFolder(const std::filesystem::path& folder);

} // namespace touchstone
