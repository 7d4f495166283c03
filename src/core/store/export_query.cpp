#include "core/store/export_query.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "core/store/document_codec.h"
#include "core/store/former_texts.h"
#include "core/store/load.h"
#include "touchstone/model/label_tree.h"

namespace touchstone {
namespace {

/// Layers to export, and the item of each.
constexpr std::string_view kEffective = "SELECT e.item AS item, e.layer AS layer FROM effective_layer e";
constexpr std::string_view kOfAuthor =
    "SELECT l.item AS item, max(l.key) AS layer FROM layer l LEFT JOIN source s ON s.key=l.source "
    "LEFT JOIN member m ON m.key=l.author WHERE (l.source IS NULL OR s.state='published') "
    "AND coalesce(m.name, s.author)=?1 GROUP BY l.item";

/// A record of `source` in a row of ord, external_id, fields and geometry from `first` on.
SourceRecord recordAt(const Statement& row, SourceId source, int first)
{
    SourceRecord record;
    record.source = source;
    record.order = row.integer(first);
    if (row.type(first + 1) == SQLITE_INTEGER)
        record.externalId = row.integer(first + 1);
    else if (row.type(first + 1) == SQLITE_TEXT)
        record.externalId = row.string(first + 1);
    record.fields = row.string(first + 2);
    record.geometry = row.string(first + 3);
    return record;
}

} // namespace

ExportQuery::ExportQuery(Connection& connection, std::string format, std::string author, std::string kind)
    : m_connection(connection), m_transaction(connection, false), m_format(std::move(format)),
      m_author(std::move(author)), m_kind(std::move(kind)), m_ontology(loadOntology(connection))
{
    if (m_kind == "text")
        m_former = formerTexts(m_connection);
    findPlaces();
}

bool ExportQuery::isFormer(std::int64_t item) const
{
    return std::binary_search(m_former.begin(), m_former.end(), item);
}

void ExportQuery::findPlaces()
{
    Statement labels(m_connection, "SELECT key, uuid FROM label");
    while (labels.step()) {
        LabelId id;
        id.uuid = labels.uuid(1);
        const Label* label = m_ontology.resolve(id);
        m_labels.emplace(labels.integer(0), label ? label->id : id);
    }
    Statement sources(m_connection, "SELECT key, uuid FROM source WHERE format=?1 AND state='published'");
    sources.bind(1, m_format);
    while (sources.step())
        m_sources[sources.integer(0)].uuid = sources.uuid(1);

    std::vector<std::pair<std::int64_t, std::int64_t>> items; // by layer
    Statement layers(m_connection, "SELECT c.layer, c.item FROM (" +
                                       std::string(m_author.empty() ? kEffective : kOfAuthor) +
                                       ") c JOIN item i ON i.key=c.item AND i.kind=?2 JOIN source brought ON "
                                       "brought.key=i.source AND brought.state='published'");
    layers.bind(2, m_kind);
    if (!m_author.empty())
        layers.bind(1, m_author);
    while (layers.step()) {
        if (isFormer(layers.integer(1)))
            continue;
        items.emplace_back(layers.integer(0), layers.integer(1));
        m_labelled.push_back(layers.integer(1));
    }
    std::sort(items.begin(), items.end());
    std::sort(m_labelled.begin(), m_labelled.end());

    // Both tables from front to back: asking for the annotations of each layer would be several times slower.
    Statement query(m_connection, "SELECT a.key, a.layer, r.source, r.ord FROM annotation a "
                                  "LEFT JOIN annotation_record r ON r.annotation=a.key "
                                  "WHERE a.kind IS NOT NULL ORDER BY a.key");
    auto at = items.begin();
    while (query.step()) {
        const std::int64_t layer = query.integer(1);
        if (at == items.end() || at->first != layer)
            at = std::lower_bound(items.begin(), items.end(), std::pair(layer, std::int64_t{0}));
        if (at == items.end() || at->first != layer)
            continue;
        const bool recorded = !query.isNull(2) && m_sources.contains(query.integer(2));
        m_places.push_back({query.integer(0), at->second, recorded ? query.integer(2) : 0,
                            recorded ? query.integer(3) : query.integer(0)});
    }
    const auto order = [](const Place& p) {
        // Without a record: after all others, item by item.
        constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
        return p.source != 0 ? std::tuple(std::abs(p.source), p.order, p.item, p.annotation)
                             : std::tuple(last, p.item, p.order, p.annotation);
    };
    joinInstances();
    const auto before = [&](const Place& a, const Place& b) { return order(a) < order(b); };
    if (!std::is_sorted(m_places.begin(), m_places.end(), before))
        std::sort(m_places.begin(), m_places.end(), before);
}

std::optional<SourceRecord> ExportQuery::record(const char* kind, std::int64_t object, std::int64_t source)
{
    Statement& query = m_connection.cached(
        "SELECT s.uuid, r.ord, r.external_id, r.fields, r.geometry FROM source_record r "
        "JOIN source s ON s.key=r.source WHERE r.kind=?1 AND r.object=?2 AND r.source=?3");
    const Reset reset(query);
    if (!query.bind(1, kind).bind(2, object).bind(3, source).step())
        return std::nullopt;
    return readRecord(query, 0);
}

bool ExportQuery::knowsAuthor()
{
    Statement query(m_connection,
                    "SELECT 1 FROM layer l LEFT JOIN source s ON s.key=l.source "
                    "LEFT JOIN member m ON m.key=l.author "
                    "WHERE (l.source IS NULL OR s.state='published') AND coalesce(m.name, s.author)=?1");
    return query.bind(1, m_author).step();
}

std::vector<ExportQuery::TopRow> ExportQuery::tops()
{
    Statement query(m_connection,
                    "SELECT s.uuid, r.ord, r.external_id, r.fields, r.geometry, s.name FROM source_record r "
                    "JOIN source s ON s.key=r.source AND s.state='published' AND s.format=?1 "
                    "WHERE r.kind='top' ORDER BY r.source");
    query.bind(1, m_format);
    std::vector<TopRow> found;
    while (query.step())
        found.push_back({query.string(5), readRecord(query, 0)});
    return found;
}

std::vector<ExportQuery::CategoryRow> ExportQuery::categories()
{
    struct Sorted {
        CategoryRow row;
        std::int64_t source = std::numeric_limits<std::int64_t>::max();
        std::int64_t place = 0;
    };
    std::vector<Sorted> rows;
    Statement first(m_connection,
                    "SELECT min(r.source) FROM source_record r JOIN source s ON s.key=r.source "
                    "WHERE r.kind='category' AND r.object=?1 AND s.format=?2 AND s.state='published'");
    Statement used(m_connection, "SELECT 1 FROM use_count WHERE label=?1 AND present>0 LIMIT 1");
    for (const Label& label : m_ontology.labels) {
        if (!label.mergedInto.isNull())
            continue;
        const std::int64_t key = keyOf(m_connection, ObjectKind::Label, label.id.uuid);
        Sorted sorted{{label, std::nullopt}};
        sorted.place = label.order;
        first.bind(1, key).bind(2, m_format);
        if (first.step() && !first.isNull(0)) {
            sorted.source = first.integer(0);
            sorted.row.record = record("category", key, sorted.source);
            sorted.place = sorted.row.record ? sorted.row.record->order : 0;
        }
        first.reset();
        const bool isUsed = label.retired && !sorted.row.record && used.bind(1, key).step();
        used.reset();
        if (!label.retired || sorted.row.record || isUsed)
            rows.push_back(std::move(sorted));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Sorted& a, const Sorted& b) {
        return std::tuple(a.source, a.place) < std::tuple(b.source, b.place);
    });
    std::vector<CategoryRow> result;
    for (Sorted& sorted : rows) {
        Label& label = sorted.row.label;
        const Label* parent = parentOf(m_ontology, label);
        label.parent = parent ? parent->id : LabelId();
        label.domain = resolvedLabels(m_ontology, label.domain);
        label.range = resolvedLabels(m_ontology, label.range);
        result.push_back(std::move(sorted.row));
    }
    return result;
}

