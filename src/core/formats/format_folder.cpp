#include "core/formats/format_folder.h"

#include <algorithm>

#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

std::vector<fs::path> filesBelow(const fs::path& folder, const std::function<bool(const fs::path&)>& wanted,
                                 std::size_t most)
{
    std::vector<fs::path> found;
    std::error_code problem;
    constexpr auto quiet = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator it(folder, quiet, problem), end;
         !problem && it != end && found.size() < most; it.increment(problem)) {
        std::error_code ignored;
        const bool hidden = it->path().filename().native().starts_with('.');
        if (hidden && it->is_directory(ignored)) {
            it.disable_recursion_pending();
        } else if (!hidden && it->is_regular_file(ignored) && wanted(it->path())) {
            found.push_back(it->path());
        }
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        return naturalLess(pathToUtf8(a), pathToUtf8(b));
    });
    return found;
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code problem;
    fs::create_directory(folder, problem);
    if (problem) {
        return Error{ErrorCode::Io, "The folder cannot be made: " + problem.message() + ".",
                     displayUtf8(pathToUtf8(folder))};
    }
    return {};
}

} // namespace touchstone
