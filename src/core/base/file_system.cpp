#include "touchstone/base/file_system.h"

#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFuse = 0x65735546;
constexpr long kReadOnly = 0x0001; // ST_RDONLY as statfs gives it.

constexpr std::array<std::pair<std::uint64_t, const char*>, 18> kShares{{
    {0x6969, "NFS"},           {0x517B, "SMB"},          {0xFF534D42, "SMB"},       {0xFE534D42, "SMB"},
    {0x01021997, "9p"},        {0x00C36400, "Ceph"},     {0x5346414F, "AFS"},       {0x6B414653, "AFS"},
    {0x73757245, "Coda"},      {0x564C, "NCP"},          {0x0BD00BD0, "Lustre"},    {0x47504653, "GPFS"},
    {0x7461636F, "OCFS2"},     {0x01161970, "GFS2"},     {0x19830326, "BeeGFS"},    {0x20030528, "OrangeFS"},
    {0x786F4256, "VirtualBox"}, {0x7C7C6673, "Parallels"},
}};

/// Of the kind "fuse.NAME" or NAME; all others (ntfs-3g, exfat, encfs, mergerfs) are disks of this computer.
constexpr std::array kRemoteFuse{
    "sshfs",   "rclone",    "s3fs",       "gvfsd-fuse", "davfs",    "davfs2",  "curlftpfs", "goofys",   "gcsfuse",
    "blobfuse", "blobfuse2", "glusterfs", "ceph",       "ceph-fuse", "smbnetfs", "fusesmb",  "juicefs",  "kio-fuse",
    "mfs",     "moosefs",   "seadrive",   "onedriver",  "google-drive-ocamlfuse", "pcloud", "vmhgfs-fuse", "virtiofs",
    "mount-s3", "afuse",    "hubicfuse",  "lizardfs",   "nfs",      "cifs"};

/// The path itself, or the nearest folder above it that is there.
fs::path existing(const fs::path& path)
{
    std::error_code code;
    fs::path at = fs::absolute(path, code);
    while (!fs::exists(at, code) && at.has_relative_path())
        at = at.parent_path();
    return at;
}

/// Mount points and sources have their blanks as \040.
std::string unescaped(const std::string& text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool code = text[i] == '\\' && i + 3 < text.size() &&
                          std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      text.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                                      [](char c) { return c >= '0' && c <= '7'; });
        plain += code ? static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'))
                      : text[i];
        i += code ? 3 : 0;
    }
    return plain;
}

/// Type and source of the mount that lies on the device.
void lookUpMount(dev_t device, MountFacts& facts)
{
    const std::string wanted = std::to_string(major(device)) + ":" + std::to_string(minor(device));
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string id, parent, number, word;
        words >> id >> parent >> number;
        if (number != wanted)
            continue;
        while (words >> word && word != "-")
            ;
        words >> facts.type >> facts.source;
        facts.source = unescaped(facts.source);
    }
}

MountFacts askSystem(const fs::path& path)
{
    MountFacts facts;
    const fs::path at = existing(path);
    struct statfs mount {};
    if (::statfs(at.c_str(), &mount) != 0)
        return facts;
    facts.magic = static_cast<std::uint32_t>(mount.f_type);
    facts.readOnly = (mount.f_flags & kReadOnly) != 0;
    struct stat status {};
    if (facts.magic == kFuse && ::stat(at.c_str(), &status) == 0)
        lookUpMount(status.st_dev, facts);
    return facts;
}

std::atomic<MountProbe> g_probe = nullptr;

std::string shareOf(const MountFacts& facts)
{
    for (const auto& [magic, name] : kShares)
        if (facts.magic == magic)
            return name;
    if (facts.magic != kFuse)
        return {};
    const std::string type = facts.type.starts_with("fuse.") ? facts.type.substr(5) : facts.type;
    if (std::find(kRemoteFuse.begin(), kRemoteFuse.end(), type) != kRemoteFuse.end())
        return type == "gvfsd-fuse" ? "a place of the file manager" : type;
    // "https://cloud/dav", "anna@server:/data": whatever it is, it is elsewhere.
    const bool elsewhere = facts.source.find("://") != std::string::npos ||
                           (facts.source.find('/') > facts.source.find(":/") && !facts.source.starts_with('/'));
    return !elsewhere ? "" : type.empty() || type == "fuse" ? "FUSE" : type;
}

bool hasAny(const fs::path& folder, const std::vector<const char*>& names)
{
    std::error_code code;
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return fs::exists(fs::symlink_status(folder / name, code)); });
}

/// Nextcloud and ownCloud call their database .sync_0a1b2c.db.
bool hasSyncDatabase(const fs::path& folder)
{
    std::error_code code;
    int seen = 0;
    for (fs::directory_iterator it(folder, code), end; !code && it != end && ++seen < 2000; it.increment(code)) {
        const std::string name = it->path().filename().string();
        if ((name.starts_with(".sync_") || name.starts_with("._sync_")) && name.ends_with(".db"))
            return true;
    }
    return false;
}

std::string syncedFolder(const fs::path& folder)
{
    const std::string name = folder.filename().string();
    if (hasAny(folder, {".dropbox", ".dropbox.cache"}))
        return "Dropbox";
    if (hasAny(folder, {".stfolder"}))
        return "Syncthing";
    if (hasAny(folder, {".nextcloudsync.log"}))
        return "Nextcloud";
    if (hasAny(folder, {".owncloudsync.log"}))
        return "ownCloud";
    if (hasAny(folder, {".tmp.drivedownload", ".tmp.driveupload"}))
        return "Google Drive";
    if (hasAny(folder, {".sync/ID"}))
        return "Resilio Sync";
    if (name == "OneDrive" || name.starts_with("OneDrive - "))
        return "OneDrive";
    if (name == "com~apple~CloudDocs" || name == "iCloudDrive" || name == "iCloud Drive")
        return "iCloud";
    return hasSyncDatabase(folder) ? "Nextcloud" : "";
}

} // namespace

FileSystem fileSystemOf(const fs::path& path)
{
    const MountProbe probe = g_probe;
    const MountFacts facts = probe ? probe(path) : askSystem(path);
    return {shareOf(facts), facts.readOnly};
}

std::string syncedBy(const fs::path& path)
{
    for (fs::path folder = existing(path); folder.has_relative_path(); folder = folder.parent_path())
        if (std::string name = syncedFolder(folder); !name.empty())
            return name;
    return {};
}

void useMountProbe(MountProbe probe)
{
    g_probe = probe;
}

} // namespace touchstone
