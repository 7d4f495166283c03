#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace touchstone {

/// The right to write a project file: an flock on a file beside it that is never deleted. A lock whose
/// holder died is free at once. The text inside is for messages only.
class FileLock {
  public:
    /// None when another process (or another Project of this one) holds it, or it cannot be made.
    static std::unique_ptr<FileLock> tryTake(const std::filesystem::path& project);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    static std::filesystem::path pathFor(const std::filesystem::path& project);
    /// "anna on host pc7 (process 4711, since 2026-11-20T09:30 UTC)", as the holder wrote it; empty if unknown.
    static std::string holder(const std::filesystem::path& project);
    /// It is the lock of a project there too: its folder was moved as a whole.
    bool isOf(const std::filesystem::path& project) const;
    /// Somebody has the lock. Needs no right to write.
    static bool isHeld(const std::filesystem::path& project);

    /// Asks those who read the file, in any process, to close it where they do not read just now: in the text.
    void askReaders(bool ask);
    static bool asksReaders(const std::filesystem::path& project);

  private:
    FileLock(int descriptor, std::string text) : m_descriptor(descriptor), m_text(std::move(text)) {}
    void write(const std::string& text) const;
    int m_descriptor;
    std::string m_text;
};

} // namespace touchstone
