#include "core/store/write_again.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {

Result<void> writeAgain(const std::filesystem::path& path)
{
    const FileHandle file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0 && errno == ENOENT)
        return {};
    const auto failed = [&] {
        return Error{ErrorCode::Io, std::string("The disk reported an error (") + std::strerror(errno) + ").",
                     pathToUtf8(path)};
    };
    if (file.get() < 0)
        return failed();
    std::vector<char> bytes(std::size_t{1} << 20);
    for (off_t offset = 0;;) {
        const ssize_t got = ::pread(file.get(), bytes.data(), bytes.size(), offset);
        if (got == 0)
            break;
        if (got < 0 || ::pwrite(file.get(), bytes.data(), static_cast<std::size_t>(got), offset) != got)
            return failed();
        offset += got;
    }
    if (::fsync(file.get()) != 0)
        return failed();
    return {};
}

} // namespace touchstone
