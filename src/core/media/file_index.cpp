#include "touchstone/media/file_index.h"

#include <cerrno>
#include <cstring>
#include <deque>
#include <set>
#include <sys/stat.h>
#include <utility>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

Timestamp writtenAt(const struct stat& status)
{
    return Timestamp{status.st_mtim.tv_sec} * 1'000'000 + status.st_mtim.tv_nsec / 1000;
}

class Index {
  public:
    Index(fs::path root, Progress& progress) : m_root(std::move(root)), m_progress(progress) {}

    Result<FileIndex> run()
    {
        // Linked folders come last, so that files are listed under the folder's own name rather than a link's.
        std::deque<std::string> open{""}, linked;
        while (!open.empty() || !linked.empty()) {
            std::deque<std::string>& next = open.empty() ? linked : open;
            const std::string folder = std::move(next.front());
            next.pop_front();
            if (m_progress.cancelled())
                return Error{ErrorCode::Cancelled, "The search was cancelled.", {}};
            m_progress.report(-1, folder.empty() ? pathToUtf8(m_root.filename()) : folder);
            list(folder, open, linked);
        }
        if (m_badNames > 0)
            m_found.problems.push_back(std::to_string(m_badNames) + " files have names that are no UTF-8.");
        return std::move(m_found);
    }

  private:
    void list(const std::string& folder, std::deque<std::string>& open, std::deque<std::string>& linked)
    {
        const fs::path place = m_root / folder;
        struct stat status {};
        if (::stat(place.c_str(), &status) == 0 && !m_visited.emplace(status.st_dev, status.st_ino).second)
            return;
        std::error_code failed;
        for (fs::directory_iterator entry(place, failed); !failed && entry != fs::directory_iterator();
             entry.increment(failed)) {
            const std::string name = entry->path().filename().string();
            if (::stat(entry->path().c_str(), &status) != 0)
                continue;
            if (!isValidUtf8(name)) {
                m_badNames += S_ISREG(status.st_mode) ? 1 : 0;
                continue;
            }
            std::error_code unknown;
            if (S_ISDIR(status.st_mode))
                (entry->is_symlink(unknown) ? linked : open).push_back(folder + name + "/");
            else if (S_ISREG(status.st_mode))
                m_found.files.push_back({folder + name, status.st_size});
        }
        if (failed)
            m_found.problems.push_back(displayUtf8(pathToUtf8(place)) +
                                       ": The folder cannot be read: " + failed.message() + ".");
    }

    fs::path m_root;
    Progress& m_progress;
    FileIndex m_found;
    std::int64_t m_badNames = 0;
    std::set<std::pair<dev_t, ino_t>> m_visited;
};

} // namespace

FileStamp stampOf(const fs::path& path)
{
    FileStamp stamp;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        const int reason = errno;
        if (reason != ENOENT && reason != ENOTDIR) {
            stamp.kind = FileStamp::Kind::Unknown;
            stamp.problem = std::string("The file cannot be looked at: ") + std::strerror(reason) + ".";
        }
        return stamp;
    }
    if (!S_ISREG(status.st_mode)) {
        stamp.problem = S_ISDIR(status.st_mode) ? "A folder stands in its place." : "A device stands in its place.";
        return stamp;
    }
    stamp.kind = FileStamp::Kind::File;
    stamp.bytes = status.st_size;
    stamp.modified = writtenAt(status);
    return stamp;
}

Result<FileIndex> indexFiles(const fs::path& folder, Progress& progress)
{
    std::error_code code;
    if (!fs::is_directory(folder, code))
        return Error{ErrorCode::NotFound, "This is not a folder.", displayUtf8(pathToUtf8(folder))};
    return Index(folder, progress).run();
}

} // namespace touchstone
