#include <unordered_map>

#include "core/store/connection.h"
#include "core/store/load.h"
#include "core/store/object_codec.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

std::string listOf(const std::vector<std::int64_t>& keys)
{
    std::string list = "[";
    for (const std::int64_t key : keys)
        list += (list.size() > 1 ? "," : "") + std::to_string(key);
    return list + "]";
}

/// What decides which layer of an item `me` is shown: mine before the task's base before ground truth.
enum class Claim { None, Truth, Base, Mine };

struct Shown {
    Claim claim = Claim::None;
    std::int64_t layer = 0;
    bool confirmedEmpty = false;
};

constexpr const char* kItems =
    "SELECT i.key, i.uuid, i.kind, r.uuid, m.path, i.part, m.width, m.height, m.orientation, m.hash, m.bytes, "
    "m.uuid, p.uuid, m.at_path, t.uuid, t.rev, o.body, x.words FROM json_each(?1) k CROSS JOIN item i ON i.key=k.value "
    "JOIN medium m ON m.key=i.medium "
    "JOIN root r ON r.key=m.root LEFT JOIN root p ON p.key=m.at_root LEFT JOIN text x ON x.item=i.key JOIN task t ON t.item=i.key AND t.kind='label' "
    "LEFT JOIN object_rev o ON o.kind='task' AND o.object=t.key AND o.rev=t.rev ORDER BY k.key, t.key";

constexpr const char* kLayers =
    "SELECT l.item, l.key, l.uuid, l.role, t.uuid, l.author, l.confirmed_empty, coalesce(s.continue_from, 0) "
    "FROM json_each(?1) k CROSS JOIN layer l ON l.item=k.value LEFT JOIN task t ON t.key=l.task "
    "LEFT JOIN source s ON s.key=l.source WHERE l.source IS NULL OR s.state='published' ORDER BY l.key";

// Of annotations that were deleted, the row stays; groups and bonds without a label are no things of their own.
constexpr const char* kCounts =
    "SELECT k.key, (SELECT count(*) FROM annotation WHERE layer=k.value) - "
    "(SELECT count(*) FROM annotation WHERE layer=k.value AND kind IS NULL) - "
    "(SELECT count(*) FROM annotation WHERE label IS NULL AND layer=k.value AND kind='relation') FROM json_each(?1) k";

Claim claimOf(const Statement& row, const Task& task, std::int64_t me)
{
    if (row.text(3) == "work" && me != 0 && row.integer(5) == me && row.uuid(4) == task.id.uuid)
        return Claim::Mine;
    if (task.baseLayer && row.uuid(2) == task.baseLayer.uuid)
        return Claim::Base;
    return row.text(3) == "ground-truth" && row.integer(7) != 0 ? Claim::Truth : Claim::None;
}

} // namespace

Result<std::vector<TaskRow>> Reader::taskRows(const std::vector<std::int64_t>& keys, const MemberId& me)
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        const std::string list = listOf(keys);
        std::vector<TaskRow> rows;
        rows.reserve(keys.size());
        std::unordered_map<std::int64_t, std::size_t> places;
        {
            Statement& query = db.cached(kItems);
            const Reset reset(query);
            query.bind(1, list);
            while (query.step()) {
                TaskRow row;
                row.item = itemOf(query);
                if (!places.emplace(row.item.key, rows.size()).second)
                    continue;
                row.task.id.uuid = query.uuid(14);
                row.task.item = row.item.id;
                row.taskRevision = query.integer(15);
                row.words = query.string(17);
                if (!query.isNull(16))
                    if (const auto read = readObjectBody(query.text(16), row.task); !read)
                        throw StoreFailure{read.error()};
                rows.push_back(std::move(row));
            }
        }
        const std::int64_t myKey = me.isNull() ? 0 : keyOf(db, ObjectKind::Member, me.uuid);
        std::vector<Shown> shown(rows.size());
        {
            Statement& query = db.cached(kLayers);
            const Reset reset(query);
            query.bind(1, list);
            while (query.step()) {
                const auto place = places.find(query.integer(0));
                if (place == places.end())
                    continue;
                Shown& best = shown[place->second];
                const Claim claim = claimOf(query, rows[place->second].task, myKey);
                // The newest ground truth counts; of one's own there is one.
                if (claim != Claim::None && (claim > best.claim || (claim == best.claim && claim == Claim::Truth)))
                    best = {claim, query.integer(1), query.integer(6) != 0};
            }
        }
        std::vector<std::int64_t> layers;
        std::vector<std::size_t> rowOf;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            rows[i].confirmedEmpty = shown[i].confirmedEmpty;
            if (shown[i].layer == 0)
                continue;
            layers.push_back(shown[i].layer);
            rowOf.push_back(i);
        }
        Statement& counts = db.cached(kCounts);
        const Reset reset(counts);
        for (counts.bind(1, listOf(layers)); counts.step();)
            rows[rowOf.at(static_cast<std::size_t>(counts.integer(0)))].count = counts.integer(1);
        return rows;
    });
}

} // namespace touchstone