std::int64_t ExportQuery::itemCount()
{
    Statement query(m_connection, "SELECT count(*) FROM item i JOIN source s ON s.key=i.source "
                                  "WHERE i.kind=?1 AND s.state='published'");
    return query.bind(1, m_kind).step() ? query.integer(0) - formerCount() : 0;
}

std::vector<ExportQuery::ItemPlace> ExportQuery::itemOrder()
{
    std::vector<ItemPlace> order;
    // By item, its earliest source first; a later source of the same item is passed over.
    Statement all(m_connection,
                  "SELECT i.key, r.source, r.ord FROM item i "
                  "JOIN source s ON s.key=i.source AND s.state='published' "
                  "LEFT JOIN source_record r ON r.kind='image' AND r.object=i.key AND r.source IN "
                  "(SELECT key FROM source WHERE format=?1 AND state='published') "
                  "WHERE i.kind=?2 ORDER BY i.key, r.source");
    all.bind(1, m_format).bind(2, m_kind);
    while (all.step()) {
        const std::int64_t item = all.integer(0);
        if (isFormer(item))
            continue;
        if (order.empty() || order.back().item != item) {
            const bool recorded = !all.isNull(1);
            order.push_back({recorded ? all.integer(1) : std::numeric_limits<std::int64_t>::max(),
                             recorded ? all.integer(2) : item, item});
        }
    }
    std::sort(order.begin(), order.end(), [](const ItemPlace& a, const ItemPlace& b) {
        return std::tuple(a.source, a.place, a.item) < std::tuple(b.source, b.place, b.item);
    });
    return order;
}

