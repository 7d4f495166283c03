#pragma once

#include <cstdint>
#include <filesystem>

namespace touchstone {

/// Space kept beside an open project (NAME.touchstone-reserve), so that on a full disk the gesture in hand and
/// the checkpoint can still be finished. Removed when the project is closed.
class ReserveFile {
  public:
    explicit ReserveFile(const std::filesystem::path& project);
    ~ReserveFile();
    ReserveFile(const ReserveFile&) = delete;
    ReserveFile& operator=(const ReserveFile&) = delete;

    static constexpr std::int64_t kBytes = std::int64_t{16} << 20;
    static std::filesystem::path pathFor(const std::filesystem::path& project);

    /// Allocates it: 16 MiB, less on a small disk, nothing where there is hardly any space left.
    void make();
    /// Gives the space back to the disk; false when there was none.
    bool giveUp();
    /// Gives it up, and what a killed program left of one.
    void clear();
    /// Gives it up; the next one lies beside another file.
    void moveTo(const std::filesystem::path& project);
    bool isThere() const { return m_bytes > 0; }

  private:
    std::filesystem::path m_path;
    std::int64_t m_bytes = 0;
};

/// Bytes that this user may still write on the disk of `path`; a large number when that is unknown.
std::int64_t freeBytes(const std::filesystem::path& path);

} // namespace touchstone
