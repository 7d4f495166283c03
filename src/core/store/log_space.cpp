#include "core/store/log_space.h"

#include <algorithm>
#include <string>
#include <vector>

namespace touchstone {

namespace {

sqlite3_file* logOf(Connection& connection)
{
    sqlite3_file* log = nullptr;
    const int code = sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return code == SQLITE_OK && log && log->pMethods ? log : nullptr;
}

} // namespace

void reserveLog(Connection& connection)
{
    connection.run("PRAGMA journal_size_limit=" + std::to_string(kLogBytes));
    // The log is opened with the first look into the file.
    connection.number("SELECT count(*) FROM sqlite_schema");
    sqlite3_file* log = logOf(connection);
    if (!log)
        return;
    sqlite3_int64 size = 0;
    if (log->pMethods->xFileSize(log, &size) != SQLITE_OK)
        return;
    const std::vector<char> zeros(std::size_t{1} << 16);
    for (sqlite3_int64 at = size; at < kLogBytes;) {
        const auto length = static_cast<int>(std::min<sqlite3_int64>(kLogBytes - at, sqlite3_int64(zeros.size())));
        if (log->pMethods->xWrite(log, zeros.data(), length, at) != SQLITE_OK) {
            log->pMethods->xTruncate(log, size);
            return;
        }
        at += length;
    }
}

bool voidLog(Connection& connection, bool sync)
{
    static constexpr char kHeader[32]{};
    sqlite3_file* log = logOf(connection);
    sqlite3_int64 size = 0;
    if (!log || log->pMethods->xFileSize(log, &size) != SQLITE_OK)
        return false;
    if (size > 0 && log->pMethods->xWrite(log, kHeader, sizeof kHeader, 0) != SQLITE_OK)
        return false;
    return !sync || log->pMethods->xSync(log, SQLITE_SYNC_FULL) == SQLITE_OK;
}

} // namespace touchstone
