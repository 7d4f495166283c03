#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "canvas/lent.h"
#include "touchstone/model/annotation.h"

namespace touchstone {

/// An annotation as the canvas keeps it; immutable, so that painting threads may share it.
struct SceneItem {
    Annotation annotation;
    Rect bounds;
    double area = 0;
};
using SceneItemPtr = std::shared_ptr<const SceneItem>;
/// Some or all of a scene, as it was at one moment.
using SceneItems = std::shared_ptr<const std::vector<SceneItemPtr>>;

/// The annotations in view order (z, then id) with a uniform grid over their boxes. Tags, which have no
/// place, are found by id only. Used from one thread.
class Scene {
  public:
    void assign(std::vector<Annotation> annotations, Size imageSize);
    /// Adds, replaces or removes one; returns the image rectangle that looks different now, if any.
    std::optional<Rect> update(const AnnotationId& id, const std::optional<Annotation>& annotation);

    std::size_t size() const { return m_slotOf.size(); }
    const SceneItem* find(const AnnotationId& id) const;
    /// Those whose boxes touch the rectangle, in view order.
    std::vector<SceneItemPtr> query(const Rect& rect) const;
    /// The same in less time, to be used before the scene changes.
    std::vector<const SceneItem*> look(const Rect& rect) const;
    /// How many that are, in less time.
    std::size_t count(const Rect& rect) const;
    /// More than `most` items, without counting on.
    bool holdsMore(const Rect& rect, std::size_t most) const;
    /// Those whose boxes are so large at least, in view order.
    std::vector<SceneItemPtr> atLeast(double width, double height) const;
    /// All that have a place, in view order; the same vector until something changes.
    SceneItems all() const;

  private:
    using Slot = std::uint32_t;
    struct Cells {
        int left, top, right, bottom;
        int count() const { return (right - left + 1) * (bottom - top + 1); }
    };
    Cells cellsOf(const Rect& rect) const;
    /// Those whose boxes touch it, in view order.
    std::vector<Slot> slotsIn(const Rect& rect) const;
    /// Visits each of them once, in no order, until `visit` gives false.
    template <class Visit>
    void collect(const Rect& rect, const Cells& cells, Visit&& visit) const;
    std::vector<Slot>& cell(int column, int row)
    {
        return m_cells[static_cast<std::size_t>(row * m_side + column)];
    }
    const std::vector<Slot>& cell(int column, int row) const
    {
        return m_cells[static_cast<std::size_t>(row * m_side + column)];
    }
    bool before(Slot a, Slot b) const;
    void buildGrid();
    void addToGrid(Slot slot);
    void removeFromGrid(Slot slot);
    void insert(const AnnotationId& id, SceneItemPtr item);
    void erase(Slot slot);
    /// By one with the same place in the order.
    void replace(Slot slot, SceneItemPtr item);
    std::size_t placeOf(Slot slot) const;
    const std::vector<std::uint32_t>& ranks() const;
    std::vector<SceneItemPtr>* ownAll();

    Size m_imageSize;
    std::vector<SceneItemPtr> m_items; ///< By slot; null where free.
    std::vector<Rect> m_bounds;        ///< By slot: walked through without touching the items.
    mutable Lent<std::vector<SceneItemPtr>> m_all;
    std::vector<Slot> m_free;
    std::vector<Slot> m_order; ///< Those with a place, in view order.
    mutable std::vector<std::uint32_t> m_rank; ///< By slot: its place in m_order; empty until it is asked for.
    std::unordered_map<AnnotationId, Slot> m_slotOf;

    int m_side = 1;
    std::size_t m_builtFor = 0;
    std::vector<std::vector<Slot>> m_cells;
    std::vector<Slot> m_large;                 ///< Those that would fill too many cells.
    mutable std::vector<std::uint32_t> m_seen; ///< By slot: number of the query that met it last.
    mutable std::uint32_t m_query = 0;
};

} // namespace touchstone