void ExportQuery::forEachImage(const std::function<bool(ImageRow)>& visit)
{
    Statement query(m_connection, "SELECT i.key, m.path, m.width, m.height, r.source, r.ord, r.external_id, "
                                  "r.fields, r.geometry FROM item i CROSS JOIN medium m ON m.key=i.medium "
                                  "LEFT JOIN source_record r ON r.kind='image' AND r.object=i.key "
                                  "WHERE i.key>=?1 ORDER BY i.key, r.source");
    bool active = false;
    for (const ItemPlace& place : itemOrder()) {
        if (!active || query.integer(0) > place.item || query.integer(0) < place.item - 16) {
            query.reset();
            active = query.bind(1, place.item).step();
        }
        while (active && query.integer(0) < place.item)
            active = query.step();
        const bool recorded = place.source != std::numeric_limits<std::int64_t>::max();
        while (active && recorded && query.integer(0) == place.item && query.integer(4) != place.source)
            active = query.step();
        ImageRow row;
        row.key = place.item;
        if (active && query.integer(0) == place.item) {
            row.path = query.string(1);
            row.width = query.integer(2);
            row.height = query.integer(3);
            if (recorded)
                row.record = recordAt(query, m_sources.at(place.source), 5);
        }
        if (!visit(std::move(row)))
            return;
    }
}

/// A shape is untouched when it is the one with which its first ancestor, the imported one, was born.
bool ExportQuery::isUntouched(std::int64_t annotation, std::int64_t revision, bool copied, std::string_view body)
{
    if (revision == 1 && !copied)
        return true;
    Statement& query = m_connection.cached(
        "WITH RECURSIVE line(key, base) AS (SELECT key, based_on FROM annotation WHERE key=?1 "
        "UNION SELECT a.key, a.based_on FROM line JOIN annotation a ON a.key=line.base) "
        "SELECT r.body FROM line JOIN annotation_rev r ON r.annotation=line.key AND r.rev=1 "
        "WHERE line.base IS NULL");
    std::string first;
    {
        const Reset reset(query);
        if (!query.bind(1, annotation).step() || query.isNull(0))
            return false;
        first = query.string(0);
    }
    if (first == body)
        return true;
    Annotation origin;
    Annotation now;
    readBody(m_connection, first, origin);
    readBody(m_connection, body, now);
    return origin.shape == now.shape;
}

void ExportQuery::readRow(const Place& place, const Statement& row, AnnotationRows& rows)
{
    AnnotationRows::Row& one = rows.rows.emplace_back();
    const std::string_view body = row.text(6);
    one.item = place.item;
    one.id.uuid = row.uuid(1);
    if (const auto label = m_labels.find(row.integer(5)); label != m_labels.end())
        one.label = label->second;
    if (row.text(4) == shapeKindName(ShapeKind::Mask))
        readBody(m_connection, body, one.decoded.emplace());
    one.body = rows.text.size();
    rows.text += body;
    one.fields = one.geometry = one.end = rows.text.size();
    if (place.source <= 0)
        return;
    one.recorded = true;
    one.source = m_sources.at(place.source);
    one.order = row.integer(7);
    if (row.type(8) == SQLITE_INTEGER)
        one.externalId = row.integer(8);
    else if (row.type(8) == SQLITE_TEXT)
        one.externalId = row.string(8);
    rows.text += row.text(9);
    one.geometry = rows.text.size();
    rows.text += row.text(10);
    one.end = rows.text.size();
    one.geometryUntouched = isUntouched(place.annotation, row.integer(2), !row.isNull(3), body);
}

