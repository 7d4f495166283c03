#include "core/store/write_again.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "touchstone/base/text.h"

namespace touchstone {
namespace {

/// Through SQLite's own file system, which never loses the locks of this process.
class LogFile {
  public:
    explicit LogFile(const std::string& name) : m_name(name)
    {
        sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
        m_memory.reset(static_cast<sqlite3_file*>(std::calloc(1, static_cast<std::size_t>(vfs->szOsFile))));
        m_code = vfs->xAccess(vfs, m_name.c_str(), SQLITE_ACCESS_EXISTS, &m_exists);
        if (m_code == SQLITE_OK && m_exists)
            m_code = vfs->xOpen(vfs, m_name.c_str(), m_memory.get(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, nullptr);
    }
    ~LogFile()
    {
        if (m_memory->pMethods)
            m_memory->pMethods->xClose(m_memory.get());
    }
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    int rewrite()
    {
        if (m_code != SQLITE_OK || !m_exists)
            return m_code;
        const sqlite3_io_methods& io = *m_memory->pMethods;
        sqlite3_int64 size = 0;
        int code = io.xFileSize(m_memory.get(), &size);
        // SQLite writes less than 128 KiB at a time.
        std::vector<char> bytes(std::size_t{1} << 16);
        for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size;) {
            const auto length = static_cast<int>(std::min<sqlite3_int64>(size - at, sqlite3_int64(bytes.size())));
            code = io.xRead(m_memory.get(), bytes.data(), length, at);
            if (code == SQLITE_OK)
                code = io.xWrite(m_memory.get(), bytes.data(), length, at);
            at += length;
        }
        return code == SQLITE_OK ? io.xSync(m_memory.get(), SQLITE_SYNC_FULL) : code;
    }

  private:
    struct Free {
        void operator()(sqlite3_file* file) const { std::free(file); }
    };
    std::string m_name;
    std::unique_ptr<sqlite3_file, Free> m_memory;
    int m_exists = 0;
    int m_code = SQLITE_OK;
};

} // namespace

Result<void> writeAgain(const std::filesystem::path& path)
{
    const int code = LogFile(path.string()).rewrite();
    if (code == SQLITE_OK)
        return {};
    return Error{ErrorCode::Io, std::string("The disk still reports an error (") + sqlite3_errstr(code) + ").",
                 pathToUtf8(path)};
}

} // namespace touchstone
