#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <sys/stat.h>
#include <utility>

#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace {

namespace fs = std::filesystem;

/// Walks folders breadth first; each real folder once, whatever links lead to it.
class FileSearch {
  public:
    using Wanted = bool (*)(const fs::path& name);
    FileSearch(fs::path root, Wanted wanted) : m_root(std::move(root)), m_wanted(wanted) {}

    FoundFiles run()
    {
        visit({});
        // Linked folders come last, so that a folder is listed under its own name rather than a link's.
        while (!m_linked.empty()) {
            std::sort(m_linked.begin(), m_linked.end());
            for (const std::string& folder : std::exchange(m_linked, {}))
                visit(folder);
        }
        std::sort(m_files.begin(), m_files.end(), naturalLess);
        FoundFiles found;
        found.files.assign(m_files.begin(), m_files.end());
        found.problems = std::move(m_problems);
        return found;
    }

  private:
    void visit(const std::string& start)
    {
        std::vector<std::string> open{start};
        while (!open.empty()) {
            const std::string folder = std::move(open.back());
            open.pop_back();
            if (isNew(folder))
                list(folder, open);
        }
    }
    bool isNew(const std::string& folder)
    {
        struct stat status {};
        // One that cannot be asked is listed all the same: the listing names the problem.
        return stat((m_root / folder).c_str(), &status) != 0 ||
               m_visited.emplace(status.st_dev, status.st_ino).second;
    }
    void list(const std::string& folder, std::vector<std::string>& open)
    {
        const fs::path place = m_root / folder;
        std::error_code failed;
        fs::directory_iterator entry(place, failed);
        for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
            const std::string name = entry->path().filename().string();
            if (name.front() == '.')
                continue;
            std::error_code unknown;
            const bool link = entry->is_symlink(unknown);
            if (entry->is_directory(unknown))
                (link ? m_linked : open).push_back(folder + name + "/");
            else if (m_wanted(name)) {
                if (entry->is_regular_file(unknown))
                    m_files.push_back(folder + name);
                else
                    m_problems.push_back(displayUtf8(pathToUtf8(entry->path())) +
                                         ": This is no file but a pipe, a device or a link to nothing. It was left out.");
            }
        }
        if (failed)
            m_problems.push_back(displayUtf8(pathToUtf8(place)) +
                                 ": The folder cannot be read: " + failed.message() + ".");
    }

    fs::path m_root;
    Wanted m_wanted;
    std::vector<std::string> m_files;
    std::vector<std::string> m_linked;
    std::vector<std::string> m_problems;
    std::set<std::pair<dev_t, ino_t>> m_visited;
};

} // namespace

bool hasImageExtension(const fs::path& path)
{
    static constexpr std::array<std::string_view, 15> known = {".jpg", ".jpeg", ".jpe", ".jfif", ".png",
                                                               ".bmp", ".dib",  ".tif", ".tiff", ".webp",
                                                               ".gif", ".pbm",  ".pgm", ".ppm",  ".pnm"};
    const std::string extension = asciiLower(path.extension().string());
    return std::find(known.begin(), known.end(), extension) != known.end();
}

FoundFiles findImages(const fs::path& folder)
{
    return findFiles(folder, hasImageExtension);
}

FoundFiles findFiles(const fs::path& folder, bool (*wanted)(const fs::path& name))
{
    return FileSearch(folder, wanted).run();
}

} // namespace touchstone
