#include "core/store/log_space.h"

#include <algorithm>
#include <string>
#include <vector>

namespace touchstone {

void reserveLog(Connection& connection)
{
    connection.run("PRAGMA journal_size_limit=" + std::to_string(kLogBytes));
    // The log is opened with the first look into the file.
    connection.number("SELECT count(*) FROM sqlite_schema");
    sqlite3_file* log = nullptr;
    if (sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK || !log ||
        !log->pMethods)
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

bool copyLog(Connection& connection)
{
    int pages = 0, copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
    return code == SQLITE_OK && pages == copied;
}

} // namespace touchstone
