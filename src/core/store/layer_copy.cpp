#include <map>

#include "core/store/annotation_codec.h"
#include "core/store/append.h"
#include "core/store/list_cache.h"
#include "core/store/load.h"

namespace touchstone {
namespace {

using Ids = std::map<AnnotationId, AnnotationId>;

/// The revision of a copy: that of its model, but a relation joins the copies.
void copyRevision(Connection& connection, std::int64_t seq, std::int64_t from, std::int64_t rev, std::int64_t to,
                  const Ids* relationOf)
{
    Statement& insert = connection.cached("INSERT INTO annotation_rev (annotation, rev, edit, label, body) "
                                          "SELECT ?1, 1, ?2, label, coalesce(?5, body) FROM annotation_rev "
                                          "WHERE annotation=?3 AND rev=?4");
    insert.bind(1, to).bind(2, seq).bind(3, from).bind(4, rev);
    if (relationOf) {
        Statement& find = connection.cached("SELECT body FROM annotation_rev WHERE annotation=?1 AND rev=?2");
        const Reset reset(find);
        if (!find.bind(1, from).bind(2, rev).step())
            throw StoreFailure{{ErrorCode::Corrupt, "A relation has no revision. Verify the project.", {}}};
        Annotation relation;
        readBody(connection, find.text(0), relation);
        relation.shape = withMembers(std::move(relation.shape), *relationOf);
        insert.bind(5, annotationBody(relation, [](const Sha256&, const std::string&) {}));
    }
    insert.run();
}

void copyRecord(Connection& connection, std::int64_t from, std::int64_t rev, std::int64_t to)
{
    // Numbers that followed from the imported geometry go along only while it is still that geometry.
    connection
        .cached("INSERT INTO annotation_record (annotation, source, ord, external_id, fields, geometry) "
                "SELECT ?1, s.source, s.ord, s.external_id, s.fields, "
                "CASE WHEN first.body -> ('$.' || a.kind) = now.body -> ('$.' || a.kind) THEN s.geometry END "
                "FROM annotation_record s JOIN annotation a ON a.key=s.annotation "
                "JOIN annotation_rev first ON first.annotation=s.annotation AND first.rev=1 "
                "JOIN annotation_rev now ON now.annotation=s.annotation AND now.rev=?3 "
                "WHERE s.annotation=?2")
        .bind(1, to)
        .bind(2, from)
        .bind(3, rev)
        .run();
}

} // namespace

void copyAnnotations(Connection& connection, std::int64_t seq, std::int64_t from, std::int64_t to,
                     const std::vector<std::pair<AnnotationId, AnnotationId>>& ids)
{
    const Ids fresh(ids.begin(), ids.end());
    for (const auto& [old, copy] : ids) {
        Statement& find = connection.cached("SELECT key, rev, kind FROM annotation WHERE uuid=?1 AND layer=?2");
        const Reset reset(find);
        if (!find.bind(1, old.uuid).bind(2, from).step())
            throw StoreFailure{stale("layer that is shown")};
        const std::int64_t source = find.integer(0), rev = find.integer(1);
        const bool relation = find.text(2) == shapeKindName(ShapeKind::Relation);
        connection
            .cached("INSERT INTO annotation (uuid, layer, based_on, based_on_rev, rev, label, kind, x0, y0, x1, y1) "
                    "SELECT ?1, ?2, key, rev, 1, label, kind, x0, y0, x1, y1 FROM annotation WHERE key=?3")
            .bind(1, copy.uuid)
            .bind(2, to)
            .bind(3, source)
            .run();
        const std::int64_t key = sqlite3_last_insert_rowid(connection.handle());
        copyRevision(connection, seq, source, rev, key, relation ? &fresh : nullptr);
        copyRecord(connection, source, rev, key);
    }
    layerFilled(connection, to);
}

} // namespace touchstone
