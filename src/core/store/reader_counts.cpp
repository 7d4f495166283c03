#include "core/store/connection.h"
#include "core/store/load.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

// An instance with several geometries is one object: it counts once. Most bodies name none, and looking for
// the word is much cheaper than parsing.
constexpr const char* kLabelCounts =
    "SELECT a.label, count(*), count(DISTINCT CASE WHEN instr(r.body, '\"instance\":') > 0 "
    "THEN coalesce(e.layer || (r.body ->> '$.instance'), a.key) ELSE a.key END) "
    "FROM effective_layer e CROSS JOIN annotation a ON a.layer=e.layer AND a.kind IS NOT NULL "
    "JOIN item i ON i.key=e.item JOIN source s ON s.key=i.source AND s.state='published' "
    "JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev GROUP BY a.label";
constexpr const char* kShapeCounts =
    "SELECT a.kind, count(*) FROM effective_layer e CROSS JOIN annotation a ON a.layer=e.layer AND a.kind IS NOT NULL "
    "JOIN item i ON i.key=e.item JOIN source s ON s.key=i.source AND s.state='published' GROUP BY a.kind";

} // namespace

Result<ProjectCounts> Reader::counts()
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        ProjectCounts counts;
        counts.items = {{"image", 0}, {"text", 0}};
        Statement items(db, "SELECT i.kind, count(*) FROM item i JOIN source s ON s.key=i.source "
                            "AND s.state='published' GROUP BY i.kind");
        while (items.step())
            counts.items[items.string(0)] = items.integer(1);
        Statement tasks(db, "SELECT t.state, count(*) FROM task t JOIN item i ON i.key=t.item "
                            "JOIN source s ON s.key=i.source AND s.state='published' GROUP BY t.state");
        while (tasks.step())
            counts.tasksByState[tasks.string(0)] = tasks.integer(1);
        Statement shapes(db, kShapeCounts);
        while (shapes.step())
            counts.byShape[shapes.string(0)] = shapes.integer(1);

        const Ontology ontology = loadOntology(db);
        Statement labels(db, kLabelCounts);
        while (labels.step()) {
            const LabelId id{uuidOf(db, ObjectKind::Label, labels.integer(0))};
            const Label* label = ontology.resolve(id);
            counts.byLabel[label ? label->name : std::string()] += labels.integer(2);
            counts.total += labels.integer(2);
        }
        Statement layers(db,
                         "SELECT l.role, coalesce(m.name, s.author, ''), coalesce(s.name, ''), "
                         "count(DISTINCT l.key), count(a.key) FROM layer l LEFT JOIN member m ON m.key=l.author "
                         "LEFT JOIN source s ON s.key=l.source "
                         "LEFT JOIN annotation a ON a.layer=l.key AND a.kind IS NOT NULL "
                         "WHERE l.source IS NULL OR s.state='published' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
        while (layers.step())
            counts.layers.push_back({layers.string(0), layers.string(1), layers.string(2), layers.integer(3),
                                     layers.integer(4)});
        counts.pendingRows = db.number("SELECT count(*) FROM source WHERE rev=0");
        return counts;
    });
}

Result<std::vector<LabelUse>> Reader::labelUse()
{
    return guarded([&] {
        Statement query(connection(),
                        "SELECT l.uuid, coalesce(u.n, 0) FROM label l LEFT JOIN "
                        "(SELECT a.label AS label, count(*) AS n FROM effective_layer e "
                        "CROSS JOIN annotation a ON a.layer=e.layer GROUP BY a.label) u ON u.label=l.key "
                        "WHERE l.rev>0");
        std::vector<LabelUse> uses;
        while (query.step())
            uses.push_back({LabelId{query.uuid(0)}, query.integer(1)});
        return uses;
    });
}

} // namespace touchstone
