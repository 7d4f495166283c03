#include "touchstone/base/file_system.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

MountFacts g_facts;

std::string shareOn(std::uint64_t magic, const char* type = "", const char* source = "")
{
    g_facts = {magic, type, source, false};
    useMountProbe([](const fs::path&) { return g_facts; });
    const std::string share = fileSystemOf("/anywhere").share;
    useMountProbe(nullptr);
    return share;
}

TEST(FileSystemTest, SharesAreToldFromDisks)
{
    EXPECT_EQ(shareOn(0x6969), "NFS");
    EXPECT_EQ(shareOn(0xFF534D42), "SMB");
    EXPECT_EQ(shareOn(0xFE534D42), "SMB");
    EXPECT_EQ(shareOn(0x517B), "SMB");
    EXPECT_EQ(shareOn(0x01021997), "9p");
    EXPECT_EQ(shareOn(0x00C36400), "Ceph");
    EXPECT_EQ(shareOn(0x73757245), "Coda");
    constexpr std::uint64_t kDisks[]{0xEF53, 0x9123683E, 0x58465342, 0x01021994, 0x794C7630, 0x5346544E, 0x4D44};
    for (const std::uint64_t disk : kDisks)
        EXPECT_EQ(shareOn(disk), "") << std::hex << disk;
}

TEST(FileSystemTest, OfFuseTheKindDecides)
{
    constexpr std::uint64_t kFuse = 0x65735546;
    EXPECT_EQ(shareOn(kFuse, "fuse.sshfs", "anna@server:/data"), "sshfs");
    EXPECT_EQ(shareOn(kFuse, "fuse.rclone", "remote:"), "rclone");
    EXPECT_EQ(shareOn(kFuse, "fuse.s3fs", "bucket"), "s3fs");
    EXPECT_EQ(shareOn(kFuse, "fuse.gvfsd-fuse", "gvfsd-fuse"), "a place of the file manager");
    EXPECT_EQ(shareOn(kFuse, "fuse", "https://cloud.example/dav"), "FUSE") << "davfs2 calls itself so";
    EXPECT_EQ(shareOn(kFuse, "fuse.somefs", "anna@server:/data"), "somefs");
    for (const char* disk : {"fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.encfs", "fuse.mergerfs", ""})
        EXPECT_EQ(shareOn(kFuse, disk, "/dev/sdb1"), "") << disk;
}

TEST(FileSystemTest, TheSystemIsAskedAboutWhatIsThere)
{
    const TempFolder folder;
    EXPECT_EQ(fileSystemOf(folder / "not/there/yet.touchstone").share, fileSystemOf(folder.path()).share);
    EXPECT_FALSE(fileSystemOf(folder.path()).readOnly);
    EXPECT_EQ(fileSystemOf("/proc").share, "");
}

TEST(FileSystemTest, FoldersThatAProgramSynchronizesAreKnown)
{
    const TempFolder folder;
    EXPECT_EQ(syncedBy(folder / "p.touchstone"), "");
    const auto syncedWith = [&](const char* place, const char* marker) {
        const fs::path top = folder / place;
        fs::create_directories(top / "streets");
        if (*marker) {
            fs::create_directories((top / marker).parent_path());
            std::ofstream(top / marker) << "x";
        }
        return syncedBy(top / "streets" / "p.touchstone");
    };
    EXPECT_EQ(syncedWith("a", ".dropbox"), "Dropbox");
    EXPECT_EQ(syncedWith("b", ".stfolder"), "Syncthing");
    EXPECT_EQ(syncedWith("c", ".sync_0a1b2c3d4e5f.db"), "Nextcloud");
    EXPECT_EQ(syncedWith("d", ".owncloudsync.log"), "ownCloud");
    EXPECT_EQ(syncedWith("e", ".sync/ID"), "Resilio Sync");
    EXPECT_EQ(syncedWith("OneDrive - Firm", ""), "OneDrive");
    EXPECT_EQ(syncedWith("Mobile Documents/com~apple~CloudDocs", ""), "iCloud");
    EXPECT_EQ(syncedWith("f", "sync_notes.db"), "");
}

} // namespace
} // namespace touchstone
