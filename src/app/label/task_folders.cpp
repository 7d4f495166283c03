#include "app/label/task_folders.h"

#include <algorithm>

#include "app/session/text.h"
#include "touchstone/base/text.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace {

/// Up to and with the last '/'.
std::string folderOf(const std::string& path)
{
    return path.substr(0, path.rfind('/') + 1);
}

} // namespace

TaskFolders::TaskFolders(const Project& project, Reader& reader)
{
    const auto spans = reader.pathSpans();
    if (!spans)
        return;
    std::string shared;
    bool first = true;
    for (const PathSpan& span : *spans) {
        std::string root = pathToUtf8(project.rootFolder(span.root));
        if (!root.empty() && root.back() != '/')
            root += '/';
        for (const std::string* path : {&span.first, &span.last}) {
            const std::string folder = folderOf(root + *path);
            if (std::exchange(first, false)) {
                shared = folder;
                continue;
            }
            const auto differ = std::ranges::mismatch(shared, folder).in1;
            shared = folderOf(std::string(shared.begin(), differ));
        }
        m_roots.emplace(span.root.uuid, std::move(root));
    }
    m_shared = shared.size();
}

QString TaskFolders::nameOf(const Item& item) const
{
    const auto root = m_roots.find(item.root.uuid);
    std::string folder = folderOf(root == m_roots.end() ? item.path : root->second + item.path);
    if (root != m_roots.end())
        folder.erase(0, std::min(m_shared, folder.size()));
    if (!folder.empty())
        folder.pop_back();
    return toQt(displayUtf8(folder));
}

} // namespace touchstone
