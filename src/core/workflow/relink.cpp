#include "touchstone/workflow/relink.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/media/file_index.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPage = 1000;

Error cancelled()
{
    return {ErrorCode::Cancelled, "Cancelled.", {}};
}

const RootId& rootNow(const MediumRow& medium)
{
    return medium.placeRoot ? medium.placeRoot : medium.root;
}

const std::string& pathNow(const MediumRow& medium)
{
    return medium.placeRoot ? medium.placePath : medium.path;
}

std::string_view nameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// How many characters both end with, in whole parts of a path.
std::size_t commonEnd(std::string_view a, std::string_view b)
{
    std::size_t common = 0, whole = 0;
    const std::size_t most = std::min(a.size(), b.size());
    while (common < most && a[a.size() - 1 - common] == b[b.size() - 1 - common]) {
        ++common;
        const bool endsA = common == a.size() || a[a.size() - 1 - common] == '/';
        const bool endsB = common == b.size() || b[b.size() - 1 - common] == '/';
        if (endsA && endsB)
            whole = common;
    }
    return whole;
}

class Search {
  public:
    Search(RelinkPlan& plan, FileIndex index, Progress& progress)
        : m_plan(plan), m_files(std::move(index.files)), m_taken(m_files.size()), m_progress(progress)
    {
        for (std::size_t i = 0; i < m_files.size(); ++i)
            m_byName[nameOf(m_files[i].path)].push_back(i);
    }

    bool run()
    {
        // Whole paths first: they must not lose their file to one that only has the same name.
        for (RelinkLine& line : m_plan.lines)
            byName(line, true);
        for (RelinkLine& line : m_plan.lines)
            byName(line, false);
        return byContent();
    }

  private:
    void take(RelinkLine& line, std::size_t file, RelinkLine::How how)
    {
        line.how = how;
        line.file = m_files[file].path;
        m_taken[file] = true;
        ++m_plan.found;
        m_plan.byContent += how == RelinkLine::How::Content ? 1 : 0;
    }

    void byName(RelinkLine& line, bool whole)
    {
        const std::string& path = pathNow(line.medium);
        const auto named = m_byName.find(nameOf(path));
        if (line.isFound() || named == m_byName.end())
            return;
        std::size_t best = 0, longest = 0, equals = 0;
        for (const std::size_t file : named->second) {
            const std::int64_t wanted = line.medium.recorded.bytes;
            if (wanted != 0 && wanted != m_files[file].bytes) {
                line.how = RelinkLine::How::Differing;
                continue;
            }
            if (!whole && m_taken[file])
                continue;
            const std::size_t common = commonEnd(path, m_files[file].path);
            if (common > longest || equals == 0) {
                best = file;
                longest = common;
                equals = 1;
            } else if (common == longest) {
                ++equals;
            }
        }
        if (equals == 0 || (whole && longest < path.size()))
            return;
        if (equals == 1)
            take(line, best, RelinkLine::How::Name);
        else
            line.how = RelinkLine::How::Several;
    }

    /// False when it was cancelled.
    bool byContent()
    {
        std::unordered_set<std::int64_t> sizes;
        for (const RelinkLine& line : m_plan.lines)
            if (!line.isFound() && line.medium.recorded.hash)
                sizes.insert(line.medium.recorded.bytes);
        if (sizes.empty())
            return true;
        std::vector<std::size_t> candidates;
        double total = 0, done = 0;
        for (std::size_t i = 0; i < m_files.size(); ++i)
            if (sizes.count(m_files[i].bytes) || sizes.count(0)) {
                candidates.push_back(i);
                total += static_cast<double>(m_files[i].bytes);
            }
        std::unordered_map<std::string_view, std::string> hashes;
        std::unordered_map<std::string, std::vector<std::size_t>> holders;
        for (const std::size_t file : candidates) {
            if (m_progress.cancelled())
                return false;
            m_progress.report(total > 0 ? done / total : 1, nameOf(m_files[file].path));
            done += static_cast<double>(m_files[file].bytes);
            const auto hash = sha256OfFile(m_plan.folder / pathFromUtf8(m_files[file].path), m_quiet);
            if (!hash)
                continue;
            holders[toHex(*hash)].push_back(file);
            hashes[m_files[file].path] = toHex(*hash);
        }
        // Where names were passed round among files of one size, the name alone found the wrong one.
        for (RelinkLine& line : m_plan.lines) {
            const auto hash = line.isFound() ? hashes.find(line.file) : hashes.end();
            if (hash == hashes.end() || !line.medium.recorded.hash || hash->second == toHex(*line.medium.recorded.hash))
                continue;
            line.how = RelinkLine::How::Differing;
            line.file.clear();
            --m_plan.found;
        }
        for (RelinkLine& line : m_plan.lines) {
            if (line.isFound() || !line.medium.recorded.hash)
                continue;
            const auto found = holders.find(toHex(*line.medium.recorded.hash));
            if (found == holders.end())
                continue;
            // One that is somebody's already helps where two pictures are one.
            const auto free = std::find_if(found->second.begin(), found->second.end(),
                                           [&](std::size_t file) { return !m_taken[file]; });
            take(line, free == found->second.end() ? found->second.front() : *free, RelinkLine::How::Content);
        }
        return true;
    }

