#include "core/store/connection.h"
#include "touchstone/base/progress.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

// Between two looks at whether the job was cancelled.
constexpr std::size_t kLook = 4096;

/// The published source of the list; 0 if there is none.
std::int64_t sourceOf(Connection& connection, const std::string& list)
{
    Statement& query = connection.cached("SELECT max(key) FROM source WHERE format='list' AND state='published' "
                                         "AND options ->> '$.list'=?1");
    const Reset reset(query);
    return query.bind(1, list).step() ? query.integer(0) : 0;
}

ListEntry entryOf(const Statement& row)
{
    return {row.string(0), row.string(1), row.string(2)};
}

} // namespace

Result<std::vector<ListSummary>> Reader::lists()
{
    return guarded([&] {
        Statement query(connection(), "SELECT options ->> '$.list', name, (SELECT count(*) FROM list_entry e "
                                      "WHERE e.source=s.key) FROM source s WHERE format='list' AND state='published' "
                                      "ORDER BY 1, key");
        std::vector<ListSummary> lists;
        while (query.step())
            lists.push_back({query.string(0), query.string(1), query.integer(2)});
        return lists;
    });
}

Result<std::vector<ListEntry>> Reader::listEntries(const std::string& list, Progress* progress)
{
    return guarded([&] {
        const Transaction snapshot(connection(), false);
        Statement query(connection(), "SELECT id, name, more FROM list_entry WHERE source=?1 ORDER BY ord");
        std::vector<ListEntry> entries;
        for (query.bind(1, sourceOf(connection(), list)); query.step();) {
            entries.push_back(entryOf(query));
            if (progress && entries.size() % kLook == 0 && progress->cancelled())
                throw StoreFailure{{ErrorCode::Cancelled, "Cancelled.", {}}};
        }
        return entries;
    });
}

Result<std::optional<ListEntry>> Reader::listEntry(const std::string& list, const std::string& id)
{
    return guarded([&]() -> std::optional<ListEntry> {
        Statement& query = connection().cached("SELECT id, name, more FROM list_entry WHERE source=?1 AND id=?2");
        const Reset reset(query);
        if (!query.bind(1, sourceOf(connection(), list)).bind(2, id).step())
            return std::nullopt;
        return entryOf(query);
    });
}

} // namespace touchstone
