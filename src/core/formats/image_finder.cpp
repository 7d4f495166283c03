#include "core/formats/image_finder.h"

#include <algorithm>

#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t sampleSize = 200;
constexpr std::size_t foldersPerLevel = 200;

bool isFile(const fs::path& path)
{
    std::error_code problem;
    return fs::is_regular_file(path, problem);
}

std::string fileName(std::string_view path)
{
    return std::string(path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1));
}

/// Evenly spread ones.
std::vector<std::string> sampleOf(const std::vector<std::string>& paths)
{
    std::vector<std::string> sample;
    const std::size_t count = std::min(paths.size(), sampleSize);
    for (std::size_t i = 0; i < count; ++i) {
        sample.push_back(paths[i * paths.size() / count]);
    }
    return sample;
}

void addSubfolders(const fs::path& folder, std::vector<fs::path>& folders)
{
    std::error_code problem;
    std::vector<fs::path> found;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) {
        std::error_code ignored;
        if (it->is_directory(ignored) && found.size() < foldersPerLevel) {
            found.push_back(it->path());
        }
    }
    std::sort(found.begin(), found.end());
    folders.insert(folders.end(), found.begin(), found.end());
}

/// Where pictures usually lie, seen from an annotation file; the likeliest first.
std::vector<fs::path> likelyFolders(const fs::path& file)
{
    std::error_code problem;
    const fs::path here = fs::is_directory(file, problem) ? fs::absolute(file) : fs::absolute(file).parent_path();
    const std::string stem = pathToUtf8(file.stem());
    const std::string split = stem.substr(stem.rfind('_') == std::string::npos ? 0 : stem.rfind('_') + 1);
    std::vector<fs::path> folders{here};
    for (const fs::path& base : {here, here.parent_path()}) {
        for (const char* name : {"images", "img", "imgs", "data", "JPEGImages"}) {
            folders.push_back(base / name);
            if (!split.empty()) {
                folders.push_back(base / name / pathFromUtf8(split));
            }
        }
        if (!split.empty()) {
            folders.push_back(base / pathFromUtf8(split));
        }
    }
    folders.push_back(here.parent_path());
    addSubfolders(here, folders);
    addSubfolders(here / "images", folders);
    addSubfolders(here.parent_path() / "images", folders);
    return folders;
}

} // namespace

ImageFinder::ImageFinder(const fs::path& file, const fs::path& folder, std::vector<std::string> paths)
    : m_stated(std::move(paths))
{
    if (!folder.empty()) {
        std::error_code problem;
        m_root = fs::weakly_canonical(fs::absolute(folder), problem);
        m_root = problem ? fs::absolute(folder) : m_root;
        return;
    }
    const std::vector<std::string> sample = sampleOf(m_stated);
    const std::vector<fs::path> folders = likelyFolders(file);
    std::ptrdiff_t best = 0;
    const auto tryAll = [&](auto name) {
        for (const fs::path& candidate : folders) {
            std::error_code problem;
            if (!fs::is_directory(candidate, problem)) {
                continue;
            }
            const auto hits = std::count_if(sample.begin(), sample.end(), [&](const std::string& path) {
                return isFile(candidate / pathFromUtf8(name(path)));
            });
            if (hits > best) {
                best = hits;
                m_root = candidate;
            }
        }
    };
    tryAll([](const std::string& path) { return path; });
    if (best == 0) {
        tryAll([](const std::string& path) { return fileName(path); });
    }
    if (!m_root.empty()) {
        std::error_code problem;
        const fs::path real = fs::weakly_canonical(m_root, problem);
        m_root = problem ? m_root.lexically_normal() : real;
    }
}

void ImageFinder::indexNames()
{
    m_indexed = true;
    for (const fs::path& path : findImages(m_root).files) {
        std::string below = pathToUtf8(path);
        std::string name = fileName(below);
        const auto [known, added] = m_names.emplace(std::move(name), below);
        if (!added) {
            known->second.clear();
        }
    }
    for (const std::string& stated : m_stated) {
        ++m_statedNames[fileName(stated)];
    }
}

std::optional<std::string> ImageFinder::find(const std::string& stated)
{
    if (m_root.empty()) {
        return std::nullopt;
    }
    if (isFile(m_root / pathFromUtf8(stated))) {
        return stated;
    }
    if (!m_indexed) {
        indexNames();
    }
    const auto found = m_names.find(fileName(stated));
    if (found == m_names.end()) {
        return std::nullopt;
    }
    // A name that two images of the file share says nothing about whose picture it is. This also covers a
    // picture that another image claims by its exact path, since that path ends in the same name.
    const auto sharing = m_statedNames.find(found->first);
    if (found->second.empty() || (sharing != m_statedNames.end() && sharing->second > 1)) {
        ++m_ambiguous;
        return std::nullopt;
    }
    return found->second;
}

} // namespace touchstone
