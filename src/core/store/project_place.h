#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

#include "touchstone/base/file.h"

namespace touchstone {

/// Remembers which file was opened under a path, and notices when it was moved, deleted or exchanged.
class ProjectPlace {
  public:
    explicit ProjectPlace(const std::filesystem::path& path);

    /// Replaced: deleted, and another file has its name.
    enum class State { InPlace, Moved, Deleted, Replaced };
    struct Now {
        State state = State::InPlace;
        std::filesystem::path movedTo; ///< Of a moved file.
    };
    /// One stat while everything is well.
    Now look() const;
    /// "The project file was moved to … while it was open." Empty while it is in place.
    static std::string sentence(const Now& now);

    /// Remembers -wal and -shm as they lie there now.
    void noteLog();
    /// Removes them, if they are still the same ones: after the file was moved they belong to nobody.
    void removeLog() const;

  private:
    struct Identity {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        friend bool operator==(const Identity&, const Identity&) = default;
    };
    static Identity identityOf(const std::filesystem::path& path);

    std::filesystem::path m_path;
    /// Not a readable descriptor: closing one would drop the locks that SQLite holds on the file.
    FileHandle m_file;
    Identity m_identity;
    std::array<Identity, 2> m_log;
};

} // namespace touchstone
