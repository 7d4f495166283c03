#include "core/geometry/segment_grid.h"

namespace touchstone {

namespace {

std::size_t cellOf(double distance, double side, std::size_t count)
{
    const double cell = std::floor(distance / side);
    return cell <= 0 ? 0 : std::min(static_cast<std::size_t>(cell), count - 1);
}

} // namespace

SegmentGrid::SegmentGrid(const Rect& rect, std::size_t expected) : m_rect(rect)
{
    // About one for each cell.
    const double cells = std::clamp<double>(static_cast<double>(expected), 1, 1 << 18);
    m_side = std::max(std::sqrt(rect.width * rect.height / cells), std::max(rect.width, rect.height) / cells);
    if (!(m_side > 0)) {
        m_side = 1;
    }
    m_columns = static_cast<std::size_t>(rect.width / m_side) + 1;
    m_rows = static_cast<std::size_t>(rect.height / m_side) + 1;
    m_cells.resize(m_columns * m_rows);
}

std::size_t SegmentGrid::columnOf(double x) const
{
    return cellOf(x - m_rect.x, m_side, m_columns);
}

std::size_t SegmentGrid::rowOf(double y) const
{
    return cellOf(y - m_rect.y, m_side, m_rows);
}

void SegmentGrid::add(std::uint32_t id, Point a, Point b)
{
    if (a.y > b.y) {
        std::swap(a, b);
    }
    const std::size_t last = rowOf(b.y);
    for (std::size_t row = rowOf(a.y); row <= last; ++row) {
        double from = std::min(a.x, b.x);
        double to = std::max(a.x, b.x);
        if (b.y > a.y) {
            // The part of the segment in this row, a little wider than computed.
            const auto xAt = [&](double y) {
                return a.x + (b.x - a.x) * (std::clamp(y, a.y, b.y) - a.y) / (b.y - a.y);
            };
            const double top = m_rect.y + static_cast<double>(row) * m_side;
            const double x0 = xAt(top - m_side / 1024);
            const double x1 = xAt(top + m_side + m_side / 1024);
            from = std::max(from, std::min(x0, x1) - m_side / 1024);
            to = std::min(to, std::max(x0, x1) + m_side / 1024);
        }
        for (std::size_t column = columnOf(from); column <= columnOf(to); ++column) {
            m_cells[row * m_columns + column].push_back(id);
        }
    }
}

} // namespace touchstone
