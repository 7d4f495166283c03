#include "core/formats/file_moment.h"

#include <sys/stat.h>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

Error changedWhileRead(const std::filesystem::path& path)
{
    return {ErrorCode::Io,
            "The file was changed while it was read, so nothing of it was imported. Wait until it is complete and "
            "import it again.",
            displayUtf8(pathToUtf8(path))};
}

FileMoment::Facts FileMoment::factsOf(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        return {};
    }
    return {status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

Result<FileMoment> FileMoment::of(const std::filesystem::path& path, Progress& progress)
{
    FileMoment moment;
    moment.m_path = path;
    // Before the bytes: a change during the hash is then seen as well.
    moment.m_facts = factsOf(path);
    auto hash = sha256OfFile(path, progress);
    if (!hash) {
        return hash.error();
    }
    moment.m_hash = *hash;
    return moment;
}

bool FileMoment::looksChanged() const
{
    return factsOf(m_path) != m_facts;
}

Result<void> FileMoment::check(Progress& progress) const
{
    if (looksChanged()) {
        return changedWhileRead(m_path);
    }
    // Some writers leave no trace in the time, and a clock has its steps.
    const auto hash = sha256OfFile(m_path, progress);
    if (!hash && hash.error().code == ErrorCode::Cancelled) {
        return hash.error();
    }
    return hash && *hash == m_hash && !looksChanged() ? Result<void>() : changedWhileRead(m_path);
}

} // namespace touchstone
