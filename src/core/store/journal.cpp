#include "core/store/append.h"
#include "core/store/list_cache.h"
#include "core/store/load.h"
#include "core/store/object_codec.h"

namespace touchstone {

Error stale(const char* what)
{
    return {ErrorCode::Refused, std::string("The ") + what + " was changed in between.", {}};
}

namespace {

void appendAnnotation(Connection& connection, std::int64_t seq, const Change& change)
{
    const auto* value = change.after ? &std::get<Annotation>(*change.after) : nullptr;
    const Annotation& any = value ? *value : std::get<Annotation>(*change.before);
    std::int64_t key = 0, head = 0;
    {
        Statement& query = connection.cached("SELECT key, rev FROM annotation WHERE uuid=?1");
        const Reset reset(query);
        if (query.bind(1, any.id.uuid).step()) {
            key = query.integer(0);
            head = query.integer(1);
        }
    }
    if (head != change.baseRevision)
        throw StoreFailure{stale("annotation")};
    std::int64_t label = 0;
    if (value && value->label) {
        label = keyOf(connection, ObjectKind::Label, value->label.uuid);
        if (label == 0)
            throw StoreFailure{{ErrorCode::Refused, "The label of the annotation is not in the project.", {}}};
    }
    if (key == 0) {
        const std::int64_t layer = keyOf(connection, ObjectKind::Layer, change.layer.uuid);
        if (layer == 0)
            throw StoreFailure{{ErrorCode::Refused, "The layer of the annotation is not in the project.", {}}};
        connection.cached("INSERT INTO annotation (uuid, layer) VALUES (?1, ?2)")
            .bind(1, any.id.uuid)
            .bind(2, layer)
            .run();
        key = sqlite3_last_insert_rowid(connection.handle());
    }
    const AnnotationUse use = useOf(connection, key);
    Statement& insert = connection.cached(
        "INSERT INTO annotation_rev (annotation, rev, edit, label, body) VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(1, key).bind(2, head + 1).bind(3, seq).bindKey(4, label);
    if (value)
        insert.bind(5, annotationBody(*value, [&](const Sha256& hash, const std::string& runs) {
            putTile(connection, hash, runs);
        }));
    insert.run();
    setAnnotationHead(connection, key, head + 1, label, value);
    annotationMoved(connection, key, use);
}

/// The cached state of a task or a source.
std::string stateOf(Connection& connection, ObjectKind kind, std::int64_t key)
{
    if (kind != ObjectKind::Task && kind != ObjectKind::Source)
        return {};
    Statement& query = connection.cached(kind == ObjectKind::Task ? "SELECT state FROM task WHERE key=?1"
                                                                  : "SELECT state FROM source WHERE key=?1");
    const Reset reset(query);
    return query.bind(1, key).step() ? query.string(0) : std::string();
}

template <class Value>
std::int64_t keyOrBirth(Connection& connection, ObjectKind kind, const Value& value, bool mayCreate,
                        const char* insertSql)
{
    if (const std::int64_t key = keyOf(connection, kind, value.id.uuid))
        return key;
    if (!mayCreate)
        throw StoreFailure{{ErrorCode::Refused,
                            std::string("A ") + objectKindName(kind) + " that is to change is not in the project.",
                            {}}};
    connection.cached(insertSql).bind(1, value.id.uuid).run();
    return sqlite3_last_insert_rowid(connection.handle());
}

struct Key {
    Connection& connection;
    bool mayCreate;

    std::int64_t operator()(const Annotation&) const { return 0; }
    std::int64_t operator()(const Label& v) const
    {
        return keyOrBirth(connection, ObjectKind::Label, v, mayCreate, "INSERT INTO label (uuid) VALUES (?1)");
    }
    std::int64_t operator()(const Member& v) const
    {
        return keyOrBirth(connection, ObjectKind::Member, v, mayCreate, "INSERT INTO member (uuid) VALUES (?1)");
    }
    std::int64_t operator()(const MediaRoot& v) const
    {
        return keyOrBirth(connection, ObjectKind::Root, v, mayCreate, "INSERT INTO root (uuid) VALUES (?1)");
    }
    std::int64_t operator()(const ProjectInfo& v) const
    {
        return keyOrBirth(connection, ObjectKind::Project, v, mayCreate,
                          "INSERT INTO project (key, uuid) VALUES (1, ?1)");
    }
    std::int64_t operator()(const Task& v) const
    {
        return keyOrBirth(connection, ObjectKind::Task, v, false, nullptr);
    }
    std::int64_t operator()(const Layer& v) const
    {
        return keyOrBirth(connection, ObjectKind::Layer, v, false, nullptr);
    }
    std::int64_t operator()(const Medium& v) const
    {
        return keyOrBirth(connection, ObjectKind::Medium, v, false, nullptr);
    }
    std::int64_t operator()(const Source& v) const
    {
        return keyOrBirth(connection, ObjectKind::Source, v, false, nullptr);
    }
};

struct Body {
    std::string operator()(const Annotation&) const { return {}; }
    template <class Value>
    std::string operator()(const Value& value) const
    {
        return objectBody(value);
    }
};

} // namespace

std::int64_t scopeKey(Connection& connection, const Scope& scope)
{
    switch (scope.kind) {
    case ScopeKind::Project:
        return -1;
    case ScopeKind::Ontology:
        return -2;
    case ScopeKind::Data:
        return -3;
    case ScopeKind::Item:
        break;
    }
    const std::int64_t key = itemKey(connection, scope.item);
    if (key == 0)
        throw StoreFailure{{ErrorCode::NotFound, "The item is not in the project.", {}}};
    return key;
}

Scope scopeOf(Connection& connection, std::int64_t key)
{
    if (key == -1)
        return {ScopeKind::Project, {}};
    if (key == -2)
        return {ScopeKind::Ontology, {}};
    if (key == -3)
        return {ScopeKind::Data, {}};
    return {ScopeKind::Item, {itemUuid(connection, key)}};
}

std::int64_t insertEdit(Connection& connection, const EditRow& row)
{
    connection
        .cached("INSERT INTO edit (uuid, author, session, scope, kind, target, merge_key, prev, undo_next, redo_next, "
                "text, at, source, ontology, guideline) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")
        .bind(1, row.id.uuid)
        .bind(2, row.author)
        .bind(3, row.session)
        .bind(4, row.scope)
        .bind(5, editKindName(row.kind))
        .bindKey(6, row.target)
        .bind(7, row.mergeKey)
        .bindKey(8, row.prev)
        .bindKey(9, row.undoNext)
        .bindKey(10, row.redoNext)
        .bind(11, row.text)
        .bind(12, row.at)
        .bindKey(13, row.source)
        .bind(14, row.ontology)
        .bind(15, row.guideline)
        .run();
    return sqlite3_last_insert_rowid(connection.handle());
}

void setNext(Connection& connection, std::int64_t seq, std::int64_t undoNext, std::int64_t redoNext)
{
    connection.cached("UPDATE edit SET undo_next=?2, redo_next=?3 WHERE seq=?1")
        .bind(1, seq)
        .bindKey(2, undoNext)
        .bindKey(3, redoNext)
        .run();
}

void appendChange(Connection& connection, std::int64_t seq, const Change& change)
{
    const ObjectValue& any = change.after ? *change.after : change.before.value();
    if (std::holds_alternative<Annotation>(any)) {
        appendAnnotation(connection, seq, change);
        return;
    }
    const ObjectKind kind = *objectKindOf(any);
    const std::int64_t key = std::visit(Key{connection, change.baseRevision == 0}, any);
    if (headOf(connection, kind, key) != change.baseRevision)
        throw StoreFailure{stale(objectKindName(kind))};
    Statement& insert =
        connection.cached("INSERT INTO object_rev (kind, object, rev, edit, body) VALUES (?1, ?2, ?3, ?4, ?5)");
    insert.bind(1, objectKindName(kind)).bind(2, key).bind(3, change.baseRevision + 1).bind(4, seq);
    if (change.after)
        insert.bind(5, std::visit(Body{}, any));
    insert.run();
    const std::string state = stateOf(connection, kind, key);
    setObjectHead(connection, key, change.baseRevision + 1, any);
    if (kind == ObjectKind::Task)
        taskMoved(connection, key, state);
    else if (kind == ObjectKind::Source)
        sourceMoved(connection, key, state);
}

std::int64_t insertLayer(Connection& connection, std::int64_t seq, const Layer& layer)
{
    connection
        .cached("INSERT INTO layer (uuid, item, role, task, author, base, edit) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .bind(1, layer.id.uuid)
        .bind(2, itemKey(connection, layer.item))
        .bind(3, layerRoleName(layer.role))
        .bindKey(4, keyOf(connection, ObjectKind::Task, layer.task.uuid))
        .bindKey(5, keyOf(connection, ObjectKind::Member, layer.author.uuid))
        .bindKey(6, keyOf(connection, ObjectKind::Layer, layer.base.uuid))
        .bind(7, seq)
        .run();
    const std::int64_t key = sqlite3_last_insert_rowid(connection.handle());
    layerBorn(connection, key);
    return key;
}

void setAnnotationHead(Connection& connection, std::int64_t key, std::int64_t rev, std::int64_t label,
                       const Annotation* value)
{
    Statement& update = connection.cached(
        "UPDATE annotation SET rev=?2, label=?3, kind=?4, x0=?5, y0=?6, x1=?7, y1=?8 WHERE key=?1");
    update.bind(1, key).bind(2, rev);
    if (value) {
        update.bindKey(3, label).bind(4, shapeKindName(kindOf(value->shape)));
        if (const auto box = bounds(value->shape))
            update.bind(5, box->x).bind(6, box->y).bind(7, box->right()).bind(8, box->bottom());
    }
    update.run();
}

void setObjectHead(Connection& connection, std::int64_t key, std::int64_t rev, const ObjectValue& value)
{
    if (const auto* task = std::get_if<Task>(&value)) {
        connection.cached("UPDATE task SET rev=?2, state=?3, assignee=?4, priority=?5 WHERE key=?1")
            .bind(1, key)
            .bind(2, rev)
            .bind(3, taskStateName(task->state))
            .bindKey(4, keyOf(connection, ObjectKind::Member, task->assignee.uuid))
            .bind(5, task->priority)
            .run();
    } else if (const auto* layer = std::get_if<Layer>(&value)) {
        connection.cached("UPDATE layer SET rev=?2, confirmed_empty=?3 WHERE key=?1")
            .bind(1, key)
            .bind(2, rev)
            .bind(3, layer->confirmedEmpty)
            .run();
    } else if (const auto* source = std::get_if<Source>(&value)) {
        connection.cached("UPDATE source SET rev=?2, state=?3 WHERE key=?1")
            .bind(1, key)
            .bind(2, rev)
            .bind(3, sourceStateName(source->state))
            .run();
    } else if (const auto* member = std::get_if<Member>(&value)) {
        connection.cached("UPDATE member SET rev=?2, name=?3 WHERE key=?1")
            .bind(1, key)
            .bind(2, rev)
            .bind(3, member->name)
            .run();
    } else if (std::holds_alternative<Label>(value)) {
        connection.cached("UPDATE label SET rev=?2 WHERE key=?1").bind(1, key).bind(2, rev).run();
    } else if (std::holds_alternative<MediaRoot>(value)) {
        connection.cached("UPDATE root SET rev=?2 WHERE key=?1").bind(1, key).bind(2, rev).run();
    } else if (const auto* medium = std::get_if<Medium>(&value)) {
        setMediumHead(connection, key, rev, *medium);
    } else if (std::holds_alternative<ProjectInfo>(value)) {
        connection.cached("UPDATE project SET rev=?2 WHERE key=?1").bind(1, key).bind(2, rev).run();
    }
}

void setMediumHead(Connection& connection, std::int64_t key, std::int64_t rev, const Medium& medium)
{
    std::int64_t root = 0;
    if (medium.root && (root = keyOf(connection, ObjectKind::Root, medium.root.uuid)) == 0)
        throw StoreFailure{{ErrorCode::Refused, "The folder of a picture is not in the project.", {}}};
    Statement& place = connection.cached("UPDATE medium SET rev=?2, at_root=?3, at_path=?4 WHERE key=?1");
    place.bind(1, key).bind(2, rev).bindKey(3, root);
    if (root)
        place.bind(4, medium.path);
    place.run();

    std::optional<MediumContent> content = medium.content;
    if (!content) {
        // Back to what was recorded first, if it ever was replaced.
        Statement& query = connection.cached("SELECT body FROM object_rev WHERE kind='medium' AND object=?1 "
                                             "AND body -> '$.was' IS NOT NULL ORDER BY rev LIMIT 1");
        const Reset reset(query);
        Medium first;
        if (query.bind(1, key).step() && readObjectBody(query.text(0), first))
            content = first.was;
    }
    if (!content)
        return;
    Statement& facts = connection.cached(
        "UPDATE medium SET width=?2, height=?3, orientation=?4, bytes=?5, hash=?6, modified=NULL WHERE key=?1");
    facts.bind(1, key)
        .bindKey(2, content->width)
        .bindKey(3, content->height)
        .bindKey(4, content->orientation)
        .bindKey(5, content->bytes);
    if (content->hash)
        facts.bindBlob(6, content->hash->data(), content->hash->size());
    facts.run();
}

void putTile(Connection& connection, const Sha256& hash, const std::string& runs)
{
    connection.cached("INSERT OR IGNORE INTO tile (hash, runs) VALUES (?1, ?2)")
        .bindBlob(1, hash.data(), hash.size())
        .bindBlob(2, runs.data(), runs.size())
        .run();
}

} // namespace touchstone
