#include "core/store/interruptible.h"

#include <algorithm>

#include "core/store/connection.h"
#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

constexpr int kSteps = 20'000; // of SQLite's machine: well under a millisecond

} // namespace

Interruptible::Interruptible(Connection& connection, Progress* progress)
    : m_connection(connection), m_progress(progress)
{
    if (progress)
        sqlite3_progress_handler(connection.handle(), kSteps, &Interruptible::step, this);
}

Interruptible::~Interruptible()
{
    if (m_progress)
        sqlite3_progress_handler(m_connection.handle(), 0, nullptr, nullptr);
}

void Interruptible::tell(const char* what, double first, double last)
{
    m_pages = std::max<long long>(1, m_connection.number("PRAGMA page_count"));
    int used = 0, most = 0;
    sqlite3_db_status(m_connection.handle(), SQLITE_DBSTATUS_CACHE_MISS, &used, &most, 1);
    m_what = what;
    m_first = first;
    m_last = last;
    if (m_progress)
        m_progress->report(first, what);
}

int Interruptible::step(void* self)
{
    auto& that = *static_cast<Interruptible*>(self);
    if (that.m_what) {
        int read = 0, most = 0;
        sqlite3_db_status(that.m_connection.handle(), SQLITE_DBSTATUS_CACHE_MISS, &read, &most, 0);
        const double share = std::min(1.0, static_cast<double>(read) / static_cast<double>(that.m_pages));
        that.m_progress->report(that.m_first + (that.m_last - that.m_first) * share, that.m_what);
    }
    return that.m_progress->cancelled() ? 1 : 0;
}

} // namespace touchstone
