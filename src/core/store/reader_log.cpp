#include "core/store/connection.h"
#include "core/store/load.h"
#include "core/store/undo_rows.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

constexpr const char* kColumns =
    "SELECT e.seq, e.uuid, e.kind, m.name, e.text, d.path, e.at, "
    "(SELECT count(*) FROM annotation_rev r WHERE r.edit=e.seq) + "
    "(SELECT count(*) FROM object_rev r WHERE r.edit=e.seq), e.ontology "
    "FROM edit e JOIN member m ON m.key=e.author LEFT JOIN item i ON i.key=e.scope "
    "LEFT JOIN medium d ON d.key=i.medium ";

std::vector<LogRow> rowsOf(Statement& query)
{
    std::vector<LogRow> rows;
    while (query.step()) {
        LogRow row;
        row.sequence = query.integer(0);
        row.id.uuid = query.uuid(1);
        row.kind = editKindFromName(query.text(2)).value_or(EditKind::Do);
        row.author = query.string(3);
        row.text = query.string(4);
        row.item = query.string(5);
        row.at = query.integer(6);
        row.changes = query.integer(7);
        row.ontologyVersion = query.integer(8);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

Result<std::vector<LogRow>> Reader::log(std::int64_t limit, std::int64_t before)
{
    return guarded([&] {
        Statement query(connection(), std::string(kColumns) +
                                          "WHERE ?1=0 OR e.seq<?1 ORDER BY e.seq DESC LIMIT ?2");
        query.bind(1, before).bind(2, limit);
        return rowsOf(query);
    });
}

Result<UndoState> Reader::undoState(const Scope& scope, const MemberId& me)
{
    return guarded([&] {
        UndoState state;
        const std::int64_t key = scope.kind == ScopeKind::Item       ? itemKey(connection(), scope.item)
                                 : scope.kind == ScopeKind::Project  ? -1
                                 : scope.kind == ScopeKind::Ontology ? -2
                                                                     : -3;
        const EditTail tail = tailOf(connection(), key, keyOf(connection(), ObjectKind::Member, me.uuid));
        if (tail.undoNext)
            state.undoText = editHead(connection(), tail.undoNext).text;
        if (tail.redoNext)
            state.redoText = editHead(connection(), tail.redoNext).text;
        return state;
    });
}

Result<std::vector<LogRow>> Reader::logOf(const ItemId& item, std::int64_t limit)
{
    return guarded([&] {
        Statement query(connection(), std::string(kColumns) + "WHERE e.scope=?1 ORDER BY e.seq DESC LIMIT ?2");
        query.bind(1, itemKey(connection(), item)).bind(2, limit);
        return rowsOf(query);
    });
}

} // namespace touchstone
