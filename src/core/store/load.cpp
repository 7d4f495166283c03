#include "core/store/load.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/store/object_codec.h"

namespace touchstone {
namespace {

constexpr std::array<const char*, 8> kNames{"project", "member", "label", "root", "source", "task", "layer",
                                              "medium"};

constexpr std::array<const char*, 8> kByUuid{
    "SELECT key FROM project WHERE uuid=?1", "SELECT key FROM member WHERE uuid=?1",
    "SELECT key FROM label WHERE uuid=?1",   "SELECT key FROM root WHERE uuid=?1",
    "SELECT key FROM source WHERE uuid=?1",  "SELECT key FROM task WHERE uuid=?1",
    "SELECT key FROM layer WHERE uuid=?1",   "SELECT key FROM medium WHERE uuid=?1"};
constexpr std::array<const char*, 8> kUuidOf{
    "SELECT uuid FROM project WHERE key=?1", "SELECT uuid FROM member WHERE key=?1",
    "SELECT uuid FROM label WHERE key=?1",   "SELECT uuid FROM root WHERE key=?1",
    "SELECT uuid FROM source WHERE key=?1",  "SELECT uuid FROM task WHERE key=?1",
    "SELECT uuid FROM layer WHERE key=?1",   "SELECT uuid FROM medium WHERE key=?1"};
constexpr std::array<const char*, 8> kHeads{
    "SELECT rev FROM project WHERE key=?1", "SELECT rev FROM member WHERE key=?1",
    "SELECT rev FROM label WHERE key=?1",   "SELECT rev FROM root WHERE key=?1",
    "SELECT rev FROM source WHERE key=?1",  "SELECT rev FROM task WHERE key=?1",
    "SELECT rev FROM layer WHERE key=?1",   "SELECT rev FROM medium WHERE key=?1"};

std::int64_t keyBy(Connection& connection, const char* sql, const Uuid& id)
{
    Statement& query = connection.cached(sql);
    const Reset reset(query);
    return query.bind(1, id).step() ? query.integer(0) : 0;
}

Uuid uuidBy(Connection& connection, const char* sql, std::int64_t key)
{
    if (key == 0)
        return {};
    Statement& query = connection.cached(sql);
    const Reset reset(query);
    return query.bind(1, key).step() ? query.uuid(0) : Uuid{};
}

void orFail(const Result<void>& result)
{
    if (!result)
        throw StoreFailure{result.error()};
}

void birth(Connection& connection, std::int64_t key, Task& task)
{
    Statement& query = connection.cached("SELECT i.uuid FROM task t JOIN item i ON i.key=t.item WHERE t.key=?1");
    const Reset reset(query);
    if (query.bind(1, key).step())
        task.item.uuid = query.uuid(0);
}

void birth(Connection& connection, std::int64_t key, Layer& layer)
{
    Statement& query = connection.cached(
        "SELECT i.uuid, l.role, t.uuid, m.uuid, s.uuid, b.uuid FROM layer l JOIN item i ON i.key=l.item "
        "LEFT JOIN task t ON t.key=l.task LEFT JOIN member m ON m.key=l.author "
        "LEFT JOIN source s ON s.key=l.source LEFT JOIN layer b ON b.key=l.base WHERE l.key=?1");
    const Reset reset(query);
    if (!query.bind(1, key).step())
        return;
    layer.item.uuid = query.uuid(0);
    layer.role = layerRoleFromName(query.text(1)).value_or(LayerRole::Work);
    layer.task.uuid = query.uuid(2);
    layer.author.uuid = query.uuid(3);
    layer.source.uuid = query.uuid(4);
    layer.base.uuid = query.uuid(5);
}

void birth(Connection& connection, std::int64_t key, Source& source)
{
    Statement& query = connection.cached(
        "SELECT format, name, hash, options, author, role, continue_from FROM source WHERE key=?1");
    const Reset reset(query);
    if (!query.bind(1, key).step())
        return;
    source.format = query.string(0);
    source.name = query.string(1);
    if (const auto hash = query.blob(2); hash.size() == 32) {
        source.hash.emplace();
        std::copy(hash.begin(), hash.end(), source.hash->begin());
    }
    source.options = query.string(3);
    source.author = query.string(4);
    source.role = layerRoleFromName(query.text(5)).value_or(LayerRole::GroundTruth);
    source.continueFrom = query.integer(6) != 0;
}

template <class Value>
void birth(Connection&, std::int64_t, Value&)
{
}

template <class Value>
std::optional<ObjectValue> load(Connection& connection, ObjectKind kind, std::int64_t key, std::int64_t rev,
                                bool valueAtBirth)
{
    Value value;
    value.id.uuid = uuidOf(connection, kind, key);
    if (rev == 0) {
        if (!valueAtBirth)
            return std::nullopt;
        birth(connection, key, value);
        return value;
    }
    Statement& query =
        connection.cached("SELECT body FROM object_rev WHERE kind=?1 AND object=?2 AND rev=?3");
    const Reset reset(query);
    if (!query.bind(1, objectKindName(kind)).bind(2, key).bind(3, rev).step())
        throw StoreFailure{{ErrorCode::Corrupt, "A revision is missing from the journal.", {}}};
    if (query.isNull(0))
        return std::nullopt;
    orFail(readObjectBody(query.text(0), value));
    birth(connection, key, value);
    return value;
}

} // namespace

const char* objectKindName(ObjectKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<ObjectKind> objectKindFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (name == kNames[i])
            return static_cast<ObjectKind>(i);
    return std::nullopt;
}

std::optional<ObjectKind> objectKindOf(const ObjectValue& value)
{
    struct Kind {
        std::optional<ObjectKind> operator()(const Annotation&) const { return std::nullopt; }
        std::optional<ObjectKind> operator()(const Label&) const { return ObjectKind::Label; }
        std::optional<ObjectKind> operator()(const Task&) const { return ObjectKind::Task; }
        std::optional<ObjectKind> operator()(const Layer&) const { return ObjectKind::Layer; }
        std::optional<ObjectKind> operator()(const Source&) const { return ObjectKind::Source; }
        std::optional<ObjectKind> operator()(const Member&) const { return ObjectKind::Member; }
        std::optional<ObjectKind> operator()(const ProjectInfo&) const { return ObjectKind::Project; }
        std::optional<ObjectKind> operator()(const MediaRoot&) const { return ObjectKind::Root; }
        std::optional<ObjectKind> operator()(const Medium&) const { return ObjectKind::Medium; }
    };
    return std::visit(Kind{}, value);
}

std::int64_t keyOf(Connection& connection, ObjectKind kind, const Uuid& id)
{
    return keyBy(connection, kByUuid[static_cast<std::size_t>(kind)], id);
}

std::int64_t itemKey(Connection& connection, const ItemId& id)
{
    return keyBy(connection, "SELECT key FROM item WHERE uuid=?1", id.uuid);
}

std::int64_t annotationKey(Connection& connection, const AnnotationId& id)
{
    return keyBy(connection, "SELECT key FROM annotation WHERE uuid=?1", id.uuid);
}

Uuid uuidOf(Connection& connection, ObjectKind kind, std::int64_t key)
{
    return uuidBy(connection, kUuidOf[static_cast<std::size_t>(kind)], key);
}

Uuid itemUuid(Connection& connection, std::int64_t key)
{
    return uuidBy(connection, "SELECT uuid FROM item WHERE key=?1", key);
}

std::int64_t headOf(Connection& connection, ObjectKind kind, std::int64_t key)
{
    Statement& query = connection.cached(kHeads[static_cast<std::size_t>(kind)]);
    const Reset reset(query);
    return query.bind(1, key).step() ? query.integer(0) : 0;
}

std::optional<ObjectValue> loadObject(Connection& connection, ObjectKind kind, std::int64_t key,
                                      std::int64_t rev)
{
    switch (kind) {
    case ObjectKind::Project:
        return load<ProjectInfo>(connection, kind, key, rev, false);
    case ObjectKind::Member:
        return load<Member>(connection, kind, key, rev, false);
    case ObjectKind::Label:
        return load<Label>(connection, kind, key, rev, false);
    case ObjectKind::Root:
        return load<MediaRoot>(connection, kind, key, rev, false);
    case ObjectKind::Source:
        return load<Source>(connection, kind, key, rev, true);
    case ObjectKind::Task:
        return load<Task>(connection, kind, key, rev, true);
    case ObjectKind::Layer:
        return load<Layer>(connection, kind, key, rev, true);
    case ObjectKind::Medium:
        return load<Medium>(connection, kind, key, rev, true);
    }
    return std::nullopt;
}

void readBody(Connection& connection, std::string_view body, Annotation& annotation)
{
    const GetTile get = [&](const Sha256& hash) -> Result<Shared<std::string>> {
        Statement& query = connection.cached("SELECT runs FROM tile WHERE hash=?1");
        const Reset reset(query);
        if (!query.bindBlob(1, hash.data(), hash.size()).step())
            return Error{ErrorCode::Corrupt, "A tile of a mask is missing.", {}};
        return Shared<std::string>(std::string(query.blob(0)));
    };
    orFail(readAnnotationBody(body, get, annotation));
}

std::optional<Annotation> loadAnnotation(Connection& connection, std::int64_t key, std::int64_t rev)
{
    if (rev == 0)
        return std::nullopt;
    Statement& query = connection.cached(
        "SELECT a.uuid, l.uuid, r.body FROM annotation_rev r JOIN annotation a ON a.key=r.annotation "
        "LEFT JOIN label l ON l.key=r.label WHERE r.annotation=?1 AND r.rev=?2");
    const Reset reset(query);
    if (!query.bind(1, key).bind(2, rev).step())
        throw StoreFailure{{ErrorCode::Corrupt, "A revision is missing from the journal.", {}}};
    if (query.isNull(2))
        return std::nullopt;
    Annotation annotation;
    annotation.id.uuid = query.uuid(0);
    annotation.label.uuid = query.uuid(1);
    readBody(connection, query.text(2), annotation);
    return annotation;
}

Item itemOf(const Statement& row)
{
    Item item;
    item.key = row.integer(0);
    item.id.uuid = row.uuid(1);
    item.kind = row.string(2);
    item.root.uuid = row.uuid(3);
    item.path = row.string(4);
    if (!row.isNull(5))
        item.part = row.integer(5);
    item.width = row.integer(6);
    item.height = row.integer(7);
    item.orientation = static_cast<int>(row.integer(8));
    if (const auto hash = row.blob(9); hash.size() == 32) {
        item.hash.emplace();
        std::copy(hash.begin(), hash.end(), item.hash->begin());
    }
    item.bytes = row.integer(10);
    item.medium.uuid = row.uuid(11);
    item.placeRoot.uuid = row.uuid(12);
    item.placePath = row.string(13);
    return item;
}

Item loadItem(Connection& connection, std::int64_t key)
{
    Statement& query = connection.cached(
        "SELECT i.key, i.uuid, i.kind, r.uuid, m.path, i.part, m.width, m.height, m.orientation, m.hash, m.bytes, m.uuid, "
        "p.uuid, m.at_path FROM item i JOIN medium m ON m.key=i.medium JOIN root r ON r.key=m.root "
        "LEFT JOIN root p ON p.key=m.at_root WHERE i.key=?1");
    const Reset reset(query);
    if (!query.bind(1, key).step())
        throw StoreFailure{{ErrorCode::NotFound, "There is no such item in the project.", {}}};
    return itemOf(query);
}

std::int64_t taskKeyOf(Connection& connection, std::int64_t item)
{
    Statement& query = connection.cached("SELECT key FROM task WHERE item=?1 AND kind='label' ORDER BY key LIMIT 1");
    const Reset reset(query);
    return query.bind(1, item).step() ? query.integer(0) : 0;
}

Task loadTask(Connection& connection, std::int64_t key)
{
    const auto value = loadObject(connection, ObjectKind::Task, key, headOf(connection, ObjectKind::Task, key));
    if (!value)
        throw StoreFailure{{ErrorCode::NotFound, "The item has no task.", {}}};
    return std::get<Task>(*value);
}

Ontology loadOntology(Connection& connection)
{
    Ontology ontology;
    Statement& query = connection.cached(
        "SELECT l.uuid, r.body FROM label l JOIN object_rev r ON r.kind='label' AND r.object=l.key AND r.rev=l.rev "
        "WHERE r.body IS NOT NULL");
    const Reset reset(query);
    while (query.step()) {
        Label label;
        label.id.uuid = query.uuid(0);
        orFail(readObjectBody(query.text(1), label));
        ontology.labels.push_back(std::move(label));
    }
    std::sort(ontology.labels.begin(), ontology.labels.end(), [](const Label& a, const Label& b) {
        return std::pair(a.order, a.id) < std::pair(b.order, b.id);
    });
    ontology.version =
        connection.number("SELECT coalesce(max(edit), 0) FROM object_rev WHERE kind='label'");
    return ontology;
}

LayerContent loadContent(Connection& connection, std::int64_t layer)
{
    const std::int64_t head = headOf(connection, ObjectKind::Layer, layer);
    const auto value = loadObject(connection, ObjectKind::Layer, layer, head);
    if (!value)
        throw StoreFailure{{ErrorCode::NotFound, "There is no such layer in the project.", {}}};
    LayerContent content;
    content.setLayer(std::get<Layer>(*value), head);

    Statement& query = connection.cached(
        "SELECT a.uuid, a.rev, l.uuid, r.body FROM annotation a "
        "JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev LEFT JOIN label l ON l.key=r.label "
        "WHERE a.layer=?1");
    const Reset reset(query);
    query.bind(1, layer);
    std::vector<Annotation> annotations;
    std::vector<std::int64_t> revisions;
    std::vector<std::pair<AnnotationId, std::int64_t>> deleted;
    while (query.step()) {
        Annotation annotation;
        annotation.id.uuid = query.uuid(0);
        if (query.isNull(3)) {
            deleted.emplace_back(annotation.id, query.integer(1));
            continue;
        }
        annotation.label.uuid = query.uuid(2);
        readBody(connection, query.text(3), annotation);
        annotations.push_back(std::move(annotation));
        revisions.push_back(query.integer(1));
    }
    content.load(std::move(annotations), revisions);
    for (const auto& [id, revision] : deleted)
        content.setRevision(id, revision);
    return content;
}

SourceRecord readRecord(const Statement& row, int first)
{
    SourceRecord record;
    record.source.uuid = row.uuid(first);
    record.order = row.integer(first + 1);
    if (row.type(first + 2) == SQLITE_INTEGER)
        record.externalId = row.integer(first + 2);
    else if (row.type(first + 2) == SQLITE_TEXT)
        record.externalId = row.string(first + 2);
    record.fields = row.string(first + 3);
    record.geometry = row.string(first + 4);
    return record;
}

} // namespace touchstone
