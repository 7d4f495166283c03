#include "core/store/source_digest.h"

namespace touchstone {
namespace {

void hashExternalId(RowHasher& hasher, const ExternalId& id)
{
    if (const auto* number = std::get_if<std::int64_t>(&id))
        hasher.add(*number);
    else if (const auto* text = std::get_if<std::string>(&id))
        hasher.addText(*text);
    else
        hasher.addNull();
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

std::string combined(std::initializer_list<RowHasher*> parts)
{
    Sha256Hasher all;
    for (RowHasher* part : parts) {
        const Sha256 hash = part->finish();
        all.add(hash.data(), hash.size());
    }
    return toHex(all.finish());
}

} // namespace

SourceDigest::SourceDigest(Connection& connection, std::int64_t source, LayerRole role) : m_role(layerRoleName(role))
{
    hashSource(connection, source, m_items);
}

void SourceDigest::add(const BulkBatch& batch)
{
    for (const BulkItem& one : batch.items) {
        m_items.addBlob(bytesOf(one.medium))
            .add(one.root)
            .addText(one.path)
            .add(one.key)
            .addBlob(bytesOf(one.id))
            .addText(one.kind)
            .addBlob(bytesOf(one.task));
        if (!one.textHash)
            continue;
        one.part ? m_items.add(*one.part) : m_items.addNull();
        m_items.addBlob({reinterpret_cast<const char*>(one.textHash->data()), one.textHash->size()})
            .addText(batch.textWordsOf(one))
            .addText(batch.textBodyOf(one));
        hashOptional(m_items, batch.textMetaOf(one));
    }
    for (const BulkRecord& one : batch.records) {
        m_records.addText(one.kind).add(one.object).add(one.record.order);
        hashExternalId(m_records, one.record.externalId);
        hashOptional(m_records, one.record.fields);
        hashOptional(m_records, one.record.geometry);
    }
    for (const BulkEntry& one : batch.entries) {
        m_hasEntries = true;
        m_entries.add(one.order).addText(one.entry.id).addText(one.entry.name);
        hashOptional(m_entries, one.entry.more);
    }
    std::int64_t layer = batch.firstLayer;
    for (const BulkLayer& one : batch.layers) {
        m_layerKeys.push_back(layer);
        m_layers.add(layer++).addBlob(bytesOf(one.id)).add(one.item).addText(m_role);
    }
    std::int64_t key = batch.firstAnnotation;
    for (const BulkAnnotation& one : batch.annotations) {
        m_annotations.add(key).addBlob(bytesOf(one.id)).add(m_layerKeys[one.layer]).add(one.label);
        m_annotations.addText(batch.bodyOf(one)).addText("annotation").add(key++).add(one.order);
        hashExternalId(m_annotations, one.externalId);
        hashOptional(m_annotations, batch.fieldsOf(one));
        hashOptional(m_annotations, batch.geometryOf(one));
    }
}

std::string SourceDigest::finish()
{
    return m_hasEntries ? combined({&m_items, &m_layers, &m_annotations, &m_records, &m_entries})
                        : combined({&m_items, &m_layers, &m_annotations, &m_records});
}

std::string digestOfSource(Connection& connection, std::int64_t source)
{
    RowHasher items, layers, annotations, records;
    hashSource(connection, source, items);
    Statement itemRows(connection,
                       "SELECT m.uuid, m.root, m.path, i.key, i.uuid, i.kind, t.uuid, x.item FROM item i "
                       "JOIN medium m ON m.key=i.medium JOIN task t ON t.item=i.key AND t.source=i.source "
                       "LEFT JOIN text x ON x.item=i.key WHERE i.source=?1 ORDER BY i.key");
    Statement text(connection, "SELECT i.part, x.hash, x.words, x.body, x.meta FROM text x JOIN item i ON i.key=x.item "
                               "WHERE x.item=?1");
    for (itemRows.bind(1, source); itemRows.step();) {
        items.addRow(itemRows, 7);
        if (itemRows.isNull(7))
            continue;
        text.reset();
        if (text.bind(1, itemRows.integer(7)).step())
            items.addRow(text, 5);
    }
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
    Statement listRows(connection, "SELECT ord, id, name, more FROM list_entry WHERE source=?1 ORDER BY ord");
    RowHasher entries;
    bool hasEntries = false;
    for (listRows.bind(1, source); listRows.step(); hasEntries = true)
        entries.addRow(listRows, 4);
    return hasEntries ? combined({&items, &layers, &annotations, &records, &entries})
                      : combined({&items, &layers, &annotations, &records});
}

} // namespace touchstone
