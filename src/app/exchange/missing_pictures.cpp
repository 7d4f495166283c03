#include "app/exchange/missing_pictures.h"

#include <algorithm>
#include <map>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

const Error kCancelled{ErrorCode::Cancelled, "Cancelled.", {}};

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

std::vector<fs::path> candidates(const fs::path& chosen)
{
    std::vector<fs::path> folders{chosen, chosen.parent_path()};
    std::error_code error;
    for (fs::directory_iterator it(chosen, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end && folders.size() < 200; it.increment(error)) {
        std::error_code ignored;
        if (it->is_directory(ignored)) {
            folders.push_back(it->path());
        }
    }
    return folders;
}

} // namespace

Result<std::vector<MissingRoot>> findMissing(const Project& project, Progress& progress)
{
    auto reader = project.reader();
    if (!reader) {
        return reader.error();
    }
    auto roots = (*reader)->roots();
    auto keys = (*reader)->itemKeys();
    if (!roots || !keys) {
        return roots ? keys.error() : roots.error();
    }
    std::map<RootId, MissingRoot> byRoot;
    for (const MediaRoot& root : *roots) {
        const auto revision = (*reader)->revisionOf(root.id.uuid);
        byRoot[root.id] = {root, revision ? *revision : 0, project.rootFolder(root.id), 0, {}};
    }
    constexpr size_t kPage = 500;
    for (size_t from = 0; from < keys->size(); from += kPage) {
        if (progress.cancelled()) {
            return kCancelled;
        }
        progress.report(double(from) / double(keys->size()), "Looking for pictures");
        const std::vector<std::int64_t> page(keys->begin() + std::ptrdiff_t(from),
                                             keys->begin()
                                                 + std::ptrdiff_t(std::min(keys->size(), from + kPage)));
        const auto rows = (*reader)->taskRows(page, project.me());
        if (!rows) {
            return rows.error();
        }
        for (const TaskRow& row : *rows) {
            MissingRoot& root = byRoot[row.item.root];
            ++root.items;
            if (!isThere(project.mediaPath(row.item))) {
                root.missing.push_back(row.item.path);
            }
        }
    }
    std::vector<MissingRoot> out;
    for (auto& [id, root] : byRoot) {
        if (!root.missing.empty() && !id.isNull()) {
            out.push_back(std::move(root));
        }
    }
    return out;
}

Result<FoundFolder> searchFolder(const MissingRoot& root, const fs::path& chosen, Progress& progress)
{
    FoundFolder best{chosen, 0};
    for (const fs::path& folder : candidates(chosen)) {
        std::int64_t found = 0;
        for (const std::string& path : root.missing) {
            if (progress.cancelled()) {
                return kCancelled;
            }
            found += isThere(folder / pathFromUtf8(path)) ? 1 : 0;
        }
        if (found > best.found) {
            best = {folder, found};
        }
        if (best.found == std::int64_t(root.missing.size())) {
            break;
        }
    }
    return best;
}

Edit moveRootEdit(const fs::path& project, const MissingRoot& root, const fs::path& folder)
{
    MediaRoot after = root.root;
    std::error_code error;
    const fs::path relative = fs::relative(folder, project.parent_path(), error);
    after.path = pathToUtf8(error || relative.empty() ? folder : relative);
    Edit edit;
    edit.id = EditId::create();
    edit.scope = {ScopeKind::Data, {}};
    edit.text = "Locate pictures";
    edit.changes.push_back({root.root, after, {}, root.revision});
    return edit;
}

} // namespace touchstone
