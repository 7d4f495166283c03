#pragma once

#include <cstdint>

namespace touchstone {

/// One change of the disk, as disk_shim.cpp writes it down: this head, then its bytes.
enum class DiskEventKind : std::uint64_t {
    Create,     ///< Bytes: the name.
    Write,      ///< At the offset.
    Truncate,   ///< To the offset.
    Sync,       ///< Of a file.
    SyncFolder, ///< Bytes: the name; empty for the folder itself.
    Remove,     ///< Bytes: the name.
    Rename,     ///< Bytes: both names, with a null character between.
    Link,       ///< Likewise.
    MakeFolder, ///< Bytes: the name.
};

struct DiskEventHead {
    DiskEventKind kind = DiskEventKind::Write;
    std::uint64_t file = 0; ///< Its number on the disk, which a later file may get again.
    std::int64_t offset = 0;
    std::uint64_t size = 0; ///< Of the bytes that follow.
};

/// In a file that the program under the shim and its parent share.
struct DiskCounts {
    std::int64_t calls = 0;  ///< That change the disk.
    std::int64_t syncs = 0;
    std::int64_t struck = 0; ///< Syncs that failed.
    std::int64_t here = 0;   ///< Calls before the program said "here".
};

} // namespace touchstone
