#include "core/store/bulk_append.h"

#include "core/store/load.h"

namespace touchstone {
namespace {

void bindExternalId(Statement& statement, int index, const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id))
        statement.bind(index, *number);
    else if (const auto* text = std::get_if<std::string>(&id))
        statement.bind(index, *text);
    else
        statement.bindNull(index);
}

void hashExternalId(RowHasher& hasher, const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id))
        hasher.add(*number);
    else if (const auto* text = std::get_if<std::string>(&id))
        hasher.addText(*text);
    else
        hasher.addNull();
}

void hashOptional(RowHasher& hasher, const std::string& text)
{
    text.empty() ? hasher.addNull() : hasher.addText(text);
}

/// What the source itself says, before its rows.
void hashSource(Connection& connection, std::int64_t source, RowHasher& hasher)
{
    Statement& query = connection.cached(
        "SELECT uuid, format, name, hash, options, author, role, continue_from, at FROM source WHERE key=?1");
    const Reset reset(query);
    if (query.bind(1, source).step())
        hasher.addRow(query, 9);
}

std::string_view bytesOf(const Uuid& id)
{
    return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

std::string combined(RowHasher& items, RowHasher& layers, RowHasher& annotations, RowHasher& records)
{
    Sha256Hasher all;
    for (RowHasher* part : {&items, &layers, &annotations, &records}) {
        const Sha256 hash = part->finish();
        all.add(hash.data(), hash.size());
    }
    return toHex(all.finish());
}

} // namespace

