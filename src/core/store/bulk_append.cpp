#include "core/store/bulk_append.h"

#include <algorithm>

#include "core/store/bulk_rows.h"
#include "core/store/load.h"

namespace touchstone {
namespace {

void bindExternalId(Statement& statement, int index, const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id))
        statement.bind(index, *number);
    else if (const auto* text = std::get_if<std::string>(&id))
        statement.lend(index, *text);
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

void lendOptional(Statement& statement, int index, std::string_view text)
{
    text.empty() ? statement.bindNull(index) : statement.lend(index, text);
}

void hashOptional(RowHasher& hasher, std::string_view text)
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
    : m_connection(connection), m_role(source.role),
      // Nobody else makes items while a source is written, so its keys can be told before the rows are there.
      m_firstItem(1 + connection.number("SELECT max(key) FROM item")), m_lists(connection, source.role)
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
    registerBulkRows(connection);
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

void BulkBatch::clear()
{
    text.clear();
    items.clear();
    records.clear();
    annotations.clear();
    tiles.clear();
}

void BulkAppend::append(const BulkBatch& batch)
{
    for (const BulkItem& one : batch.items)
        item(one);
    for (const BulkRecord& one : batch.records)
        record(one);
    for (const auto& [hash, runs] : batch.tiles)
        m_connection.cached("INSERT OR IGNORE INTO tile (hash, runs) VALUES (?1, ?2)")
            .lendBlob(1, hash.data(), hash.size())
            .lendBlob(2, runs.data(), runs.size())
            .run();
    annotations(batch);
}

void BulkAppend::item(const BulkItem& item)
{
    const Uuid mediumId = newUuid(), itemId = newUuid(), taskId = newUuid();
    m_connection
        .cached("INSERT INTO medium (uuid, source, root, path, width, height, orientation, bytes) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
        .lendBlob(1, mediumId.bytes.data(), mediumId.bytes.size())
        .bind(2, m_key)
        .bind(3, item.root)
        .lend(4, item.path)
        .bindKey(5, item.width)
        .bindKey(6, item.height)
        .bindKey(7, item.orientation)
        .bindKey(8, item.bytes)
        .run();
    const std::int64_t medium = sqlite3_last_insert_rowid(m_connection.handle());
    m_connection.cached("INSERT INTO item (key, uuid, source, kind, medium) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(1, item.key)
        .lendBlob(2, itemId.bytes.data(), itemId.bytes.size())
        .bind(3, m_key)
        .lend(4, item.kind)
        .bind(5, medium)
        .run();
    m_connection.cached("INSERT INTO task (uuid, source, item, kind) VALUES (?1, ?2, ?3, 'label')")
        .lendBlob(1, taskId.bytes.data(), taskId.bytes.size())
        .bind(2, m_key)
        .bind(3, item.key)
        .run();
    m_items.addBlob(bytesOf(mediumId))
        .add(item.root)
        .addText(item.path)
        .add(item.key)
        .addBlob(bytesOf(itemId))
        .addText(item.kind)
        .addBlob(bytesOf(taskId));
    m_lists.item(item.key, item.kind, item.path);
}

std::int64_t BulkAppend::layerOf(std::int64_t item)
{
    const auto place = static_cast<std::size_t>(item - m_firstItem);
    if (item >= m_firstItem && place >= m_newLayers.size())
        m_newLayers.resize(place + 1);
    std::int64_t& key = item >= m_firstItem ? m_newLayers[place] : m_otherLayers[item];
    if (key != 0)
        return key;
    const Uuid id = newUuid();
    m_connection.cached("INSERT INTO layer (uuid, item, role, source) VALUES (?1, ?2, ?3, ?4)")
        .lendBlob(1, id.bytes.data(), id.bytes.size())
        .bind(2, item)
        .bind(3, layerRoleName(m_role))
        .bind(4, m_key)
        .run();
    key = sqlite3_last_insert_rowid(m_connection.handle());
    m_layers.add(key).addBlob(bytesOf(id)).add(item).addText(layerRoleName(m_role));
    m_lists.layer(key, item);
    return key;
}

void BulkAppend::annotations(const BulkBatch& batch)
{
    if (batch.annotations.empty())
        return;
    // Others may have made annotations since the last batch.
    BulkRows rows{batch, 1 + m_connection.number("SELECT max(key) FROM annotation"), {}};
    rows.layers.reserve(batch.annotations.size());
    for (const BulkAnnotation& one : batch.annotations)
        rows.layers.push_back(layerOf(one.item));
    // Table by table, which keeps the pages of each at hand. After a failure the whole source is taken out, so no
    // statement needs to be undone by itself.
    for (const char* sql :
         {"INSERT OR FAIL INTO annotation (key, uuid, layer, source, rev, label, kind, x0, y0, x1, y1) "
          "SELECT key, uuid, layer, ?2, 1, label, kind, x0, y0, x1, y1 FROM bulk_rows(?1)",
          "INSERT OR FAIL INTO annotation_rev (annotation, rev, label, body) SELECT key, 1, label, body "
          "FROM bulk_rows(?1) WHERE ?2",
          "INSERT OR FAIL INTO annotation_record (annotation, source, ord, external_id, fields, geometry) "
          "SELECT key, ?2, ord, external_id, fields, geometry FROM bulk_rows(?1)"})
        m_connection.cached(sql).lendPointer(1, &rows, kBulkRows).bind(2, m_key).run();
    for (std::size_t i = 0; i < rows.layers.size(); ++i) {
        const BulkAnnotation& one = batch.annotations[i];
        const std::int64_t key = rows.firstKey + static_cast<std::int64_t>(i);
        m_annotations.add(key).addBlob(bytesOf(one.id)).add(rows.layers[i]).add(one.label).addText(batch.bodyOf(one));
        m_annotations.addText("annotation").add(key).add(one.order);
        hashExternalId(m_annotations, one.externalId);
        hashOptional(m_annotations, batch.fieldsOf(one));
        hashOptional(m_annotations, batch.geometryOf(one));
        m_lists.annotation(rows.layers[i], one.label, one.kind, one.instance);
    }
}

void BulkAppend::record(const BulkRecord& said)
{
    const SourceRecord& record = said.record;
    Statement& insert = m_connection.cached(
        "INSERT OR IGNORE INTO source_record (kind, object, source, ord, external_id, fields, geometry) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(1, said.kind).bind(2, said.object).bind(3, m_key).bind(4, record.order);
    bindExternalId(insert, 5, record.externalId);
    lendOptional(insert, 6, record.fields);
    lendOptional(insert, 7, record.geometry);
    insert.run();
    if (sqlite3_changes(m_connection.handle()) == 0)
        return;
    m_records.addText(said.kind).add(said.object).add(record.order);
    hashExternalId(m_records, record.externalId);
    hashOptional(m_records, record.fields);
    hashOptional(m_records, record.geometry);
}

std::vector<std::int64_t> BulkAppend::itemsOfOthers() const
{
    std::vector<std::int64_t> items;
    items.reserve(m_otherLayers.size());
    for (const auto& [item, layer] : m_otherLayers)
        items.push_back(item);
    std::sort(items.begin(), items.end());
    return items;
}

std::string BulkAppend::digest()
{
    return combined(m_items, m_layers, m_annotations, m_records);
}

std::int64_t findItem(Connection& connection, std::int64_t root, const std::string& path)
{
    Statement& query = connection.cached(
        "SELECT i.key FROM medium m JOIN item i ON i.medium=m.key JOIN source s ON s.key=i.source "
        "WHERE m.root=?1 AND m.path=?2 AND s.state='published' ORDER BY i.key LIMIT 1");
    const Reset reset(query);
    return query.bind(1, root).bind(2, path).step() ? query.integer(0) : 0;
}

FoundItem findItemByName(Connection& connection, const std::string& path, std::int64_t width, std::int64_t height,
                         bool onlyUnlocated)
{
    Statement& query = connection.cached(
        "SELECT i.key, m.root FROM medium m JOIN item i ON i.medium=m.key JOIN source s ON s.key=i.source "
        "WHERE m.path=?1 AND (?2=0 OR m.width IS NULL OR (m.width=?2 AND m.height=?3)) "
        "AND s.state='published' AND (NOT ?4 OR EXISTS (SELECT 1 FROM root r JOIN object_rev o "
        "ON o.kind='root' AND o.object=r.key AND o.rev=r.rev WHERE r.key=m.root AND o.body ->> '$.path'='')) "
        "ORDER BY i.key LIMIT 1");
    const Reset reset(query);
    query.bind(1, path).bind(2, width).bind(3, height).bind(4, onlyUnlocated);
    return query.step() ? FoundItem{query.integer(0), query.integer(1)} : FoundItem{};
}

std::int64_t withGroundTruth(Connection& connection, std::span<const std::int64_t> items)
{
    std::int64_t count = 0;
    Statement& query = connection.cached("SELECT 1 FROM layer l JOIN source s ON s.key=l.source WHERE l.item=?1 "
                                         "AND l.role='ground-truth' AND s.state='published' LIMIT 1");
    for (const std::int64_t item : items) {
        const Reset reset(query);
        count += query.bind(1, item).step() ? 1 : 0;
    }
    return count;
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
                   "SELECT a.key, a.uuid, a.layer, coalesce(r.label, 0), r.body, 'annotation', s.annotation, s.ord, "
                   "s.external_id, s.fields, s.geometry FROM annotation a "
                   "JOIN annotation_rev r ON r.annotation=a.key AND r.rev=1 "
                   "JOIN annotation_record s ON s.annotation=a.key AND s.source=a.source "
                   "WHERE a.source=?1 ORDER BY a.key");
    for (rows.bind(1, source); rows.step();)
        annotations.addRow(rows, 11);
    // In the order in which they came: top level, categories and images are each counted by ord.
    Statement others(connection,
                     "SELECT kind, object, ord, external_id, fields, geometry FROM source_record "
                     "WHERE source=?1 "
                     "ORDER BY CASE kind WHEN 'top' THEN 0 WHEN 'category' THEN 1 ELSE 2 END, ord");
    for (others.bind(1, source); others.step();)
        records.addRow(others, 6);
    return combined(items, layers, annotations, records);
}

} // namespace touchstone
