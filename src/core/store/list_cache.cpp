#include "core/store/list_cache.h"

#include <algorithm>
#include <vector>

#include "core/store/path_search.h"
#include "core/store/schema.h"

namespace touchstone {
namespace {

/// Where the counts of a layer are kept.
struct LayerPlace {
    std::int64_t item = 0;
    std::int64_t brought = 0;
    std::int64_t source = 0;
    std::int64_t author = 0;
    std::string role;
    bool counts = false;
};

bool mayCount(std::string_view role)
{
    return role == "work" || role == "ground-truth" || role == "adjudicated";
}

LayerPlace placeOf(Connection& connection, std::int64_t layer)
{
    Statement& query =
        connection.cached("SELECT l.item, i.source, coalesce(l.source, 0), coalesce(l.author, 0), l.role, l.outranked "
                          "FROM layer l JOIN item i ON i.key=l.item WHERE l.key=?1");
    const Reset reset(query);
    if (!query.bind(1, layer).step())
        return {};
    return {query.integer(0), query.integer(1), query.integer(2),
            query.integer(3), query.string(4),  mayCount(query.text(4)) && query.integer(5) == 0};
}

void addUse(Connection& connection, const LayerPlace& place, std::int64_t label, std::string_view kind,
            std::int64_t counted, std::int64_t present)
{
    if (counted == 0 && present == 0)
        return;
    connection
        .cached("INSERT INTO use_count (brought, source, label, kind, counted, present) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
                "counted=counted+excluded.counted, present=present+excluded.present")
        .bind(1, place.brought)
        .bind(2, place.source)
        .bind(3, label)
        .bind(4, kind)
        .bind(5, counted)
        .bind(6, present)
        .run();
    if (counted < 0 || present < 0)
        connection
            .cached("DELETE FROM use_count WHERE brought=?1 AND source=?2 AND label=?3 AND kind=?4 "
                    "AND counted=0 AND present=0")
            .bind(1, place.brought)
            .bind(2, place.source)
            .bind(3, label)
            .bind(4, kind)
            .run();
}

void addToItem(Connection& connection, const LayerPlace& place, std::int64_t label, std::int64_t n)
{
    if (label == 0)
        return;
    connection
        .cached("INSERT INTO label_item (brought, source, label, item, n) VALUES (?1, ?2, ?3, ?4, ?5) "
                "ON CONFLICT DO UPDATE SET n=n+excluded.n")
        .bind(1, place.brought)
        .bind(2, place.source)
        .bind(3, label)
        .bind(4, place.item)
        .bind(5, n)
        .run();
    if (n < 0)
        connection
            .cached("DELETE FROM label_item WHERE brought=?1 AND source=?2 AND label=?3 AND item=?4 AND n=0")
            .bind(1, place.brought)
            .bind(2, place.source)
            .bind(3, label)
            .bind(4, place.item)
            .run();
}

void addToLayers(Connection& connection, const LayerPlace& place, std::int64_t layers, std::int64_t annotations)
{
    connection
        .cached("INSERT INTO layer_count (brought, source, author, role, layers, annotations) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
                "layers=layers+excluded.layers, annotations=annotations+excluded.annotations")
        .bind(1, place.brought)
        .bind(2, place.source)
        .bind(3, place.author)
        .bind(4, place.role)
        .bind(5, layers)
        .bind(6, annotations)
        .run();
}

bool hasSibling(Connection& connection, std::int64_t layer, std::int64_t annotation, const AnnotationUse& use)
{
    Statement& query = connection.cached(
        "SELECT 1 FROM annotation a JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
        "WHERE a.layer=?1 AND a.key<>?2 AND a.kind IS NOT NULL AND coalesce(a.label, 0)=?3 "
        "AND instr(r.body, ?4)>0 AND r.body ->> '$.instance'=?4 LIMIT 1");
    const Reset reset(query);
    return query.bind(1, layer).bind(2, annotation).bind(3, use.label).bind(4, use.instance).step();
}

void addAnnotation(Connection& connection, const LayerPlace& place, std::int64_t layer, std::int64_t annotation,
                   const AnnotationUse& use, std::int64_t by)
{
    if (use.kind.empty())
        return;
    addUse(connection, place, use.label, use.kind, place.counts ? by : 0, by);
    if (!place.counts)
        return;
    addToItem(connection, place, use.label, by);
    if (!use.instance.empty() && hasSibling(connection, layer, annotation, use))
        addUse(connection, place, use.label, "again", by, 0);
}

struct Sum {
    std::int64_t label;
    std::string kind;
    std::int64_t n;
};

std::vector<Sum> sumsOf(Connection& connection, const char* sql, std::int64_t layer)
{
    std::vector<Sum> sums;
    Statement& query = connection.cached(sql);
    const Reset reset(query);
    for (query.bind(1, layer); query.step();)
        sums.push_back({query.integer(0), query.string(1), query.integer(2)});
    return sums;
}

/// A whole layer begins or ends to count.
void addLayer(Connection& connection, std::int64_t layer, const LayerPlace& place, std::int64_t by, bool isNew)
{
    static constexpr const char* kKinds =
        "SELECT coalesce(label, 0), kind, count(*) FROM annotation WHERE layer=?1 AND kind IS NOT NULL GROUP BY 1, 2";
    static constexpr const char* kAgain =
        "SELECT label, 'again', sum(n - 1) FROM (SELECT coalesce(a.label, 0) AS label, count(*) AS n "
        "FROM annotation a JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
        "WHERE a.layer=?1 AND a.kind IS NOT NULL AND instr(r.body, '\"instance\":')>0 "
        "AND r.body ->> '$.instance' IS NOT NULL GROUP BY a.label, r.body ->> '$.instance') WHERE n>1 GROUP BY 1";
    for (const Sum& sum : sumsOf(connection, kKinds, layer)) {
        addUse(connection, place, sum.label, sum.kind, place.counts || !isNew ? sum.n * by : 0, isNew ? sum.n : 0);
        if (place.counts || !isNew)
            addToItem(connection, place, sum.label, sum.n * by);
    }
    if (place.counts || !isNew)
        for (const Sum& sum : sumsOf(connection, kAgain, layer))
            addUse(connection, place, sum.label, sum.kind, sum.n * by, 0);
}

/// Which layers of an item count; what changed goes into the counts.
void rankItem(Connection& connection, std::int64_t item)
{
    struct Ranked {
        std::int64_t key;
        bool outranked;
        bool should;
    };
    std::vector<Ranked> layers;
    {
        Statement& query = connection.cached(
            "SELECT l.key, l.outranked, EXISTS (SELECT 1 FROM layer_rank b WHERE b.item=?1 AND b.visible "
            "AND (b.place<a.place OR (b.place=a.place AND b.layer>a.layer))) "
            "FROM layer_rank a JOIN layer l ON l.key=a.layer WHERE a.item=?1");
        const Reset reset(query);
        for (query.bind(1, item); query.step();)
            layers.push_back({query.integer(0), query.integer(1) != 0, query.integer(2) != 0});
    }
    for (const Ranked& layer : layers) {
        if (layer.outranked == layer.should)
            continue;
        connection.cached("UPDATE layer SET outranked=?2 WHERE key=?1").bind(1, layer.key).bind(2, layer.should).run();
        addLayer(connection, layer.key, placeOf(connection, layer.key), layer.should ? -1 : 1, false);
    }
}

void addToTasks(Connection& connection, std::int64_t brought, const std::string& state, std::int64_t n)
{
    connection
        .cached("INSERT INTO task_count (brought, state, n) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n=n+excluded.n")
        .bind(1, brought)
        .bind(2, state)
        .bind(3, n)
        .run();
    if (n < 0)
        connection.cached("DELETE FROM task_count WHERE brought=?1 AND state=?2 AND n=0")
            .bind(1, brought)
            .bind(2, state)
            .run();
}

} // namespace

AnnotationUse useOf(Connection& connection, std::int64_t annotation)
{
    Statement& query = connection.cached(
        "SELECT coalesce(a.label, 0), coalesce(a.kind, ''), CASE WHEN instr(r.body, '\"instance\":')>0 "
        "THEN r.body ->> '$.instance' END FROM annotation a "
        "LEFT JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev WHERE a.key=?1");
    const Reset reset(query);
    if (!query.bind(1, annotation).step())
        return {};
    return {query.integer(0), query.string(1), query.string(2)};
}

void annotationMoved(Connection& connection, std::int64_t annotation, const AnnotationUse& before)
{
    const AnnotationUse after = useOf(connection, annotation);
    if (after == before)
        return;
    std::int64_t layer = 0;
    {
        Statement& query = connection.cached("SELECT layer FROM annotation WHERE key=?1");
        const Reset reset(query);
        if (query.bind(1, annotation).step())
            layer = query.integer(0);
    }
    const LayerPlace place = placeOf(connection, layer);
    addAnnotation(connection, place, layer, annotation, before, -1);
    addAnnotation(connection, place, layer, annotation, after, 1);
    if (before.kind.empty() != after.kind.empty())
        addToLayers(connection, place, 0, after.kind.empty() ? -1 : 1);
}

void layerBorn(Connection& connection, std::int64_t layer)
{
    const LayerPlace place = placeOf(connection, layer);
    addToLayers(connection, place, 1, 0);
    rankItem(connection, place.item);
}

void layerFilled(Connection& connection, std::int64_t layer)
{
    const LayerPlace place = placeOf(connection, layer);
    addLayer(connection, layer, place, 1, true);
    Statement& query = connection.cached("SELECT count(*) FROM annotation WHERE layer=?1 AND kind IS NOT NULL");
    const Reset reset(query);
    if (query.bind(1, layer).step() && query.integer(0) > 0)
        addToLayers(connection, place, 0, query.integer(0));
}

void taskMoved(Connection& connection, std::int64_t task, const std::string& before)
{
    std::int64_t item = 0, brought = 0;
    std::string after;
    {
        Statement& query = connection.cached(
            "SELECT t.state, i.key, i.source FROM task t JOIN item i ON i.key=t.item WHERE t.key=?1");
        const Reset reset(query);
        if (!query.bind(1, task).step())
            return;
        after = query.string(0);
        item = query.integer(1);
        brought = query.integer(2);
    }
    if (after == before)
        return;
    addToTasks(connection, brought, before, -1);
    addToTasks(connection, brought, after, 1);
    rankItem(connection, item);
}

void sourceMoved(Connection& connection, std::int64_t source, const std::string& before)
{
    std::string after;
    {
        Statement& query = connection.cached("SELECT state FROM source WHERE key=?1");
        const Reset reset(query);
        if (query.bind(1, source).step())
            after = query.string(0);
    }
    if (after == before)
        return;
    // Where nobody else has a layer, nothing changes but what is visible.
    std::vector<std::int64_t> items;
    {
        Statement query(connection, "SELECT DISTINCT l.item FROM layer l JOIN layer o ON o.item=l.item AND o.key<>l.key "
                                    "WHERE l.source=?1 AND l.role IN ('adjudicated', 'ground-truth', 'work')");
        for (query.bind(1, source); query.step();)
            items.push_back(query.integer(0));
    }
    for (const std::int64_t item : items)
        rankItem(connection, item);
}

void forgetSource(Connection& connection, std::int64_t source)
{
    static constexpr const char* kSteps[]{
        "INSERT INTO item_path (item_path, rowid, path) SELECT 'delete', item, words FROM item_words WHERE source=?1",
        "DELETE FROM item_count WHERE source=?1",
        "DELETE FROM task_count WHERE brought=?1",
        "DELETE FROM layer_count WHERE brought=?1 OR source=?1",
        "DELETE FROM use_count WHERE brought=?1 OR source=?1",
        "DELETE FROM label_item WHERE brought=?1",
        "DELETE FROM label_item WHERE source=?1 AND brought IN (SELECT key FROM source)",
    };
    for (const char* sql : kSteps)
        connection.cached(sql).bind(1, source).run();
}

void refillLists(Connection& connection)
{
    connection.run("DELETE FROM item_count; DELETE FROM task_count; DELETE FROM layer_count; DELETE FROM use_count;"
                   "DELETE FROM label_item; UPDATE layer SET outranked=0 WHERE outranked<>0;");
    emptyPathIndex(connection);
    connection.run(std::string(listFilling()));
    // What was filled are paths; those of texts get their first words.
    connection.run("INSERT INTO item_path (item_path, rowid, path) SELECT 'delete', i.key, m.path FROM text t "
                   "JOIN item i ON i.key=t.item JOIN medium m ON m.key=i.medium;"
                   "INSERT INTO item_path (rowid, path) SELECT w.item, w.words FROM text t JOIN item_words w ON w.item=t.item");
}

} // namespace touchstone
