#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/store/bulk_batch.h"
#include "core/store/connection.h"

namespace touchstone {

constexpr std::size_t kShapeKinds = std::variant_size_v<Shape>;

/// Gathers, from the batches of a source, what lists and counts say of it; that is written in slices before it is
/// published: a row an item and label instead of upkeep with every annotation.
class SourceLists {
  public:
    SourceLists(std::int64_t source, LayerRole role);
    /// A batch that is stored, in order.
    void add(const BulkBatch& batch);
    /// All is added. May take some time; write() does not.
    void prepare();
    /// Writes one slice; false when all is written. Throws StoreFailure.
    bool write(Connection& connection);

  private:
    /// How often a label is on an item.
    struct Use {
        std::int64_t brought;
        std::int64_t label;
        std::int64_t item;
        std::int64_t n;
        auto place() const { return std::tie(brought, label, item); }
    };
    using Kinds = std::array<std::int64_t, kShapeKinds>;
    struct Place {
        std::int64_t item = 0;
        std::int64_t brought = 0;
    };
    struct Count {
        std::int64_t brought;
        std::int64_t label;
        std::string_view kind;
        std::int64_t counted;
        std::int64_t present;
    };
    void compact();
    void countKinds();
    void countAgain();
    void writeTotals(Connection& connection);

    std::int64_t m_source;
    LayerRole m_role;
    bool m_countLayers;
    std::vector<Place> m_layers;                                     ///< By number.
    std::map<std::string, std::int64_t, std::less<>> m_items;        ///< By kind.
    std::map<std::int64_t, std::int64_t> m_layerCounts;              ///< By source of the item.
    std::map<std::pair<std::int64_t, std::int64_t>, Kinds> m_counts; ///< By source of the item, and label.
    std::vector<Use> m_uses;
    std::size_t m_room = 0;
    /// (layer, label, instance); few annotations have one.
    std::vector<std::tuple<std::size_t, std::int64_t, InstanceId>> m_instances;

    // Prepared, and how far it is written.
    std::vector<Count> m_rows;
    std::size_t m_nextRow = 0;
    std::size_t m_nextUse = 0;
    bool m_totals = false;
};

} // namespace touchstone
