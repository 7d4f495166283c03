#pragma once

#include <cstdint>
#include <filesystem>

#include "touchstone/base/result.h"
#include "touchstone/base/sha256.h"

namespace touchstone {

class Progress;

/// A file as it was at one moment, so that an import can tell whether all it read was one state of the file.
class FileMoment {
  public:
    /// NotFound, Io, Cancelled.
    static Result<FileMoment> of(const std::filesystem::path& path, Progress& progress);

    const Sha256& hash() const { return m_hash; }
    /// Looks again, without the contents: enough to explain why reading failed.
    bool looksChanged() const;
    /// Io when the name now stands for another file, or the file has other bytes or another time than before.
    Result<void> check(Progress& progress) const;

  private:
    struct Facts {
        std::uint64_t device = 0;
        std::uint64_t file = 0;
        std::int64_t bytes = -1;
        std::int64_t seconds = 0;
        std::int64_t nanoseconds = 0;
        friend bool operator==(const Facts&, const Facts&) = default;
    };
    static Facts factsOf(const std::filesystem::path& path);

    std::filesystem::path m_path;
    Facts m_facts;
    Sha256 m_hash{};
};

/// What is said of a file that did not stay as it was.
Error changedWhileRead(const std::filesystem::path& path);

} // namespace touchstone
