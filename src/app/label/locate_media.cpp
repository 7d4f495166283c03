#include "app/label/locate_media.h"

#include <algorithm>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

// `found` without the parts of `relative` at its end; empty when they are not there.
std::filesystem::path folderAbove(const std::filesystem::path& found, const std::filesystem::path& relative)
{
    std::filesystem::path folder = found;
    for (std::filesystem::path rest = relative; !rest.empty(); rest = rest.parent_path()) {
        if (folder.filename() != rest.filename())
            return {};
        folder = folder.parent_path();
    }
    return folder;
}

} // namespace

Result<Edit> relocationEdit(const Project& project, Reader& reader, const Item& item,
                            const std::filesystem::path& found)
{
    const std::filesystem::path folder = folderAbove(found, pathFromUtf8(item.path));
    if (folder.empty())
        return Error{ErrorCode::Refused,
                     "the file must end with " + item.path + ", as the project knows it; choose that file",
                     pathToUtf8(found)};
    const auto roots = reader.roots();
    if (!roots)
        return roots.error();
    const auto root = std::ranges::find(*roots, item.root, &MediaRoot::id);
    if (root == roots->end())
        return Error{ErrorCode::NotFound, "the folder of this item is not in the project", item.path};
    const auto revision = reader.revisionOf(root->id.uuid);
    if (!revision)
        return revision.error();

    MediaRoot moved = *root;
    std::error_code failed;
    const std::filesystem::path base = std::filesystem::absolute(project.path(), failed).parent_path();
    const std::filesystem::path relative = std::filesystem::relative(folder, base, failed);
    moved.path = pathToUtf8(failed || relative.empty() ? folder : relative);
    Edit edit;
    edit.id = EditId::create();
    edit.scope.kind = ScopeKind::Data;
    edit.text = "Locate pictures in " + pathToUtf8(folder);
    edit.changes.push_back({ObjectValue(*root), ObjectValue(std::move(moved)), LayerId{}, *revision});
    return edit;
}

} // namespace touchstone
