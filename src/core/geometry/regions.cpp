#include "core/geometry/regions.h"

#include <numeric>

namespace touchstone {

Regions::Regions(const Columns& columns) : m_region(columns.intervals.size())
{
    const std::vector<ColumnInterval>& all = columns.intervals;
    std::iota(m_region.begin(), m_region.end(), 0U);
    // `left` runs through the column before that of `i`.
    std::size_t columnBegin = 0;
    std::size_t left = 0;
    std::size_t leftEnd = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && all[i].x != all[i - 1].x) {
            left = all[i].x == all[i - 1].x + 1 ? columnBegin : i;
            leftEnd = i;
            columnBegin = i;
        }
        while (left < leftEnd && all[left].y1 <= all[i].y0) {
            ++left;
        }
        for (std::size_t other = left; other < leftEnd && all[other].y0 < all[i].y1; ++other) {
            join(static_cast<std::uint32_t>(other), static_cast<std::uint32_t>(i));
        }
    }
    // The root is the first of its region, so that it has its number when the others ask.
    for (std::uint32_t i = 0; i < m_region.size(); ++i) {
        if (m_region[i] == i) {
            m_region[i] = static_cast<std::uint32_t>(m_count++);
        } else {
            m_region[i] = m_region[m_region[i]];
        }
    }
}

std::uint32_t Regions::root(std::uint32_t interval)
{
    while (m_region[interval] != interval) {
        m_region[interval] = m_region[m_region[interval]];
        interval = m_region[interval];
    }
    return interval;
}

void Regions::join(std::uint32_t a, std::uint32_t b)
{
    a = root(a);
    b = root(b);
    m_region[std::max(a, b)] = std::min(a, b);
}

} // namespace touchstone
