#include "core/store/reserve_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "touchstone/base/file.h"

namespace touchstone {
namespace {

constexpr std::int64_t kSmallest = 64 << 10;
/// The reserve takes at most this part of what is free.
constexpr std::int64_t kShare = 8;

} // namespace

std::filesystem::path ReserveFile::pathFor(const std::filesystem::path& project)
{
    std::filesystem::path path = project;
    path += "-reserve";
    return path;
}

ReserveFile::ReserveFile(const std::filesystem::path& project) : m_path(pathFor(project)) {}

ReserveFile::~ReserveFile()
{
    giveUp();
}

void ReserveFile::make()
{
    if (m_bytes > 0)
        return;
    const FileHandle file(::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644));
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return;
    // One that a killed program left has its blocks already.
    const std::int64_t left = static_cast<std::int64_t>(status.st_blocks) * 512;
    std::int64_t bytes = std::min(kBytes, (freeBytes(m_path) + left) / kShare);
    for (; bytes >= kSmallest; bytes /= 2) {
        if (::posix_fallocate(file.get(), 0, bytes) == 0 && ::ftruncate(file.get(), bytes) == 0) {
            m_bytes = bytes;
            return;
        }
    }
    ::unlink(m_path.c_str());
}

bool ReserveFile::giveUp()
{
    if (m_bytes == 0)
        return false;
    m_bytes = 0;
    return ::unlink(m_path.c_str()) == 0;
}

void ReserveFile::clear()
{
    struct stat status {};
    if (!giveUp() && ::lstat(m_path.c_str(), &status) == 0 && S_ISREG(status.st_mode))
        ::unlink(m_path.c_str());
}

void ReserveFile::moveTo(const std::filesystem::path& project)
{
    giveUp();
    m_path = pathFor(project);
}

std::int64_t freeBytes(const std::filesystem::path& path)
{
    struct statvfs status {};
    if (::statvfs(path.c_str(), &status) != 0)
        return std::numeric_limits<std::int64_t>::max();
    return static_cast<std::int64_t>(status.f_bavail) * static_cast<std::int64_t>(status.f_frsize);
}

} // namespace touchstone
