#include <algorithm>

#include "core/store/connection.h"
#include "core/store/layer_rank.h"
#include "core/store/load.h"
#include "touchstone/store/reader.h"

namespace touchstone {
namespace {

int rankOf(const RankedLayer& layer)
{
    if (layer.row.layer.role == LayerRole::Adjudicated)
        return 0;
    if (layer.row.layer.role == LayerRole::GroundTruth)
        return layer.continueFrom ? 4 : 5;
    if (layer.row.layer.role != LayerRole::Work)
        return -1;
    switch (layer.state) {
    case TaskState::Approved:
        return 1;
    case TaskState::Submitted:
    case TaskState::InReview:
        return 2;
    default:
        return 3;
    }
}

} // namespace

std::vector<RankedLayer> rankedLayers(Connection& connection, std::int64_t item)
{
    std::vector<RankedLayer> layers;
    Statement& query = connection.cached(
        "SELECT l.key, l.uuid, l.role, t.uuid, m.uuid, s.uuid, b.uuid, l.confirmed_empty, coalesce(m.name, s.author), "
        "t.state, s.continue_from, l.edit FROM layer l LEFT JOIN task t ON t.key=l.task "
        "LEFT JOIN member m ON m.key=l.author LEFT JOIN source s ON s.key=l.source LEFT JOIN layer b ON b.key=l.base "
        "WHERE l.item=?1 AND (l.source IS NULL OR s.state='published') ORDER BY l.key");
    const Reset reset(query);
    query.bind(1, item);
    const ItemId itemId{itemUuid(connection, item)};
    while (query.step()) {
        RankedLayer layer;
        layer.row.key = query.integer(0);
        layer.row.layer.id.uuid = query.uuid(1);
        layer.row.layer.item = itemId;
        layer.row.layer.role = layerRoleFromName(query.text(2)).value_or(LayerRole::Work);
        layer.row.layer.task.uuid = query.uuid(3);
        layer.row.layer.author.uuid = query.uuid(4);
        layer.row.layer.source.uuid = query.uuid(5);
        layer.row.layer.base.uuid = query.uuid(6);
        layer.row.layer.confirmedEmpty = query.integer(7) != 0;
        layer.row.author = query.string(8);
        layer.state = taskStateFromName(query.text(9)).value_or(TaskState::Unassigned);
        layer.continueFrom = query.integer(10) != 0;
        layer.row.newestEdit = query.integer(11);
        layers.push_back(std::move(layer));
    }
    return layers;
}

const RankedLayer* shownOf(const std::vector<RankedLayer>& layers, const Task& task, const MemberId& me)
{
    const RankedLayer* truth = nullptr;
    const RankedLayer* base = nullptr;
    for (const RankedLayer& layer : layers) {
        if (layer.row.layer.role == LayerRole::Work && layer.row.layer.author == me &&
            layer.row.layer.task == task.id)
            return &layer;
        if (task.baseLayer && layer.row.layer.id == task.baseLayer)
            base = &layer;
        if (layer.row.layer.role == LayerRole::GroundTruth && layer.continueFrom)
            truth = &layer;
    }
    return base ? base : truth;
}

const RankedLayer* effectiveOf(const std::vector<RankedLayer>& layers)
{
    const RankedLayer* best = nullptr;
    for (const RankedLayer& layer : layers)
        if (rankOf(layer) >= 0 && (!best || rankOf(layer) <= rankOf(*best)))
            best = &layer;
    return best;
}

std::int64_t annotationCount(Connection& connection, std::int64_t layer)
{
    Statement& query = connection.cached("SELECT count(*) FROM annotation WHERE layer=?1 AND kind IS NOT NULL");
    const Reset reset(query);
    return query.bind(1, layer).step() ? query.integer(0) : 0;
}

Result<std::vector<LayerRow>> Reader::layersOf(const ItemId& item)
{
    return guarded([&] {
        std::vector<LayerRow> rows;
        for (RankedLayer& layer : rankedLayers(connection(), itemKey(connection(), item))) {
            layer.row.count = annotationCount(connection(), layer.row.key);
            rows.push_back(std::move(layer.row));
        }
        return rows;
    });
}

Result<std::optional<LayerRow>> Reader::shownLayer(const ItemId& item, const MemberId& me)
{
    return guarded([&]() -> std::optional<LayerRow> {
        const std::int64_t key = itemKey(connection(), item);
        const std::vector<RankedLayer> layers = rankedLayers(connection(), key);
        const RankedLayer* shown = shownOf(layers, loadTask(connection(), taskKeyOf(connection(), key)), me);
        if (!shown)
            return std::nullopt;
        LayerRow row = shown->row;
        row.count = annotationCount(connection(), row.key);
        return row;
    });
}

Result<std::optional<LayerRow>> Reader::effectiveLayer(const ItemId& item)
{
    return guarded([&]() -> std::optional<LayerRow> {
        const std::vector<RankedLayer> layers = rankedLayers(connection(), itemKey(connection(), item));
        const RankedLayer* best = effectiveOf(layers);
        if (!best)
            return std::nullopt;
        LayerRow row = best->row;
        row.count = annotationCount(connection(), row.key);
        return row;
    });
}

} // namespace touchstone
