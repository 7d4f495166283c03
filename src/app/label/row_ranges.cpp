#include "app/label/row_ranges.h"

#include <algorithm>

namespace touchstone {

bool RowRanges::contains(int row) const
{
    const auto next = std::ranges::upper_bound(m_ranges, row, {}, &Range::first);
    return next != m_ranges.begin() && std::prev(next)->last >= row;
}

void RowRanges::add(int from, int to)
{
    Range made{std::min(from, to), std::max(from, to)};
    const auto begin = std::ranges::lower_bound(m_ranges, made.first - 1, {}, &Range::last);
    auto end = begin;
    for (; end != m_ranges.end() && end->first <= made.last + 1; ++end) {
        made.first = std::min(made.first, end->first);
        made.last = std::max(made.last, end->last);
    }
    m_ranges.insert(m_ranges.erase(begin, end), made);
}

void RowRanges::turnOver(int row)
{
    if (!contains(row)) {
        add(row, row);
        return;
    }
    const auto holder = std::prev(std::ranges::upper_bound(m_ranges, row, {}, &Range::first));
    const Range whole = *holder;
    const auto at = m_ranges.erase(holder);
    std::vector<Range> rest;
    if (whole.first < row)
        rest.push_back({whole.first, row - 1});
    if (row < whole.last)
        rest.push_back({row + 1, whole.last});
    m_ranges.insert(at, rest.begin(), rest.end());
}

std::int64_t RowRanges::count() const
{
    std::int64_t rows = 0;
    for (const Range& range : m_ranges)
        rows += range.last - range.first + 1;
    return rows;
}

} // namespace touchstone
