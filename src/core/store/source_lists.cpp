#include "core/store/source_lists.h"

#include <algorithm>

namespace touchstone {
namespace {

// Rows a slice: some milliseconds of writing.
constexpr std::size_t kSlice = 4'000;
constexpr std::size_t kFirstRoom = 1 << 18;

} // namespace

SourceLists::SourceLists(Connection& connection, LayerRole role)
    : m_connection(connection),
      m_role(role), m_countLayers(role == LayerRole::Work || role == LayerRole::GroundTruth || role == LayerRole::Adjudicated)
{
}

void SourceLists::item(std::int64_t key, const std::string& kind, const std::string& path)
{
    if (m_firstItem == 0)
        m_firstItem = key;
    ++m_items[kind];
    m_connection.cached("INSERT INTO item_path (rowid, path) VALUES (?1, ?2)").bind(1, key).bind(2, path).run();
}

void SourceLists::layer(std::int64_t key, std::int64_t item)
{
    if (m_layers.empty())
        m_firstLayer = key;
    Place place{item, m_source};
    // The items of one source are one run of keys.
    if (m_firstItem == 0 || item < m_firstItem) {
        Statement& query = m_connection.cached("SELECT source FROM item WHERE key=?1");
        const Reset reset(query);
        if (query.bind(1, item).step())
            place.brought = query.integer(0);
    }
    m_layers.resize(static_cast<std::size_t>(key - m_firstLayer) + 1);
    m_layers.back() = place;
    ++m_layerCounts[place.brought];
}

void SourceLists::annotation(std::int64_t layer, std::int64_t label, ShapeKind kind, const InstanceId& instance)
{
    const Place& place = m_layers[static_cast<std::size_t>(layer - m_firstLayer)];
    ++m_counts[{place.brought, label}][static_cast<std::size_t>(kind)];
    if (!m_countLayers)
        return;
    if (label != 0) {
        if (m_uses.size() >= m_room)
            compact();
        m_uses.push_back({place.brought, label, place.item, 1});
    }
    if (instance)
        m_instances.emplace_back(layer, label, instance);
}

/// Joins what is the same, so that the memory follows the items and labels and not the annotations.
void SourceLists::compact()
{
    std::sort(m_uses.begin(), m_uses.end(), [](const Use& a, const Use& b) { return a.place() < b.place(); });
    std::size_t kept = 0;
    for (const Use& use : m_uses) {
        if (kept > 0 && m_uses[kept - 1].place() == use.place())
            m_uses[kept - 1].n += use.n;
        else
            m_uses[kept++] = use;
    }
    m_uses.resize(kept);
    m_room = std::max(kFirstRoom, kept * 2);
    m_uses.reserve(m_room);
}

bool SourceLists::write()
{
    if (!m_counted) {
        m_counted = true;
        writeCounts();
        writeAgain();
        compact();
        return !m_uses.empty();
    }
    Statement& insert = m_connection.cached(
        "INSERT INTO label_item (brought, source, label, item, n) VALUES (?1, ?2, ?3, ?4, ?5)");
    for (const std::size_t end = std::min(m_uses.size(), m_next + kSlice); m_next < end; ++m_next) {
        const Use& use = m_uses[m_next];
        insert.bind(1, use.brought).bind(2, m_source).bind(3, use.label).bind(4, use.item).bind(5, use.n).run();
    }
    return m_next < m_uses.size();
}

void SourceLists::writeCounts()
{
    for (const auto& [kind, n] : m_items)
        m_connection.cached("INSERT INTO item_count (source, kind, n) VALUES (?1, ?2, ?3)")
            .bind(1, m_source)
            .bind(2, kind)
            .bind(3, n)
            .run();
    std::int64_t items = 0;
    for (const auto& [kind, n] : m_items)
        items += n;
    if (items > 0)
        m_connection.cached("INSERT INTO task_count (brought, state, n) VALUES (?1, 'unassigned', ?2)")
            .bind(1, m_source)
            .bind(2, items)
            .run();

    std::map<std::int64_t, std::int64_t> annotations;
    for (const auto& [place, kinds] : m_counts) {
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (kinds[kind] == 0)
                continue;
            annotations[place.first] += kinds[kind];
            m_connection
                .cached("INSERT INTO use_count (brought, source, label, kind, counted, present) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
                .bind(1, place.first)
                .bind(2, m_source)
                .bind(3, place.second)
                .bind(4, shapeKindName(static_cast<ShapeKind>(kind)))
                .bind(5, m_countLayers ? kinds[kind] : 0)
                .bind(6, kinds[kind])
                .run();
        }
    }
    for (const auto& [brought, layers] : m_layerCounts)
        m_connection
            .cached("INSERT INTO layer_count (brought, source, author, role, layers, annotations) "
                    "VALUES (?1, ?2, 0, ?3, ?4, ?5)")
            .bind(1, brought)
            .bind(2, m_source)
            .bind(3, layerRoleName(m_role))
            .bind(4, layers)
            .bind(5, annotations[brought])
            .run();
}

void SourceLists::writeAgain()
{
    std::sort(m_instances.begin(), m_instances.end());
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> again;
    for (std::size_t i = 1; i < m_instances.size(); ++i)
        if (m_instances[i] == m_instances[i - 1]) {
            const auto& [layer, label, instance] = m_instances[i];
            ++again[{m_layers[static_cast<std::size_t>(layer - m_firstLayer)].brought, label}];
        }
    for (const auto& [place, n] : again)
        m_connection
            .cached("INSERT INTO use_count (brought, source, label, kind, counted, present) "
                    "VALUES (?1, ?2, ?3, 'again', ?4, 0)")
            .bind(1, place.first)
            .bind(2, m_source)
            .bind(3, place.second)
            .bind(4, n)
            .run();
}

} // namespace touchstone
