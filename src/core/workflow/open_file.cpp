#include "core/workflow/open_file.h"

#include <unistd.h>

#include <fstream>

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

Error at(ErrorCode code, std::string message, const fs::path& path)
{
    return {code, std::move(message), pathToUtf8(path)};
}

fs::path beside(const fs::path& path, const char* suffix)
{
    fs::path other = path;
    other += suffix;
    return other;
}

constexpr const char* kDamagedHead = "The head of this project file is damaged. It is left as it is.";

/// SQLite and the lock open the files beside the project: a pipe there would keep them waiting for ever, and a
/// link would lead their writing to somebody else's file.
Result<void> hasPlainNeighbours(const fs::path& project)
{
    std::error_code code;
    const fs::path real = fs::canonical(project, code);
    for (const char* suffix : {"-wal", "-shm", "-journal", "-lock"}) {
        const fs::path other = beside(code ? project : real, suffix);
        std::error_code unknown;
        const fs::file_status status = fs::symlink_status(other, unknown);
        if (fs::exists(status) && !fs::is_regular_file(status))
            return at(ErrorCode::InvalidInput,
                      "This belongs to the project of that name and must be a file, but is a link, a folder or a "
                      "device. Take it away, then open the project again.",
                      other);
    }
    return {};
}

} // namespace

Result<void> looksLikeProject(const fs::path& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status))
        return at(ErrorCode::NotFound, "There is no such file.", path);
    if (!fs::is_regular_file(status))
        return at(ErrorCode::InvalidInput, "This is not a Touchstone project, it is no file.", path);
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    char head[72] = "";
    const auto read = readAt(*file, 0, head, sizeof head);
    if (!read)
        return at(read.error().code, read.error().message, path);
    if (*read == 0)
        return at(ErrorCode::InvalidInput,
                  "The file is empty, so it is no Touchstone project. Look for a copy or make a new project.", path);
    static constexpr std::string_view kMagic("SQLite format 3\0", 16);
    static constexpr std::string_view kOurs("TSTN");
    if (*read >= 16 && std::string_view(head, 16) == kMagic)
        return hasPlainNeighbours(path);
    if (*read == 72 && std::string_view(head + 68, 4) == kOurs)
        return at(ErrorCode::Corrupt, kDamagedHead, path);
    return at(ErrorCode::InvalidInput, "This is not a Touchstone project.", path);
}

bool hasLeftovers(const fs::path& path)
{
    std::error_code code;
    for (const char* suffix : {"-wal", "-journal"}) {
        const fs::path other = beside(path, suffix);
        if (fs::exists(other, code) && fs::file_size(other, code) > 0)
            return true;
    }
    return false;
}

bool endedUncleanly(const fs::path& path)
{
    std::error_code code;
    return hasLeftovers(path) || fs::exists(beside(path, "-wal"), code);
}

bool mayWrite(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

bool isInWal(const fs::path& path)
{
    char head[20] = "";
    std::ifstream(path, std::ios::binary).read(head, sizeof head);
    return head[19] == 2;
}

std::string readOnlyOn(const std::string& share)
{
    return "it lies on a network share (" + share + "), where nothing keeps the work of two computers apart. Save a "
           "copy on a disk of this computer and work there, or read it here.";
}

std::string noProjectOn(const std::string& share)
{
    return "This folder lies on a network share (" + share + "), where nothing keeps the work of two computers apart, "
           "so no project is kept there. Choose a folder on a disk of this computer; pictures may stay where they "
           "are.";
}

FileKind kindOrFail(Connection& connection, const fs::path& path)
{
    const FileKind kind = identify(connection);
    if (kind == FileKind::Foreign)
        throw StoreFailure{at(ErrorCode::InvalidInput,
                              "This is an SQLite file, but not a Touchstone project, or it was altered by another "
                              "program. It is left as it is.",
                              path)};
    if (kind == FileKind::Damaged)
        throw StoreFailure{at(ErrorCode::Corrupt,
                              "The project file is damaged: its head, or its description of its tables, is not what "
                              "was written. It is left as it is.",
                              path)};
    return kind;
}

} // namespace touchstone
