#pragma once

#include <cstdint>
#include <vector>

#include "touchstone/geometry/point.h"

namespace touchstone {

/// Finds what lies near by cells of a grid. All points must be finite and in the rectangle.
class SegmentGrid {
  public:
    SegmentGrid(const Rect& rect, std::size_t expected);

    void add(std::uint32_t id, Point a, Point b);
    /// Calls `visit(ids)` for each cell that the rectangle meets.
    template <class Visit>
    void forEachCell(const Rect& rect, Visit visit) const
    {
        for (std::size_t row = rowOf(rect.y); row <= rowOf(rect.bottom()); ++row) {
            for (std::size_t column = columnOf(rect.x); column <= columnOf(rect.right()); ++column) {
                visit(m_cells[row * m_columns + column]);
            }
        }
    }
    const std::vector<std::vector<std::uint32_t>>& cells() const { return m_cells; }

  private:
    std::size_t columnOf(double x) const;
    std::size_t rowOf(double y) const;

    Rect m_rect;
    double m_side = 1;
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

} // namespace touchstone
