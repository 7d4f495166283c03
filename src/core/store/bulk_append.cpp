#include "core/store/bulk_append.h"

#include <algorithm>

#include "core/store/bulk_rows.h"
#include "core/store/load.h"

namespace touchstone {
BulkAppend::BulkAppend(Connection& connection, const Source& source, Timestamp at)
    : m_connection(connection), m_role(layerRoleName(source.role)),
      // Nobody else makes items while a source is written, so its keys can be told before the rows are there.
      m_firstItem(1 + connection.number("SELECT max(key) FROM item"))
{
    Statement& insert = connection.cached(
        "INSERT INTO source (uuid, format, name, hash, options, author, role, continue_from, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    insert.bind(1, source.id.uuid).bind(2, source.format).bind(3, source.name);
    if (source.hash)
        insert.bindBlob(4, source.hash->data(), source.hash->size());
    insert.bind(5, source.options).bind(6, source.author).bind(7, m_role).bind(8, source.continueFrom).bind(9, at).run();
    m_key = sqlite3_last_insert_rowid(connection.handle());
    registerBulkRows(connection);
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

// Table by table, which keeps the pages of each at hand. After a failure the whole source is taken out, so no
// statement needs to be undone by itself.
void BulkAppend::append(BulkBatch& batch)
{
    items(batch);
    records(batch);
    for (const auto& [hash, runs] : batch.tiles)
        m_connection.cached("INSERT OR IGNORE INTO tile (hash, runs) VALUES (?1, ?2)")
            .lendBlob(1, hash.data(), hash.size())
            .lendBlob(2, runs.data(), runs.size())
            .run();
    layers(batch);
    annotations(batch);
    entries(batch);
}

void BulkAppend::entries(const BulkBatch& batch)
{
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkEntry& one = batch.entries[row];
        switch (column) {
        case 0: return value.integer(one.order);
        case 1: return value.text(one.entry.id);
        case 2: return value.text(one.entry.name);
        default: return value.optionalText(one.entry.more);
        }
    };
    if (!batch.entries.empty())
        runBulk(m_connection,
                "INSERT OR FAIL INTO list_entry (source, ord, id, name, more) SELECT ?2, c0, c1, c2, c3 FROM bulk_rows(?1)",
                BulkRowsOf(batch.entries.size(), tell), m_key);
}

std::int64_t BulkAppend::nextKey(const char* sql)
{
    Statement& query = m_connection.cached(sql);
    const Reset reset(query);
    return 1 + (query.step() ? query.integer(0) : 0);
}

void BulkAppend::items(const BulkBatch& batch)
{
    if (batch.items.empty())
        return;
    std::int64_t nextMedium = nextKey("SELECT max(key) FROM medium");
    std::vector<std::int64_t> media;
    std::vector<std::size_t> newMedia, texts;
    for (std::size_t i = 0; i < batch.items.size(); ++i) {
        if (!batch.items[i].sharesMedium) {
            m_lastMedium = nextMedium++;
            newMedia.push_back(i);
        }
        media.push_back(m_lastMedium);
        if (batch.items[i].textHash)
            texts.push_back(i);
    }
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkItem& one = batch.items[row];
        switch (column) {
        case 0: return value.integer(one.key);
        case 1: return value.id(one.id);
        case 2: return value.text(one.kind);
        case 3: return value.integer(media[row]);
        case 4: return value.id(one.medium);
        case 5: return value.integer(one.root);
        case 6: return value.text(one.path);
        case 7: return value.key(one.width);
        case 8: return value.key(one.height);
        case 9: return value.key(one.orientation);
        case 10: return value.key(one.bytes);
        case 11: return value.id(one.task);
        default: return one.part ? value.integer(*one.part) : void();
        }
    };
    const auto tellMedium = [&](std::size_t row, int column, const BulkValue& value) {
        tell(newMedia[row], column, value);
    };
    runBulk(m_connection,
            "INSERT OR FAIL INTO medium (key, uuid, source, root, path, width, height, orientation, bytes) "
            "SELECT c3, c4, ?2, c5, c6, c7, c8, c9, c10 FROM bulk_rows(?1)",
            BulkRowsOf(newMedia.size(), tellMedium), m_key);
    const BulkRowsOf rows(batch.items.size(), tell);
    for (const char* sql :
         {"INSERT OR FAIL INTO item (key, uuid, source, kind, medium, part) "
          "SELECT c0, c1, ?2, c2, c3, c12 FROM bulk_rows(?1)",
          "INSERT OR FAIL INTO task (uuid, source, item, kind) SELECT c11, ?2, c0, 'label' FROM bulk_rows(?1)"})
        runBulk(m_connection, sql, rows, m_key);
    if (texts.empty())
        runBulk(m_connection, "INSERT INTO item_path (rowid, path) SELECT c0, c6 FROM bulk_rows(?1) WHERE ?2", rows, m_key);
    else
        this->texts(batch, texts);
}

void BulkAppend::texts(const BulkBatch& batch, std::span<const std::size_t> rows)
{
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkItem& one = batch.items[rows[row]];
        switch (column) {
        case 0: return value.integer(one.key);
        case 1: return value.blob({reinterpret_cast<const char*>(one.textHash->data()), one.textHash->size()});
        case 2: return value.text(batch.textWordsOf(one));
        case 3: return value.text(batch.textBodyOf(one));
        default: return value.optionalText(batch.textMetaOf(one));
        }
    };
    runBulk(m_connection,
            "INSERT OR FAIL INTO text (item, hash, words, body, meta) SELECT c0, c1, c2, c3, c4 FROM bulk_rows(?1) WHERE ?2",
            BulkRowsOf(rows.size(), tell), m_key);
    m_connection
        .cached("INSERT INTO item_path (rowid, path) SELECT item, words FROM item_words WHERE item>=?1 AND item<=?2")
        .bind(1, batch.items.front().key)
        .bind(2, batch.items.back().key)
        .run();
}

