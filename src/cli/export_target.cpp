#include "cli/export_target.h"

#include <fstream>
#include <string>
#include <string_view>

#include "cli/open_project.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

/// Every SQLite file begins so.
constexpr std::string_view databaseHead("SQLite format 3\0", 16);

bool isDatabase(const std::filesystem::path& path)
{
    std::string head(databaseHead.size(), '\0');
    std::ifstream stream(path, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    return stream && head == databaseHead;
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
