#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/store/connection.h"
#include "touchstone/model/annotation.h"
#include "touchstone/model/objects.h"

namespace touchstone {

constexpr std::size_t kShapeKinds = std::variant_size_v<Shape>;

/// Gathers, while a source is appended, what lists and counts say of it, and writes that in slices before it is
/// published: a row an item and label instead of upkeep with every annotation. Throws StoreFailure.
class SourceLists {
  public:
    SourceLists(Connection& connection, LayerRole role);
    /// Before all else.
    void begin(std::int64_t source) { m_source = source; }
    void item(std::int64_t key, const std::string& kind, const std::string& path);
    void layer(std::int64_t key, std::int64_t item);
    void annotation(std::int64_t layer, std::int64_t label, ShapeKind kind, const InstanceId& instance);
    /// Writes one slice; false when all is written.
    bool write();

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
    void compact();
    void writeCounts();
    void writeAgain();

    Connection& m_connection;
    LayerRole m_role;
    bool m_countLayers;
    std::int64_t m_source = 0;
    std::int64_t m_firstLayer = 0;
    std::vector<Place> m_layers; ///< By key, from m_firstLayer on: the layers of one source lie close together.
    std::int64_t m_firstItem = 0;
    std::map<std::string, std::int64_t> m_items;            ///< By kind.
    std::map<std::int64_t, std::int64_t> m_layerCounts;     ///< By source of the item.
    std::map<std::pair<std::int64_t, std::int64_t>, Kinds> m_counts; ///< By source of the item, and label.
    std::vector<Use> m_uses;
    std::size_t m_room = 0;
    /// (layer, label, instance); few annotations have one.
    std::vector<std::tuple<std::int64_t, std::int64_t, InstanceId>> m_instances;
    std::size_t m_next = 0;
    bool m_counted = false;
};

} // namespace touchstone
