#include "core/store/rebuild.h"

#include "core/store/append.h"
#include "core/store/list_cache.h"
#include "core/store/load.h"

namespace touchstone {
namespace {

constexpr const char* kClear[]{
    "UPDATE annotation SET rev=0, label=NULL, kind=NULL, x0=NULL, y0=NULL, x1=NULL, y1=NULL",
    "UPDATE task SET rev=0, state='unassigned', assignee=NULL, priority=0",
    "UPDATE layer SET rev=0, confirmed_empty=0",
    "UPDATE source SET rev=0, state='pending'",
    "UPDATE member SET rev=0, name=NULL",
    "UPDATE label SET rev=0",
    "UPDATE root SET rev=0",
    "UPDATE project SET rev=0",
    "UPDATE medium SET rev=0, at_root=NULL, at_path=NULL WHERE rev<>0 OR at_root IS NOT NULL OR at_path IS NOT NULL",
};

struct Head {
    std::int64_t key;
    std::int64_t rev;
};

std::vector<Head> headsOf(Connection& connection, ObjectKind kind)
{
    Statement query(connection, "SELECT object, max(rev) FROM object_rev WHERE kind=?1 GROUP BY object");
    std::vector<Head> heads;
    for (query.bind(1, objectKindName(kind)); query.step();)
        heads.push_back({query.integer(0), query.integer(1)});
    return heads;
}

constexpr ObjectKind kKinds[]{ObjectKind::Member, ObjectKind::Project, ObjectKind::Label, ObjectKind::Root,
                              ObjectKind::Source, ObjectKind::Task,    ObjectKind::Layer, ObjectKind::Medium};

/// Of an import that is being taken out, tiles first.
bool isPending(Connection& connection, std::int64_t annotation)
{
    Statement& query = connection.cached(
        "SELECT 1 FROM annotation a JOIN source s ON s.key=a.source WHERE a.key=?1 AND s.rev=0");
    const Reset reset(query);
    return query.bind(1, annotation).step();
}

} // namespace

void rebuildHeads(Connection& connection)
{
    for (const char* sql : kClear)
        connection.run(sql);
    for (const ObjectKind kind : kKinds)
        for (const Head& head : headsOf(connection, kind)) {
            // A deletion keeps the cached columns of the value before it.
            auto value = loadObject(connection, kind, head.key, head.rev);
            if (!value)
                value = loadObject(connection, kind, head.key, head.rev - 1);
            if (value)
                setObjectHead(connection, head.key, head.rev, *value);
        }
    Statement rows(connection, "SELECT r.annotation, max(r.rev), r.label, r.body FROM annotation_rev r "
                               "GROUP BY r.annotation");
    while (rows.step()) {
        if (rows.isNull(3)) {
            setAnnotationHead(connection, rows.integer(0), rows.integer(1), 0, nullptr);
            continue;
        }
        Annotation annotation;
        try {
            readBody(connection, rows.text(3), annotation);
        } catch (const StoreFailure&) {
            if (!isPending(connection, rows.integer(0)))
                throw;
            continue;
        }
        setAnnotationHead(connection, rows.integer(0), rows.integer(1), rows.integer(2), &annotation);
    }
    refillLists(connection);
}

std::vector<std::string> compareHeads(Connection& connection, std::size_t limit)
{
    std::vector<std::string> problems;
    const auto tell = [&](const char* table, std::int64_t key) {
        if (problems.size() < limit)
            problems.push_back(std::string("The cache of ") + table + " " + std::to_string(key) +
                               " is not what the journal says.");
    };
    for (const ObjectKind kind : kKinds)
        for (const Head& head : headsOf(connection, kind))
            if (headOf(connection, kind, head.key) != head.rev)
                tell(objectKindName(kind), head.key);
    static constexpr std::pair<const char*, const char*> kWithout[]{
        {"member", "SELECT key FROM member t WHERE rev<>0 AND NOT EXISTS "
                   "(SELECT 1 FROM object_rev r WHERE r.kind='member' AND r.object=t.key)"},
        {"label", "SELECT key FROM label t WHERE rev<>0 AND NOT EXISTS "
                  "(SELECT 1 FROM object_rev r WHERE r.kind='label' AND r.object=t.key)"},
        {"root", "SELECT key FROM root t WHERE rev<>0 AND NOT EXISTS "
                 "(SELECT 1 FROM object_rev r WHERE r.kind='root' AND r.object=t.key)"},
        {"source", "SELECT key FROM source t WHERE rev<>0 AND NOT EXISTS "
                   "(SELECT 1 FROM object_rev r WHERE r.kind='source' AND r.object=t.key)"},
        {"task", "SELECT key FROM task t WHERE rev<>0 AND NOT EXISTS "
                 "(SELECT 1 FROM object_rev r WHERE r.kind='task' AND r.object=t.key)"},
        {"layer", "SELECT key FROM layer t WHERE rev<>0 AND NOT EXISTS "
                  "(SELECT 1 FROM object_rev r WHERE r.kind='layer' AND r.object=t.key)"},
        {"medium", "SELECT key FROM medium t WHERE rev<>0 AND NOT EXISTS "
                   "(SELECT 1 FROM object_rev r WHERE r.kind='medium' AND r.object=t.key)"},
        {"medium", "SELECT m.key FROM medium m LEFT JOIN object_rev r ON r.kind='medium' AND r.object=m.key AND "
                   "r.rev=m.rev LEFT JOIN root p ON p.key=m.at_root WHERE m.at_path IS NOT r.body ->> '$.path' "
                   "OR coalesce(lower(hex(p.uuid)), '')<>coalesce(replace(r.body ->> '$.root', '-', ''), '')"},
        {"member", "SELECT m.key FROM member m JOIN object_rev r ON r.kind='member' AND r.object=m.key AND "
                   "r.rev=m.rev WHERE m.name IS NOT r.body ->> '$.name'"},
    };
    for (const auto& [table, sql] : kWithout) {
        Statement query(connection, sql);
        while (query.step())
            tell(table, query.integer(0));
    }
    Statement tasks(connection,
                    "SELECT t.key FROM task t LEFT JOIN object_rev r ON r.kind='task' AND r.object=t.key AND "
                    "r.rev=t.rev LEFT JOIN member m ON m.key=t.assignee "
                    "WHERE t.state<>coalesce(r.body ->> '$.state', 'unassigned') OR coalesce(lower(hex(m.uuid)), '')<>"
                    "coalesce(replace(r.body ->> '$.assignee', '-', ''), '') "
                    "OR t.priority<>coalesce(r.body ->> '$.priority', 0)");
    while (tasks.step())
        tell("task", tasks.integer(0));
    Statement layers(connection,
                     "SELECT l.key FROM layer l LEFT JOIN object_rev r ON r.kind='layer' AND r.object=l.key AND "
                     "r.rev=l.rev WHERE l.confirmed_empty<>coalesce(r.body ->> '$.confirmedEmpty', 0)");
    while (layers.step())
        tell("layer", layers.integer(0));
    Statement sources(connection,
                      "SELECT s.key FROM source s LEFT JOIN object_rev r ON r.kind='source' AND r.object=s.key AND "
                      "r.rev=s.rev WHERE s.state<>coalesce(r.body ->> '$.state', 'pending')");
    while (sources.step())
        tell("source", sources.integer(0));

    Statement rows(connection,
                   "SELECT a.key, a.rev, a.label, a.kind, a.x0, a.y0, a.x1, a.y1, r.label, r.body, "
                   "(SELECT max(rev) FROM annotation_rev x WHERE x.annotation=a.key) FROM annotation a "
                   "LEFT JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev");
    while (rows.step()) {
        const std::int64_t key = rows.integer(0);
        bool same = rows.integer(1) == rows.integer(10);
        if (rows.isNull(9)) {
            same = same && rows.isNull(2) && rows.isNull(3);
        } else {
            Annotation annotation;
            try {
                readBody(connection, rows.text(9), annotation);
            } catch (const StoreFailure& failure) {
                if (problems.size() < limit && !isPending(connection, key))
                    problems.push_back("Annotation " + std::to_string(key) + ": " + failure.error.message);
                continue;
            }
            const auto box = bounds(annotation.shape);
            same = same && rows.integer(2) == rows.integer(8) &&
                   rows.text(3) == shapeKindName(kindOf(annotation.shape)) && rows.isNull(4) == !box &&
                   (!box || (rows.real(4) == box->x && rows.real(5) == box->y && rows.real(6) == box->right() &&
                             rows.real(7) == box->bottom()));
        }
        if (!same)
            tell("annotation", key);
    }
    for (std::string& problem : compareLists(connection, limit - problems.size()))
        problems.push_back(std::move(problem));
    return problems;
}

} // namespace touchstone
