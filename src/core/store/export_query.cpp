#include "core/store/export_query.h"

#include <algorithm>
#include <limits>

#include "core/store/load.h"

namespace touchstone {
namespace {

/// Layers to export, and the item of each.
constexpr std::string_view kEffective = "SELECT e.item AS item, e.layer AS layer FROM effective_layer e";
constexpr std::string_view kOfAuthor =
    "SELECT l.item AS item, max(l.key) AS layer FROM layer l LEFT JOIN source s ON s.key=l.source "
    "LEFT JOIN member m ON m.key=l.author WHERE (l.source IS NULL OR s.state='published') "
    "AND coalesce(m.name, s.author)=?1 GROUP BY l.item";

} // namespace

ExportQuery::ExportQuery(Connection& connection, std::string format, std::string author)
    : m_connection(connection), m_transaction(connection, false), m_format(std::move(format)),
      m_author(std::move(author)), m_ontology(loadOntology(connection))
{
    findPlaces();
}

void ExportQuery::findPlaces()
{
    const std::string sql =
        "SELECT a.key, c.item, r.source, r.ord FROM (" +
        std::string(m_author.empty() ? kEffective : kOfAuthor) +
        ") c JOIN item i ON i.key=c.item JOIN source brought ON brought.key=i.source AND "
        "brought.state='published' "
        "JOIN annotation a ON a.layer=c.layer AND a.kind IS NOT NULL "
        "LEFT JOIN annotation_record r ON r.annotation=a.key AND r.source IN "
        "(SELECT key FROM source WHERE format=?2 AND state='published')";
    Statement query(m_connection, sql);
    if (!m_author.empty())
        query.bind(1, m_author);
    query.bind(2, m_format);
    while (query.step())
        m_places.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3)});
    const auto order = [](const Place& p) {
        // Without a record: after all others, item by item.
        constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
        return p.source != 0 ? std::tuple(p.source, p.order, p.annotation)
                             : std::tuple(last, p.item, p.annotation);
    };
    std::sort(m_places.begin(), m_places.end(), [&](const Place& a, const Place& b) {
        return a.annotation != b.annotation ? a.annotation < b.annotation : order(a) < order(b);
    });
    m_places.erase(std::unique(m_places.begin(), m_places.end(),
                               [](const Place& a, const Place& b) { return a.annotation == b.annotation; }),
                   m_places.end());
    std::sort(m_places.begin(), m_places.end(),
              [&](const Place& a, const Place& b) { return order(a) < order(b); });
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

SourceRecord ExportQuery::recordOf(std::int64_t annotation)
{
    Statement& query = m_connection.cached(
        "SELECT s.uuid, r.ord, r.external_id, r.fields, r.geometry FROM annotation_record r "
        "JOIN source s ON s.key=r.source WHERE r.annotation=?1");
    const Reset reset(query);
    return query.bind(1, annotation).step() ? readRecord(query, 0) : SourceRecord();
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
    for (Sorted& sorted : rows)
        result.push_back(std::move(sorted.row));
    return result;
}

std::int64_t ExportQuery::imageCount()
{
    return m_connection.number("SELECT count(*) FROM item i JOIN source s ON s.key=i.source "
                               "WHERE i.kind='image' AND s.state='published'");
}

void ExportQuery::forEachImage(const std::function<bool(ImageRow)>& visit)
{
    struct Sorted {
        std::int64_t source = 0;
        std::int64_t place = 0;
        std::int64_t item = 0;
    };
    std::vector<Sorted> order;
    // By item, its earliest source first; a later source of the same item is passed over.
    Statement all(m_connection,
                  "SELECT i.key, r.source, r.ord FROM item i "
                  "JOIN source s ON s.key=i.source AND s.state='published' "
                  "LEFT JOIN source_record r ON r.kind='image' AND r.object=i.key AND r.source IN "
                  "(SELECT key FROM source WHERE format=?1 AND state='published') "
                  "WHERE i.kind='image' ORDER BY i.key, r.source");
    all.bind(1, m_format);
    while (all.step()) {
        const std::int64_t item = all.integer(0);
        if (order.empty() || order.back().item != item) {
            const bool recorded = !all.isNull(1);
            order.push_back({recorded ? all.integer(1) : std::numeric_limits<std::int64_t>::max(),
                             recorded ? all.integer(2) : item, item});
        }
    }
    std::sort(order.begin(), order.end(), [](const Sorted& a, const Sorted& b) {
        return std::tuple(a.source, a.place, a.item) < std::tuple(b.source, b.place, b.item);
    });
    Statement facts(m_connection,
                    "SELECT m.path, m.width, m.height FROM item i JOIN medium m ON m.key=i.medium "
                    "WHERE i.key=?1");
    for (const Sorted& place : order) {
        ImageRow row;
        row.key = place.item;
        if (facts.bind(1, place.item).step()) {
            row.path = facts.string(0);
            row.width = facts.integer(1);
            row.height = facts.integer(2);
        }
        facts.reset();
        if (place.source != std::numeric_limits<std::int64_t>::max())
            row.record = record("image", place.item, place.source);
        if (!visit(std::move(row)))
            return;
    }
}

/// A shape is untouched when it is the one with which its first ancestor, the imported one, was born.
bool ExportQuery::isUntouched(std::int64_t annotation, std::int64_t revision, bool copied,
                              std::string_view body, const Shape& shape)
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
    readBody(m_connection, first, origin);
    return origin.shape == shape;
}

void ExportQuery::forEachAnnotation(const std::function<bool(AnnotationRow)>& visit)
{
    Statement query(m_connection, "SELECT a.uuid, a.rev, a.based_on, l.uuid, r.body FROM annotation a "
                                  "JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
                                  "LEFT JOIN label l ON l.key=r.label WHERE a.key=?1");
    for (const Place& place : m_places) {
        const Reset reset(query);
        if (!query.bind(1, place.annotation).step())
            throw StoreFailure{
                {ErrorCode::Corrupt, "A revision is missing from the journal. Verify the project.", {}}};
        AnnotationRow row;
        row.item = place.item;
        row.annotation.id.uuid = query.uuid(0);
        row.annotation.label.uuid = query.uuid(3);
        const std::string body = query.string(4);
        readBody(m_connection, body, row.annotation);
        if (const Label* label = m_ontology.resolve(row.annotation.label))
            row.annotation.label = label->id;
        if (place.source != 0) {
            row.record = recordOf(place.annotation);
            row.geometryUntouched =
                isUntouched(place.annotation, query.integer(1), !query.isNull(2), body, row.annotation.shape);
        }
        if (!visit(std::move(row)))
            return;
    }
}

std::int64_t ExportQuery::highestAnnotationId()
{
    Statement query(m_connection,
                    "SELECT max(r.external_id) FROM annotation_record r JOIN source s ON s.key=r.source "
                    "AND s.format=?1 AND s.state='published' WHERE typeof(r.external_id)='integer'");
    return query.bind(1, m_format).step() ? query.integer(0) : 0;
}

} // namespace touchstone
