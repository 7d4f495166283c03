#include "core/store/bulk_append.h"
#include "core/store/list_cache.h"

namespace touchstone {
namespace {

// Children before parents. Labels and roots that only this source gave birth to have no revision.
constexpr const char* kSteps[]{
    "DELETE FROM source_record WHERE source=?1",
    "DELETE FROM annotation_rev WHERE annotation IN (SELECT a.key FROM annotation a JOIN layer l ON l.key=a.layer "
    "WHERE l.source=?1)",
    "DELETE FROM annotation WHERE layer IN (SELECT key FROM layer WHERE source=?1)",
    "DELETE FROM layer WHERE source=?1",
    "DELETE FROM task WHERE source=?1",
    "DELETE FROM draft WHERE item IN (SELECT key FROM item WHERE source=?1)",
    "DELETE FROM item WHERE source=?1",
    "DELETE FROM medium WHERE source=?1",
    "DELETE FROM source WHERE key=?1",
};

} // namespace

void purgeSource(Connection& connection, std::int64_t source)
{
    forgetSource(connection, source);
    for (const char* sql : kSteps)
        connection.cached(sql).bind(1, source).run();
    connection.run("DELETE FROM label WHERE rev=0");
    connection.run("DELETE FROM root WHERE rev=0");
}

std::int64_t purgePending(Connection& connection)
{
    std::vector<std::int64_t> pending;
    {
        Statement query(connection, "SELECT key FROM source WHERE rev=0");
        while (query.step())
            pending.push_back(query.integer(0));
    }
    if (pending.empty())
        return 0;
    const std::int64_t before = sqlite3_total_changes64(connection.handle());
    for (const std::int64_t source : pending)
        purgeSource(connection, source);
    return sqlite3_total_changes64(connection.handle()) - before;
}

} // namespace touchstone
