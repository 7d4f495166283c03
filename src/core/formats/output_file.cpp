#include "core/formats/output_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "touchstone/base/text.h"

namespace touchstone {

Result<OutputFile> OutputFile::create(const std::filesystem::path& path)
{
    OutputFile file;
    file.m_name = displayUtf8(pathToUtf8(path));
    file.m_handle = FileHandle(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.m_handle.get() < 0) {
        return Error{codeOfSystemError(errno),
                     std::string("The file cannot be written: ") + std::strerror(errno) + ".", file.m_name};
    }
    return file;
}

Result<void> OutputFile::flushed()
{
    constexpr std::size_t piece = std::size_t{1} << 20;
    return m_text.size() < piece ? Result<void>() : writeOut();
}

Result<void> OutputFile::writeOut()
{
    for (std::string_view rest = m_text; !rest.empty();) {
        const ssize_t written = write(m_handle.get(), rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            return Error{ErrorCode::Io,
                         std::string("The file cannot be written: ") + std::strerror(errno) + ".", m_name};
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        m_written += std::max<ssize_t>(written, 0);
    }
    m_text.clear();
    // So that the sync at the end finds little left to do. Where the file system cannot, the sync does all.
    constexpr std::int64_t stretch = std::int64_t{16} << 20;
    if (m_written - m_onItsWay >= stretch) {
        sync_file_range(m_handle.get(), m_onItsWay, m_written - m_onItsWay, SYNC_FILE_RANGE_WRITE);
        m_onItsWay = m_written;
    }
    return {};
}

Result<void> OutputFile::finish()
{
    if (auto written = writeOut(); !written) {
        return written;
    }
    if (fsync(m_handle.get()) != 0) {
        return Error{ErrorCode::Io, std::string("The file cannot be written: ") + std::strerror(errno) + ".",
                     m_name};
    }
    return {};
}

} // namespace touchstone