/// Runs of ascending keys, nearly all there is, are read by one statement that goes on from row to row.
class AnnotationCursor {
  public:
    explicit AnnotationCursor(Connection& connection)
        : m_query(connection,
                  "SELECT a.key, a.uuid, a.rev, a.based_on, a.kind, r.label, r.body, s.ord, s.external_id, s.fields, "
                  "s.geometry FROM annotation a CROSS JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
                  "LEFT JOIN annotation_record s ON s.annotation=a.key WHERE a.key>=?1 ORDER BY a.key")
    {
    }
    const Statement& at(std::int64_t key)
    {
        constexpr std::int64_t gap = 16;
        if (!m_active || m_query.integer(0) > key || m_query.integer(0) < key - gap) {
            m_query.reset();
            m_active = m_query.bind(1, key).step();
        }
        while (m_active && m_query.integer(0) < key)
            m_active = m_query.step();
        if (!m_active || m_query.integer(0) != key)
            throw StoreFailure{
                {ErrorCode::Corrupt, "A revision is missing from the journal. Verify the project.", {}}};
        return m_query;
    }

  private:
    Statement m_query;
    bool m_active = false;
};

std::vector<std::size_t> ExportQuery::placesByItem() const
{
    std::vector<std::size_t> byItem(m_places.size());
    std::iota(byItem.begin(), byItem.end(), std::size_t{0});
    std::stable_sort(byItem.begin(), byItem.end(),
                     [&](std::size_t a, std::size_t b) { return m_places[a].item < m_places[b].item; });
    return byItem;
}

void ExportQuery::readItem(std::int64_t item, const std::vector<std::size_t>& byItem, AnnotationCursor& cursor,
                           AnnotationRows& rows)
{
    auto at = std::lower_bound(byItem.begin(), byItem.end(), item,
                               [&](std::size_t a, std::int64_t wanted) { return m_places[a].item < wanted; });
    for (; at != byItem.end() && m_places[*at].item == item; ++at)
        readRow(m_places[*at], cursor.at(m_places[*at].annotation), rows);
}

void ExportQuery::forEachPage(const std::function<bool(ImageRow, AnnotationRows&)>& visit)
{
    const std::vector<std::size_t> byItem = placesByItem();
    AnnotationCursor cursor(m_connection);
    AnnotationRows rows;
    forEachImage([&](ImageRow row) {
        rows.clear();
        readItem(row.key, byItem, cursor, rows);
        return visit(std::move(row), rows);
    });
}

void ExportQuery::forEachText(const std::function<bool(TextRow)>& visit)
{
    const std::vector<std::size_t> byItem = placesByItem();
    AnnotationCursor cursor(m_connection);
    Statement query(m_connection, "SELECT m.path, i.part, t.body, t.meta FROM text t JOIN item i ON i.key=t.item "
                                  "JOIN medium m ON m.key=i.medium WHERE t.item=?1");
    for (const ItemPlace& place : itemOrder()) {
        TextRow row;
        row.key = place.item;
        query.reset();
        if (!query.bind(1, place.item).step())
            throw StoreFailure{{ErrorCode::Corrupt, "A text is missing. Verify the project.", {}}};
        row.path = query.string(0);
        if (!query.isNull(1))
            row.part = query.integer(1);
        auto document = readDocumentBody(query.text(2), query.text(3));
        if (!document)
            throw StoreFailure{document.error()};
        row.document = std::move(document).value();
        if (place.source != std::numeric_limits<std::int64_t>::max())
            row.record = record("image", place.item, place.source);
        row.labelled = std::binary_search(m_labelled.begin(), m_labelled.end(), place.item);
        readItem(place.item, byItem, cursor, row.annotations);
        if (!visit(std::move(row)))
            return;
    }
}

void ExportQuery::readAnnotations(const TakeRows& take)
{
    AnnotationCursor cursor(m_connection);
    AnnotationRows rows;
    for (const Place& place : m_places) {
        readRow(place, cursor.at(place.annotation), rows);
        if (rows.full() && !take(rows))
            return;
    }
    if (!rows.rows.empty())
        take(rows);
}

std::int64_t ExportQuery::highestAnnotationId()
{
    Statement query(m_connection,
                    "SELECT max(r.external_id) FROM annotation_record r JOIN source s ON s.key=r.source "
                    "AND s.format=?1 AND s.state='published' WHERE typeof(r.external_id)='integer'");
    return query.bind(1, m_format).step() ? query.integer(0) : 0;
}

} // namespace touchstone
