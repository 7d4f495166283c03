#include "core/store/undo_rows.h"

#include <array>
#include <map>

#include "core/store/load.h"

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"do", "undo", "redo", "start", "publish"};

struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

void extend(std::map<std::int64_t, Span>& spans, std::int64_t object, std::int64_t rev)
{
    const auto [it, fresh] = spans.try_emplace(object, Span{rev, rev});
    if (!fresh) {
        it->second.first = std::min(it->second.first, rev);
        it->second.last = std::max(it->second.last, rev);
    }
}

// Undo appends, so after an undo and its redo the head is a later revision with the value of an earlier one:
// what counts is that the object still has the value that the edit left.
bool sameAnnotation(Connection& connection, std::int64_t key, std::int64_t a, std::int64_t b)
{
    if (a == b)
        return true;
    Statement& query = connection.cached("SELECT x.label IS y.label AND x.body IS y.body FROM annotation_rev x, "
                                         "annotation_rev y WHERE x.annotation=?1 AND x.rev=?2 "
                                         "AND y.annotation=?1 AND y.rev=?3");
    const Reset reset(query);
    return query.bind(1, key).bind(2, a).bind(3, b).step() && query.integer(0) != 0;
}

bool sameObject(Connection& connection, ObjectKind kind, std::int64_t key, std::int64_t a, std::int64_t b)
{
    if (a == b)
        return true;
    Statement& query = connection.cached("SELECT x.body IS y.body FROM object_rev x, object_rev y "
                                         "WHERE x.kind=?1 AND x.object=?2 AND x.rev=?3 "
                                         "AND y.kind=?1 AND y.object=?2 AND y.rev=?4");
    const Reset reset(query);
    return query.bind(1, objectKindName(kind)).bind(2, key).bind(3, a).bind(4, b).step() && query.integer(0) != 0;
}

Error stands(const std::string& what)
{
    return {ErrorCode::Refused, "Later work stands on it: the " + what + " has been changed since.", {}};
}

} // namespace

std::string_view editKindName(EditKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<EditKind> editKindFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        if (kKinds[i] == name)
            return static_cast<EditKind>(i);
    return std::nullopt;
}

EditTail tailOf(Connection& connection, std::int64_t scope, std::int64_t author)
{
    Statement& query = connection.cached("SELECT seq, undo_next, redo_next FROM edit WHERE scope=?1 AND author=?2 "
                                         "ORDER BY seq DESC LIMIT 1");
    const Reset reset(query);
    if (!query.bind(1, scope).bind(2, author).step())
        return {};
    return {query.integer(0), query.integer(1), query.integer(2)};
}

EditTail tailBefore(Connection& connection, std::int64_t seq)
{
    Statement& query = connection.cached("SELECT p.seq, p.undo_next, p.redo_next FROM edit e "
                                         "JOIN edit p ON p.seq=e.prev WHERE e.seq=?1");
    const Reset reset(query);
    if (!query.bind(1, seq).step())
        return {};
    return {query.integer(0), query.integer(1), query.integer(2)};
}

EditHead editHead(Connection& connection, std::int64_t seq)
{
    Statement& query =
        connection.cached("SELECT kind, text, merge_key, prev, undo_next, source FROM edit WHERE seq=?1");
    const Reset reset(query);
    if (!query.bind(1, seq).step())
        throw StoreFailure{{ErrorCode::Corrupt, "An edit is missing from the journal.", {}}};
    return {seq,
            editKindFromName(query.text(0)).value_or(EditKind::Do),
            query.string(1),
            query.string(2),
            query.integer(3),
            query.integer(4),
            query.integer(5)};
}

std::vector<std::int64_t> undoStep(Connection& connection, std::int64_t seq)
{
    std::vector<std::int64_t> step{seq};
    EditHead head = editHead(connection, seq);
    // An edit comes after the one before it; in a file that was tampered with `prev` could run in a ring.
    while (!head.mergeKey.empty() && head.kind == EditKind::Do && head.prev != 0 && head.prev < head.seq) {
        EditHead before = editHead(connection, head.prev);
        if (before.kind != EditKind::Do || before.mergeKey != head.mergeKey || before.undoNext != before.seq)
            break;
        step.push_back(before.seq);
        head = std::move(before);
    }
    return step;
}

std::vector<Change> inverseChanges(Connection& connection, const std::vector<std::int64_t>& edits)
{
    std::map<std::int64_t, Span> annotations;
    std::map<ObjectKind, std::map<std::int64_t, Span>> objects;
    for (const std::int64_t edit : edits) {
        Statement& rows = connection.cached("SELECT annotation, rev FROM annotation_rev WHERE edit=?1");
        const Reset reset(rows);
        rows.bind(1, edit);
        while (rows.step())
            extend(annotations, rows.integer(0), rows.integer(1));
        Statement& others = connection.cached("SELECT kind, object, rev FROM object_rev WHERE edit=?1");
        const Reset resetOthers(others);
        others.bind(1, edit);
        while (others.step())
            if (const auto kind = objectKindFromName(others.text(0)))
                extend(objects[*kind], others.integer(1), others.integer(2));
    }

    std::vector<Change> changes;
    for (const auto& [key, span] : annotations) {
        std::int64_t head = 0, layer = 0;
        {
            Statement& query = connection.cached("SELECT rev, layer FROM annotation WHERE key=?1");
            const Reset reset(query);
            if (query.bind(1, key).step()) {
                head = query.integer(0);
                layer = query.integer(1);
            }
        }
        if (!sameAnnotation(connection, key, head, span.last))
            throw StoreFailure{stands("annotation")};
        Change change;
        if (auto value = loadAnnotation(connection, key, span.last))
            change.before = std::move(*value);
        if (auto value = loadAnnotation(connection, key, span.first - 1))
            change.after = std::move(*value);
        change.layer.uuid = uuidOf(connection, ObjectKind::Layer, layer);
        change.baseRevision = head;
        if (change.before || change.after)
            changes.push_back(std::move(change));
    }
    for (const auto& [kind, spans] : objects) {
        for (const auto& [key, span] : spans) {
            const std::int64_t head = headOf(connection, kind, key);
            if (!sameObject(connection, kind, key, head, span.last))
                throw StoreFailure{stands(objectKindName(kind))};
            Change change;
            change.before = loadObject(connection, kind, key, span.last);
            change.after = loadObject(connection, kind, key, span.first - 1);
            change.baseRevision = head;
            if (change.before || change.after)
                changes.push_back(std::move(change));
        }
    }
    return changes;
}

} // namespace touchstone
