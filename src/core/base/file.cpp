#include "touchstone/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "touchstone/base/ids.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

Error fileError(std::string_view what, int reason, const std::filesystem::path& path)
{
    return {codeOfSystemError(reason), std::string(what) + ": " + std::strerror(reason) + ".",
            displayUtf8(pathToUtf8(path))};
}

constexpr std::string_view cannotRead = "The file cannot be read";
constexpr std::string_view cannotWrite = "The file cannot be written";

int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return errno;
        bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return 0;
}

} // namespace

ErrorCode codeOfSystemError(int reason)
{
    switch (reason) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::Refused;
    default:
        return ErrorCode::Io;
    }
}

FileHandle::~FileHandle()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<ReadableFile> openForReading(const std::filesystem::path& path)
{
    // O_NONBLOCK: a named pipe without a writer would block here for ever.
    ReadableFile file{FileHandle(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), 0};
    struct stat status {};
    if (file.handle.get() < 0 || fstat(file.handle.get(), &status) != 0)
        return fileError(cannotRead, errno, path);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorCode::Io, "This is a folder or a device, not a file.",
                     displayUtf8(pathToUtf8(path))};
    file.bytes = status.st_size;
    return file;
}

Result<std::size_t> readAt(const ReadableFile& file, std::uint64_t offset, void* buffer, std::size_t size)
{
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = pread(file.handle.get(), static_cast<char*>(buffer) + done, size - done,
                                  static_cast<off_t>(offset + done));
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return fileError(cannotRead, errno, {});
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return done;
}

Result<void> readFile(const std::filesystem::path& path, std::int64_t limit, std::string& bytes)
{
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    if (file->bytes > limit)
        return Error{ErrorCode::InvalidInput,
                     "The file has " + withThousands(file->bytes) + " bytes; at most " +
                         withThousands(limit) + " are read.",
                     displayUtf8(pathToUtf8(path))};
    bytes.resize(static_cast<std::size_t>(file->bytes));
    const auto got = readAt(*file, 0, bytes.data(), bytes.size());
    if (!got)
        return Error{got.error().code, got.error().message, displayUtf8(pathToUtf8(path))};
    bytes.resize(*got);
    return {};
}

Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::filesystem::path draft = path;
    draft += "." + newUuid().toString() + ".tmp";
    int reason = 0;
    {
        const FileHandle file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (file.get() < 0)
            return fileError(cannotWrite, errno, path);
        reason = writeAll(file.get(), bytes);
        if (reason == 0 && fdatasync(file.get()) != 0 && errno != EINVAL)
            reason = errno;
    }
    if (reason == 0 && rename(draft.c_str(), path.c_str()) != 0)
        reason = errno;
    if (reason == 0)
        return {};
    unlink(draft.c_str());
    return fileError(cannotWrite, reason, path);
}

Result<void> writeNewFile(const std::filesystem::path& path, std::string_view bytes)
{
    const FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.get() < 0)
        return fileError(cannotWrite, errno, path);
    const int reason = writeAll(file.get(), bytes);
    return reason == 0 ? Result<void>() : fileError(cannotWrite, reason, path);
}

Result<void> syncFolder(const std::filesystem::path& folder)
{
    const FileHandle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0 || syncfs(handle.get()) != 0)
        return fileError(cannotWrite, errno, folder);
    return {};
}

} // namespace touchstone