BulkAppend::BulkAppend(Connection& connection, const Source& source, Timestamp at)
    : m_connection(connection), m_lists(connection, source.role)
{
    Statement& insert = connection.cached(
        "INSERT INTO source (uuid, format, name, hash, options, author, role, continue_from, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    insert.bind(1, source.id.uuid).bind(2, source.format).bind(3, source.name);
    if (source.hash)
        insert.bindBlob(4, source.hash->data(), source.hash->size());
    insert.bind(5, source.options)
        .bind(6, source.author)
        .bind(7, layerRoleName(source.role))
        .bind(8, source.continueFrom)
        .bind(9, at)
        .run();
    m_key = sqlite3_last_insert_rowid(connection.handle());
    hashSource(connection, m_key, m_items);
    m_lists.begin(m_key);
}

std::int64_t BulkAppend::bearRoot(const Uuid& id)
{
    m_connection.cached("INSERT INTO root (uuid) VALUES (?1)").bind(1, id).run();
    return sqlite3_last_insert_rowid(m_connection.handle());
}

std::int64_t BulkAppend::bearLabel(const Uuid& id)
{
    m_connection.cached("INSERT INTO label (uuid) VALUES (?1)").bind(1, id).run();
    return sqlite3_last_insert_rowid(m_connection.handle());
}

std::int64_t BulkAppend::item(const NewMedium& medium)
{
    sqlite3* handle = m_connection.handle();
    const Uuid mediumId = newUuid(), itemId = newUuid(), taskId = newUuid();
    m_connection
        .cached("INSERT INTO medium (uuid, source, root, path, width, height, orientation, bytes) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
        .bind(1, mediumId)
        .bind(2, m_key)
        .bind(3, medium.root)
        .bind(4, medium.path)
        .bindKey(5, medium.width)
        .bindKey(6, medium.height)
        .bindKey(7, medium.orientation)
        .bindKey(8, medium.bytes)
        .run();
    const std::int64_t mediumKey = sqlite3_last_insert_rowid(handle);
    m_connection.cached("INSERT INTO item (uuid, source, kind, medium) VALUES (?1, ?2, ?3, ?4)")
        .bind(1, itemId)
        .bind(2, m_key)
        .bind(3, medium.kind)
        .bind(4, mediumKey)
        .run();
    const std::int64_t key = sqlite3_last_insert_rowid(handle);
    m_connection.cached("INSERT INTO task (uuid, source, item, kind) VALUES (?1, ?2, ?3, 'label')")
        .bind(1, taskId)
        .bind(2, m_key)
        .bind(3, key)
        .run();
    m_items.addBlob(bytesOf(mediumId))
        .add(medium.root)
        .addText(medium.path)
        .add(key)
        .addBlob(bytesOf(itemId))
        .addText(medium.kind)
        .addBlob(bytesOf(taskId));
    m_lists.item(key, medium.kind, medium.path);
    return key;
}

std::int64_t BulkAppend::layer(std::int64_t item, LayerRole role)
{
    const Uuid id = newUuid();
    m_connection.cached("INSERT INTO layer (uuid, item, role, source) VALUES (?1, ?2, ?3, ?4)")
        .bind(1, id)
        .bind(2, item)
        .bind(3, layerRoleName(role))
        .bind(4, m_key)
        .run();
    const std::int64_t key = sqlite3_last_insert_rowid(m_connection.handle());
    m_layers.add(key).addBlob(bytesOf(id)).add(item).addText(layerRoleName(role));
    m_lists.layer(key, item);
    return key;
}

void BulkAppend::annotation(const NewAnnotation& annotation)
{
    for (const auto& [hash, runs] : annotation.tiles)
        m_connection.cached("INSERT OR IGNORE INTO tile (hash, runs) VALUES (?1, ?2)")
            .bindBlob(1, hash.data(), hash.size())
            .bindBlob(2, runs.data(), runs.size())
            .run();
    Statement& insert = m_connection.cached(
        "INSERT INTO annotation (uuid, layer, source, rev, label, kind, x0, y0, x1, y1) "
        "VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9)");
    insert.bind(1, annotation.id)
        .bind(2, annotation.layer)
        .bind(3, m_key)
        .bindKey(4, annotation.label)
        .bind(5, shapeKindName(annotation.kind));
    if (annotation.box)
        insert.bind(6, annotation.box->x)
            .bind(7, annotation.box->y)
            .bind(8, annotation.box->right())
            .bind(9, annotation.box->bottom());
    insert.run();
    const std::int64_t key = sqlite3_last_insert_rowid(m_connection.handle());
    m_connection.cached("INSERT INTO annotation_rev (annotation, rev, label, body) VALUES (?1, 1, ?2, ?3)")
        .bind(1, key)
        .bindKey(2, annotation.label)
        .bind(3, annotation.body)
        .run();
    m_annotations.add(key).addBlob(bytesOf(annotation.id)).add(annotation.layer).add(annotation.label).addText(
        annotation.body);
    m_lists.annotation(annotation.layer, annotation.label, annotation.kind, annotation.instance);
    insertRecord("annotation", key, annotation.record, m_annotations);
}

void BulkAppend::record(const char* kind, std::int64_t object, const SourceRecord& record)
{
    insertRecord(kind, object, record, m_records);
}

void BulkAppend::insertRecord(const char* kind, std::int64_t object, const SourceRecord& record, RowHasher& hasher)
{
    Statement& insert = m_connection.cached(
        "INSERT OR IGNORE INTO source_record (kind, object, source, ord, external_id, fields, geometry) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(1, kind).bind(2, object).bind(3, m_key).bind(4, record.order);
    bindExternalId(insert, 5, record.externalId);
    if (!record.fields.empty())
        insert.bind(6, record.fields);
    if (!record.geometry.empty())
        insert.bind(7, record.geometry);
    insert.run();
    if (sqlite3_changes(m_connection.handle()) == 0)
        return;
    hasher.addText(kind).add(object).add(record.order);
    hashExternalId(hasher, record.externalId);
    hashOptional(hasher, record.fields);
    hashOptional(hasher, record.geometry);
}

std::string BulkAppend::digest()
{
    return combined(m_items, m_layers, m_annotations, m_records);
}

std::int64_t findItem(Connection& connection, std::int64_t root, const std::string& path, std::int64_t source)
{
    Statement& query = connection.cached(
        "SELECT i.key FROM medium m JOIN item i ON i.medium=m.key JOIN source s ON s.key=i.source "
        "WHERE m.root=?1 AND m.path=?2 AND (s.state='published' OR s.key=?3) ORDER BY i.key LIMIT 1");
    const Reset reset(query);
    return query.bind(1, root).bind(2, path).bind(3, source).step() ? query.integer(0) : 0;
}

FoundItem findItemByName(Connection& connection, const std::string& path, std::int64_t width, std::int64_t height,
                         bool onlyUnlocated, std::int64_t source)
{
    Statement& query = connection.cached(
        "SELECT i.key, m.root FROM medium m JOIN item i ON i.medium=m.key JOIN source s ON s.key=i.source "
        "WHERE m.path=?1 AND (?2=0 OR m.width IS NULL OR (m.width=?2 AND m.height=?3)) "
        "AND (s.state='published' OR s.key=?4) AND (NOT ?5 OR EXISTS (SELECT 1 FROM root r JOIN object_rev o "
        "ON o.kind='root' AND o.object=r.key AND o.rev=r.rev WHERE r.key=m.root AND o.body ->> '$.path'='')) "
        "ORDER BY i.key LIMIT 1");
    const Reset reset(query);
    query.bind(1, path).bind(2, width).bind(3, height).bind(4, source).bind(5, onlyUnlocated);
    return query.step() ? FoundItem{query.integer(0), query.integer(1)} : FoundItem{};
}

std::int64_t findSource(Connection& connection, const Source& source)
{
    if (!source.hash)
        return 0;
    Statement& query = connection.cached(
        "SELECT key FROM source WHERE format=?1 AND hash=?2 AND options=?3 AND author=?4 AND role=?5 "
        "AND state IN ('published', 'retired') ORDER BY state, key DESC LIMIT 1");
    const Reset reset(query);
    query.bind(1, source.format)
        .bindBlob(2, source.hash->data(), source.hash->size())
        .bind(3, source.options)
        .bind(4, source.author)
        .bind(5, layerRoleName(source.role));
    return query.step() ? query.integer(0) : 0;
}

std::string digestOfSource(Connection& connection, std::int64_t source)
{
    RowHasher items, layers, annotations, records;
    hashSource(connection, source, items);
    Statement itemRows(connection,
                       "SELECT m.uuid, m.root, m.path, i.key, i.uuid, i.kind, t.uuid FROM item i "
                       "JOIN medium m ON m.key=i.medium JOIN task t ON t.item=i.key AND t.source=i.source "
                       "WHERE i.source=?1 ORDER BY i.key");
    for (itemRows.bind(1, source); itemRows.step();)
        items.addRow(itemRows, 7);
    Statement layerRows(connection, "SELECT key, uuid, item, role FROM layer WHERE source=?1 ORDER BY key");
    for (layerRows.bind(1, source); layerRows.step();)
        layers.addRow(layerRows, 4);
    Statement rows(connection,
                   "SELECT a.key, a.uuid, a.layer, coalesce(r.label, 0), r.body, s.kind, s.object, s.ord, "
                   "s.external_id, s.fields, s.geometry FROM annotation a "
                   "JOIN annotation_rev r ON r.annotation=a.key AND r.rev=1 "
                   "JOIN source_record s ON s.kind='annotation' AND s.object=a.key AND s.source=a.source "
                   "WHERE a.source=?1 ORDER BY a.key");
    for (rows.bind(1, source); rows.step();)
        annotations.addRow(rows, 11);
    // In the order in which they came: top level, categories and images are each counted by ord.
    Statement others(connection,
                     "SELECT kind, object, ord, external_id, fields, geometry FROM source_record "
                     "WHERE source=?1 AND kind<>'annotation' "
                     "ORDER BY CASE kind WHEN 'top' THEN 0 WHEN 'category' THEN 1 ELSE 2 END, ord");
    for (others.bind(1, source); others.step();)
        records.addRow(others, 6);
    return combined(items, layers, annotations, records);
}

} // namespace touchstone
