#include <algorithm>
#include <limits>

#include "core/store/connection.h"
#include "core/store/load.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

// Kept counts (docs/file_format.md): a few rows a source, of which those of published sources are added up.
constexpr const char* kVisibleUse =
    "SELECT u.label, u.kind, sum(u.counted) FROM use_count u JOIN source b ON b.key=u.brought AND b.state='published' "
    "LEFT JOIN source s ON s.key=u.source WHERE u.source=0 OR s.state='published' GROUP BY u.label, u.kind";

/// What is kept may be anything in a file made by somebody else.
void addTo(std::int64_t& sum, std::int64_t more)
{
    if (__builtin_add_overflow(sum, more, &sum))
        throw StoreFailure{{ErrorCode::Corrupt, "The kept counts of annotations make no sense.", {}}};
}

} // namespace

Result<ProjectCounts> Reader::counts()
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        ProjectCounts counts;
        counts.items = {{"image", 0}, {"text", 0}};
        Statement items(db, "SELECT c.kind, sum(c.n) FROM item_count c JOIN source s ON s.key=c.source "
                            "AND s.state='published' GROUP BY c.kind");
        while (items.step())
            counts.items[items.string(0)] = items.integer(1);
        Statement tasks(db, "SELECT c.state, sum(c.n) FROM task_count c JOIN source s ON s.key=c.brought "
                            "AND s.state='published' GROUP BY c.state");
        while (tasks.step())
            counts.tasksByState[tasks.string(0)] = tasks.integer(1);

        const Ontology ontology = loadOntology(db);
        Statement uses(db, kVisibleUse);
        while (uses.step()) {
            if (uses.integer(2) == 0)
                continue;
            if (uses.text(1) == "relation") {
                addTo(counts.relations, uses.integer(2));
                continue;
            }
            // An instance with several geometries is one object: it counts once.
            const bool again = uses.text(1) == "again";
            const std::int64_t kept = std::max(uses.integer(2), -std::numeric_limits<std::int64_t>::max());
            const std::int64_t n = again ? -kept : kept;
            const LabelId id{uuidOf(db, ObjectKind::Label, uses.integer(0))};
            const Label* label = ontology.resolve(id);
            addTo(counts.byLabel[label ? label->name : std::string()], n);
            addTo(counts.total, n);
            if (!again)
                addTo(counts.byShape[uses.string(1)], n);
        }
        Statement layers(db,
                         "SELECT c.role, coalesce(m.name, s.author, ''), coalesce(s.name, ''), "
                         "sum(c.layers), sum(c.annotations) FROM layer_count c "
                         "JOIN source b ON b.key=c.brought AND b.state='published' LEFT JOIN member m ON m.key=c.author "
                         "LEFT JOIN source s ON s.key=c.source "
                         "WHERE c.source=0 OR s.state='published' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
        while (layers.step())
            counts.layers.push_back({layers.string(0), layers.string(1), layers.string(2), layers.integer(3),
                                     layers.integer(4)});
        counts.pendingRows = db.number("SELECT count(*) FROM source WHERE rev=0");
        return counts;
    });
}

Result<std::map<TaskState, std::int64_t>> Reader::tasksByState()
{
    return guarded([&] {
        std::map<TaskState, std::int64_t> counts;
        Statement tasks(connection(), "SELECT c.state, sum(c.n) FROM task_count c JOIN source s ON s.key=c.brought "
                                      "AND s.state='published' GROUP BY c.state");
        while (tasks.step())
            if (const auto state = taskStateFromName(tasks.text(0)))
                counts[*state] = tasks.integer(1);
        return counts;
    });
}

Result<std::vector<LabelUse>> Reader::labelUse()
{
    return guarded([&] {
        Connection& db = connection();
        const Transaction snapshot(db, false);
        const Ontology ontology = loadOntology(db);
        std::map<LabelId, std::int64_t> sums;
        for (const Label& label : ontology.labels)
            sums[label.id];
        Statement query(db, kVisibleUse);
        while (query.step()) {
            const Label* label = ontology.resolve(LabelId{uuidOf(db, ObjectKind::Label, query.integer(0))});
            if (!label || query.text(1) == "again")
                continue;
            addTo(sums[label->id], query.integer(2));
        }
        std::vector<LabelUse> uses;
        for (const auto& [label, annotations] : sums)
            uses.push_back({label, annotations});
        return uses;
    });
}

} // namespace touchstone