    RelinkPlan& m_plan;
    std::vector<IndexedFile> m_files;
    std::vector<bool> m_taken;
    std::unordered_map<std::string_view, std::vector<std::size_t>> m_byName;
    Progress& m_progress;
    SilentProgress m_quiet;
};

/// Which roots move as a whole, and to which folder below the chosen one.
std::unordered_map<RootId, std::string> movedRoots(const RelinkPlan& plan)
{
    std::unordered_map<RootId, std::map<std::string, std::int64_t>> folders;
    for (const RelinkLine& line : plan.lines) {
        const std::string& path = pathNow(line.medium);
        if (!line.isFound() || commonEnd(path, line.file) != path.size())
            continue;
        ++folders[rootNow(line.medium)][line.file.substr(0, line.file.size() - path.size())];
    }
    std::unordered_map<RootId, std::string> moved;
    for (const auto& [root, counts] : folders) {
        const auto count = plan.roots.find(root);
        const auto best = std::max_element(counts.begin(), counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        // A drive that is away for a day must not lose its pictures because one was found elsewhere.
        if (count != plan.roots.end() && count->second.present == 0 && best->second * 2 >= count->second.media)
            moved[root] = best->first;
    }
    return moved;
}

} // namespace

Result<RelinkPlan> findMissing(const Project& project, const std::optional<MediumId>& only, Progress& progress)
{
    RelinkPlan plan;
    auto reader = project.reader();
    if (!reader)
        return reader.error();
    if (only) {
        const auto row = (*reader)->medium(*only);
        if (!row)
            return row.error();
        plan.lines.push_back({*row, RelinkLine::How::None, {}});
        return plan;
    }
    for (std::int64_t after = 0;;) {
        auto rows = (*reader)->media(after, kPage);
        if (!rows)
            return rows.error();
        if (rows->empty())
            return plan;
        for (MediumRow& row : *rows) {
            if (progress.cancelled())
                return cancelled();
            after = row.key;
            RelinkPlan::RootCount& root = plan.roots[rootNow(row)];
            ++root.media;
            const fs::path file = project.mediaPath(row);
            if (!file.empty() && stampOf(file).kind != FileStamp::Kind::Missing)
                ++root.present;
            else
                plan.lines.push_back({std::move(row), RelinkLine::How::None, {}});
        }
        progress.report(-1, "Looking for missing pictures");
    }
}

Result<RelinkPlan> searchFor(RelinkPlan plan, const fs::path& folder, Progress& progress)
{
    plan.folder = folder;
    plan.found = plan.byContent = 0;
    for (RelinkLine& line : plan.lines) {
        line.how = RelinkLine::How::None;
        line.file.clear();
    }
    auto index = indexFiles(folder, progress);
    if (!index)
        return index.error();
    plan.problems = index->problems;
    Search search(plan, std::move(*index), progress);
    if (!search.run())
        return cancelled();
    return plan;
}

Result<Edit> relinkEdit(const Project& project, const RelinkPlan& plan)
{
    auto reader = project.reader();
    if (!reader)
        return reader.error();
    const auto roots = (*reader)->roots();
    if (!roots)
        return roots.error();
    Edit edit{EditId::create(), {ScopeKind::Data, {}}, {}, {}, {}};
    edit.text = plan.found == 1 ? "Locate a picture" : "Locate " + withThousands(plan.found) + " pictures";

    MediaRoot place;
    place.path = project.storedFolder(plan.folder);
    const auto moved = movedRoots(plan);
    for (const auto& [id, below] : moved) {
        const auto before = std::find_if(roots->begin(), roots->end(),
                                         [&wanted = id](const MediaRoot& root) { return root.id == wanted; });
        const auto revision = (*reader)->revisionOf(id.uuid);
        if (before == roots->end() || !revision)
            return Error{ErrorCode::NotFound, "The folder of a picture is not in the project.", {}};
        const MediaRoot after{id, project.storedFolder(plan.folder / pathFromUtf8(below))};
        if (after.path == place.path)
            place.id = id;
        edit.changes.push_back({*before, after, {}, *revision});
    }
    for (const MediaRoot& root : *roots)
        if (!place.id && root.path == place.path && moved.count(root.id) == 0)
            place.id = root.id;
    for (const RelinkLine& line : plan.lines) {
        if (!line.isFound())
            continue;
        const auto root = moved.find(rootNow(line.medium));
        if (root != moved.end() && line.file == root->second + pathNow(line.medium))
            continue;
        if (!place.id) {
            place.id = RootId::create();
            edit.changes.push_back({std::nullopt, place, {}, 0});
        }
        Medium before{line.medium.id, {}, {}, {}, {}};
        if (line.medium.revision > 0) {
            const auto value = (*reader)->mediumValue(line.medium.id);
            if (!value)
                return value.error();
            before = *value;
        }
        Medium after = before;
        const bool asAdded = place.id == line.medium.root && line.file == line.medium.path;
        after.root = asAdded ? RootId{} : place.id;
        after.path = asAdded ? std::string() : line.file;
        if (after != before)
            edit.changes.push_back({std::move(before), std::move(after), {}, line.medium.revision});
    }
    if (edit.isEmpty())
        return Error{ErrorCode::NotFound, "None of the missing pictures is in this folder.",
                     displayUtf8(pathToUtf8(plan.folder))};
    return edit;
}

} // namespace touchstone
