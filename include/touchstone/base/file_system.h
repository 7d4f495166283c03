#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace touchstone {

/// What lies under a path, as far as it matters to a project that is kept there.
struct FileSystem {
    /// "NFS", "SMB", "sshfs": other computers write there too, past our locks. Empty on a disk of this computer.
    std::string share;
    /// Mounted so that nothing can be written.
    bool readOnly = false;
};
/// Of the nearest folder above the path that is there.
FileSystem fileSystemOf(const std::filesystem::path& path);

/// The program that keeps the folder of the path in step with other computers ("Dropbox"); empty if none is known.
std::string syncedBy(const std::filesystem::path& path);

/// What the system says of a mount.
struct MountFacts {
    std::uint64_t magic = 0; ///< f_type of statfs.
    std::string type;        ///< "fuse.sshfs"; only looked up where the magic number leaves it open.
    std::string source;      ///< "anna@server:/data".
    bool readOnly = false;
};
/// Says it in the system's stead, for tests of shares that are not there; null for the system's own.
using MountProbe = MountFacts (*)(const std::filesystem::path& path);
void useMountProbe(MountProbe probe);

} // namespace touchstone
