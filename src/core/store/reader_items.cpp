#include "core/store/connection.h"
#include "core/store/layer_rank.h"
#include "core/store/load.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

std::string quotedStates(const std::vector<TaskState>& states)
{
    std::string list;
    for (const TaskState state : states)
        list += (list.empty() ? "'" : ",'") + std::string(taskStateName(state)) + "'";
    return list;
}

// LIKE's own signs in what the user typed stand for themselves.
std::string likePattern(const std::string& text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

} // namespace

Result<std::vector<std::int64_t>> Reader::itemKeys(const TaskFilter& filter)
{
    return guarded([&] {
        Connection& db = connection();
        std::string sql = "SELECT i.key FROM item i JOIN source s ON s.key=i.source AND s.state='published'";
        std::string where;
        const auto also = [&](const std::string& condition) {
            where += (where.empty() ? " WHERE " : " AND ") + condition;
        };
        if (!filter.states.empty())
            also("i.key IN (SELECT item FROM task WHERE state IN (" + quotedStates(filter.states) + "))");
        if (!filter.text.empty()) {
            sql += " JOIN medium m ON m.key=i.medium";
            also("m.path LIKE ?1 ESCAPE '\\'");
        }
        if (filter.label)
            also("i.key IN (SELECT e.item FROM effective_layer e JOIN annotation a ON a.layer=e.layer "
                 "WHERE a.label=?2 AND a.kind IS NOT NULL)");
        Statement query(db, sql + where + " ORDER BY i.key");
        if (!filter.text.empty())
            query.bind(1, likePattern(filter.text));
        if (filter.label)
            query.bind(2, keyOf(db, ObjectKind::Label, filter.label.uuid));
        std::vector<std::int64_t> keys;
        while (query.step())
            keys.push_back(query.integer(0));
        return keys;
    });
}

Result<std::optional<std::int64_t>> Reader::nextItem(std::int64_t key, bool forward,
                                                     const std::vector<TaskState>& states)
{
    return guarded([&]() -> std::optional<std::int64_t> {
        // A state at a time is one step in the index; several at once would sort all that are open.
        std::optional<std::int64_t> nearest;
        for (const TaskState state : states) {
            Statement& query = connection().cached(
                forward ? "SELECT t.item FROM task t JOIN item i ON i.key=t.item JOIN source s ON s.key=i.source "
                          "AND s.state='published' WHERE t.state=?2 AND t.item>?1 ORDER BY t.item LIMIT 1"
                        : "SELECT t.item FROM task t JOIN item i ON i.key=t.item JOIN source s ON s.key=i.source "
                          "AND s.state='published' WHERE t.state=?2 AND t.item<?1 ORDER BY t.item DESC LIMIT 1");
            const Reset reset(query);
            if (!query.bind(1, key).bind(2, taskStateName(state)).step())
                continue;
            const std::int64_t found = query.integer(0);
            if (!nearest || (forward ? found < *nearest : found > *nearest))
                nearest = found;
        }
        return nearest;
    });
}

Result<std::vector<TaskRow>> Reader::taskRows(const std::vector<std::int64_t>& keys, const MemberId& me)
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        std::vector<TaskRow> rows;
        rows.reserve(keys.size());
        for (const std::int64_t key : keys) {
            TaskRow row;
            {
                Statement& exists = db.cached("SELECT 1 FROM item WHERE key=?1");
                const Reset reset(exists);
                if (!exists.bind(1, key).step())
                    continue;
            }
            row.item = loadItem(db, key);
            const std::int64_t task = taskKeyOf(db, key);
            if (task == 0)
                continue;
            row.task = loadTask(db, task);
            row.taskRevision = headOf(db, ObjectKind::Task, task);
            const std::vector<RankedLayer> layers = rankedLayers(db, key);
            if (const RankedLayer* shown = shownOf(layers, row.task, me)) {
                row.count = annotationCount(db, shown->row.key);
                row.confirmedEmpty = shown->row.layer.confirmedEmpty;
            }
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

Result<Item> Reader::item(std::int64_t key)
{
    return guarded([&] {
        Statement& visible = connection().cached("SELECT 1 FROM item i JOIN source s ON s.key=i.source "
                                                 "AND s.state='published' WHERE i.key=?1");
        const Reset reset(visible);
        if (!visible.bind(1, key).step())
            throw StoreFailure{{ErrorCode::NotFound, "There is no such item in the project.", {}}};
        return loadItem(connection(), key);
    });
}

Result<Item> Reader::item(const ItemId& id)
{
    const auto key = guarded([&] { return itemKey(connection(), id); });
    return key ? item(*key) : Result<Item>(key.error());
}

Result<Task> Reader::task(const ItemId& item)
{
    return guarded([&] { return loadTask(connection(), taskKeyOf(connection(), itemKey(connection(), item))); });
}

} // namespace touchstone