void BulkAppend::layers(BulkBatch& batch)
{
    if (batch.layers.empty())
        return;
    // People may have made layers since the last batch.
    batch.firstLayer = nextKey("SELECT max(key) FROM layer");
    std::int64_t key = batch.firstLayer;
    for (BulkLayer& one : batch.layers) {
        m_layers.push_back(key++);
        one.brought = m_key;
        if (one.item >= m_firstItem)
            continue;
        Statement& query = m_connection.cached("SELECT source FROM item WHERE key=?1");
        const Reset reset(query);
        if (query.bind(1, one.item).step())
            one.brought = query.integer(0);
    }
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkLayer& one = batch.layers[row];
        switch (column) {
        case 0: return value.integer(batch.firstLayer + static_cast<std::int64_t>(row));
        case 1: return value.id(one.id);
        case 2: return value.integer(one.item);
        default: return value.text(m_role);
        }
    };
    runBulk(m_connection,
            "INSERT OR FAIL INTO layer (key, uuid, item, role, source) SELECT c0, c1, c2, c3, ?2 FROM bulk_rows(?1)",
            BulkRowsOf(batch.layers.size(), tell), m_key);
}

void BulkAppend::annotations(BulkBatch& batch)
{
    if (batch.annotations.empty())
        return;
    // The same is true of annotations.
    batch.firstAnnotation = nextKey("SELECT max(key) FROM annotation");
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkAnnotation& one = batch.annotations[row];
        switch (column) {
        case 0: return value.integer(batch.firstAnnotation + static_cast<std::int64_t>(row));
        case 1: return value.id(one.id);
        case 2: return value.integer(m_layers[one.layer]);
        case 3: return value.key(one.label);
        case 4: return value.text(shapeKindName(one.kind));
        case 5: return one.box ? value.real(one.box->x) : void();
        case 6: return one.box ? value.real(one.box->y) : void();
        case 7: return one.box ? value.real(one.box->right()) : void();
        case 8: return one.box ? value.real(one.box->bottom()) : void();
        case 9: return value.text(batch.bodyOf(one));
        case 10: return value.integer(one.order);
        case 11: return value.externalId(one.externalId);
        case 12: return value.optionalText(batch.fieldsOf(one));
        default: return value.optionalText(batch.geometryOf(one));
        }
    };
    const BulkRowsOf rows(batch.annotations.size(), tell);
    for (const char* sql :
         {"INSERT OR FAIL INTO annotation (key, uuid, layer, source, rev, label, kind, x0, y0, x1, y1) "
          "SELECT c0, c1, c2, ?2, 1, c3, c4, c5, c6, c7, c8 FROM bulk_rows(?1)",
          "INSERT OR FAIL INTO annotation_rev (annotation, rev, label, body) SELECT c0, 1, c3, c9 "
          "FROM bulk_rows(?1) WHERE ?2",
          "INSERT OR FAIL INTO annotation_record (annotation, source, ord, external_id, fields, geometry) "
          "SELECT c0, ?2, c10, c11, c12, c13 FROM bulk_rows(?1)"})
        runBulk(m_connection, sql, rows, m_key);
}

