#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "crash/disk_event.h"

namespace touchstone {

/// One change of a disk, as the shim wrote it down.
struct DiskEvent {
    DiskEventHead head;
    std::string bytes;
};
std::vector<DiskEvent> readTrace(const std::filesystem::path& file);

/// A folder on a disk that loses its power. What was synced is there. Of the rest every sector of 512 bytes and every
/// truncation of a file either is or is not; of the changes of a folder's names, which a file system keeps in order,
/// the first ones are, down to none.
class LossyDisk {
  public:
    /// With what lies in the folder, all of it on the disk.
    explicit LossyDisk(const std::filesystem::path& folder);

    /// `event` must live as long as the disk.
    void take(const DiskEvent& event);
    /// Lines that the program had written into the file "said".
    const std::vector<std::string>& said() const { return m_said; }
    /// Writes what may be left into an empty folder.
    void crash(std::mt19937& random, const std::filesystem::path& folder) const;

  private:
    struct File {
        std::string bytes;
        std::vector<const DiskEvent*> pending;
    };
    using FilePtr = std::shared_ptr<File>;
    using Names = std::map<std::string, FilePtr>; ///< Null: a folder.
    struct NameChange {
        std::string gone;
        std::string come;
        FilePtr file;
    };
    struct Folder {
        Names stored;
        Names seen; ///< By the program.
        std::vector<NameChange> pending;
    };
    void change(NameChange change);
    Folder& folderOf(const std::string& name) { return m_folders[parentOf(name)]; }
    static std::string parentOf(const std::string& name);
    static void apply(const NameChange& change, Names& names);
    static void apply(const DiskEvent& event, std::string& bytes, std::mt19937* random);
    void write(const std::string& name, std::mt19937& random, const std::filesystem::path& to) const;

    std::map<std::string, Folder> m_folders; ///< By their names; the folder itself has none.
    std::map<std::uint64_t, FilePtr> m_open; ///< By their numbers.
    FilePtr m_saidFile;
    std::vector<std::string> m_said;
};

} // namespace touchstone
