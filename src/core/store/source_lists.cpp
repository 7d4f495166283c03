#include "core/store/source_lists.h"

#include <algorithm>
#include <span>

#include "core/store/bulk_rows.h"

namespace touchstone {
namespace {

// Rows a slice: some milliseconds of writing.
constexpr std::size_t kSlice = 4'000;
constexpr std::size_t kFirstRoom = 1 << 18;

/// The next rows of a slice, of which `next` tells where they begin.
template <class Row>
std::span<const Row> sliceOf(const std::vector<Row>& rows, std::size_t& next)
{
    const auto slice = std::span(rows).subspan(next, std::min(kSlice, rows.size() - next));
    next += slice.size();
    return slice;
}

} // namespace

SourceLists::SourceLists(std::int64_t source, LayerRole role)
    : m_source(source), m_role(role),
      m_countLayers(role == LayerRole::Work || role == LayerRole::GroundTruth || role == LayerRole::Adjudicated)
{
}

void SourceLists::add(const BulkBatch& batch)
{
    for (const BulkItem& one : batch.items)
        ++m_items[one.kind];
    for (const BulkLayer& one : batch.layers) {
        m_layers.push_back({one.item, one.brought});
        ++m_layerCounts[one.brought];
    }
    for (const BulkAnnotation& one : batch.annotations) {
        const Place& place = m_layers[one.layer];
        ++m_counts[{place.brought, one.label}][static_cast<std::size_t>(one.kind)];
        if (!m_countLayers)
            continue;
        if (one.label != 0) {
            if (m_uses.size() >= m_room)
                compact();
            m_uses.push_back({place.brought, one.label, place.item, 1});
        }
        if (one.instance)
            m_instances.emplace_back(one.layer, one.label, one.instance);
    }
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

void SourceLists::prepare()
{
    countKinds();
    countAgain();
    std::sort(m_rows.begin(), m_rows.end(), [](const Count& a, const Count& b) {
        return std::tie(a.label, a.brought, a.kind) < std::tie(b.label, b.brought, b.kind);
    });
    compact();
}

void SourceLists::countKinds()
{
    for (const auto& [place, kinds] : m_counts)
        for (std::size_t kind = 0; kind < kinds.size(); ++kind)
            if (kinds[kind] != 0)
                m_rows.push_back({place.first, place.second, shapeKindName(static_cast<ShapeKind>(kind)),
                                  m_countLayers ? kinds[kind] : 0, kinds[kind]});
}

void SourceLists::countAgain()
{
    std::sort(m_instances.begin(), m_instances.end());
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> again;
    for (std::size_t i = 1; i < m_instances.size(); ++i)
        if (m_instances[i] == m_instances[i - 1]) {
            const auto& [layer, label, instance] = m_instances[i];
            ++again[{m_layers[layer].brought, label}];
        }
    for (const auto& [place, n] : again)
        m_rows.push_back({place.first, place.second, "again", n, 0});
}

bool SourceLists::write(Connection& connection)
{
    if (!m_totals) {
        m_totals = true;
        writeTotals(connection);
    } else if (m_nextRow < m_rows.size()) {
        const auto slice = sliceOf(m_rows, m_nextRow);
        const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
            const Count& one = slice[row];
            switch (column) {
            case 0: return value.integer(one.brought);
            case 1: return value.integer(one.label);
            case 2: return value.text(one.kind);
            case 3: return value.integer(one.counted);
            default: return value.integer(one.present);
            }
        };
        runBulk(connection,
                "INSERT INTO use_count (brought, source, label, kind, counted, present) "
                "SELECT c0, ?2, c1, c2, c3, c4 FROM bulk_rows(?1)",
                BulkRowsOf(slice.size(), tell), m_source);
    } else {
        const auto slice = sliceOf(m_uses, m_nextUse);
        const auto tell = [&](std::size_t row, int column, const BulkValue& value) {
            const Use& one = slice[row];
            switch (column) {
            case 0: return value.integer(one.brought);
            case 1: return value.integer(one.label);
            case 2: return value.integer(one.item);
            default: return value.integer(one.n);
            }
        };
        runBulk(connection,
                "INSERT INTO label_item (brought, source, label, item, n) "
                "SELECT c0, ?2, c1, c2, c3 FROM bulk_rows(?1)",
                BulkRowsOf(slice.size(), tell), m_source);
    }
    return m_nextRow < m_rows.size() || m_nextUse < m_uses.size();
}

void SourceLists::writeTotals(Connection& connection)
{
    std::int64_t items = 0;
    for (const auto& [kind, n] : m_items) {
        items += n;
        connection.cached("INSERT INTO item_count (source, kind, n) VALUES (?1, ?2, ?3)")
            .bind(1, m_source)
            .bind(2, kind)
            .bind(3, n)
            .run();
    }
    if (items > 0)
        connection.cached("INSERT INTO task_count (brought, state, n) VALUES (?1, 'unassigned', ?2)")
            .bind(1, m_source)
            .bind(2, items)
            .run();
    std::map<std::int64_t, std::int64_t> annotations;
    for (const auto& [place, kinds] : m_counts)
        for (const std::int64_t n : kinds)
            annotations[place.first] += n;
    for (const auto& [brought, layers] : m_layerCounts)
        connection
            .cached("INSERT INTO layer_count (brought, source, author, role, layers, annotations) "
                    "VALUES (?1, ?2, 0, ?3, ?4, ?5)")
            .bind(1, brought)
            .bind(2, m_source)
            .bind(3, layerRoleName(m_role))
            .bind(4, layers)
            .bind(5, annotations[brought])
            .run();
}

} // namespace touchstone