void BulkAppend::records(const BulkBatch& batch)
{
    const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
        const BulkRecord& one = batch.records[row];
        switch (column) {
        case 0: return value.text(one.kind);
        case 1: return value.integer(one.object);
        case 2: return value.integer(one.record.order);
        case 3: return value.externalId(one.record.externalId);
        case 4: return value.optionalText(one.record.fields);
        default: return value.optionalText(one.record.geometry);
        }
    };
    runBulk(m_connection,
            "INSERT OR FAIL INTO source_record (kind, object, source, ord, external_id, fields, geometry) "
            "SELECT c0, c1, ?2, c2, c3, c4, c5 FROM bulk_rows(?1)",
            BulkRowsOf(batch.records.size(), tell), m_key);
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

std::vector<SameText> findItemsByText(Connection& connection, const Sha256& hash)
{
    Statement& query = connection.cached(
        "SELECT i.key, m.root, m.path, i.part FROM text t JOIN item i ON i.key=t.item JOIN medium m ON m.key=i.medium "
        "JOIN source s ON s.key=i.source WHERE t.hash=?1 AND s.state='published' ORDER BY i.key");
    const Reset reset(query);
    std::vector<SameText> found;
    for (query.bindBlob(1, hash.data(), hash.size()); query.step();) {
        SameText& one = found.emplace_back();
        one.key = query.integer(0);
        one.root = query.integer(1);
        one.path = query.string(2);
        if (!query.isNull(3))
            one.part = query.integer(3);
    }
    return found;
}

std::map<std::int64_t, std::int64_t> textsOfFile(Connection& connection, std::int64_t root, const std::string& path)
{
    Statement& query = connection.cached(
        "SELECT coalesce(i.part, 0), max(i.key) FROM medium m JOIN item i ON i.medium=m.key JOIN source s ON s.key=i.source "
        "WHERE m.root=?1 AND m.path=?2 AND i.kind='text' AND s.state='published' GROUP BY 1");
    const Reset reset(query);
    std::map<std::int64_t, std::int64_t> found;
    for (query.bind(1, root).bind(2, path); query.step();)
        found.emplace(query.integer(0), query.integer(1));
    return found;
}

std::vector<std::int64_t> sourcesOfList(Connection& connection, const std::string& list)
{
    Statement query(connection,
                    "SELECT key FROM source WHERE format='list' AND state='published' AND options ->> '$.list'=?1");
    std::vector<std::int64_t> sources;
    for (query.bind(1, list); query.step();)
        sources.push_back(query.integer(0));
    return sources;
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

} // namespace touchstone
