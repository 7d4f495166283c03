#include "cli/export_target.h"

#include <string>
#include <string_view>

#include "cli/open_project.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

/// Every SQLite file begins so.
constexpr std::string_view databaseHead("SQLite format 3\0", 16);

bool isDatabase(const std::filesystem::path& path)
{
    std::string head(databaseHead.size(), '\0');
    const Result<ReadableFile> file = openForReading(path);
    const Result<std::size_t> size =
        file ? readAt(*file, 0, head.data(), head.size()) : Result<std::size_t>(0U);
    return size && *size == head.size() && head == databaseHead;
}

} // namespace

Result<void> checkExportTarget(const std::filesystem::path& target)
{
    std::error_code failure;
    if (std::filesystem::is_directory(target, failure)) {
        return Error{ErrorCode::Refused, "This is a folder; name a file in it.", pathToUtf8(target)};
    }
    if (isDatabase(target)) {
        return Error{ErrorCode::Refused, "A project or another database is there; choose another name.",
                     pathToUtf8(target)};
    }
    return checkFolderIsWritable(target);
}

} // namespace touchstone::cli
