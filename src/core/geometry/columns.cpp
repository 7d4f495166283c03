#include "core/geometry/columns.h"

#include <numeric>

#include "core/geometry/mask_tiles.h"

namespace touchstone {

namespace {

bool inOrder(const ColumnInterval& a, const ColumnInterval& b)
{
    return a.x != b.x ? a.x < b.x : a.y0 < b.y0;
}

/// The tiles come row by row; counting the columns puts their intervals in order.
std::vector<ColumnInterval> byColumn(const std::vector<ColumnInterval>& intervals)
{
    const auto [least, most] = std::minmax_element(intervals.begin(), intervals.end(),
                                                   [](const auto& a, const auto& b) { return a.x < b.x; });
    const std::uint32_t first = least->x;
    std::vector<std::size_t> place(std::size_t{most->x - first} + 2, 0);
    for (const ColumnInterval& one : intervals) {
        ++place[one.x - first + 1];
    }
    std::partial_sum(place.begin(), place.end(), place.begin());
    std::vector<ColumnInterval> sorted(intervals.size());
    for (const ColumnInterval& one : intervals) {
        sorted[place[one.x - first]++] = one;
    }
    return sorted;
}

/// Joins those that touch or overlap.
void join(std::vector<ColumnInterval>& intervals)
{
    std::size_t kept = 0;
    for (std::size_t i = 1; i < intervals.size(); ++i) {
        ColumnInterval& last = intervals[kept];
        if (intervals[i].x == last.x && intervals[i].y0 <= last.y1) {
            last.y1 = std::max(last.y1, intervals[i].y1);
        } else {
            intervals[++kept] = intervals[i];
        }
    }
    if (!intervals.empty()) {
        intervals.resize(kept + 1);
    }
}

} // namespace

std::uint64_t Columns::area() const
{
    std::uint64_t sum = 0;
    for (const ColumnInterval& one : intervals) {
        sum += one.y1 - one.y0;
    }
    return sum;
}

PixelRect Columns::box() const
{
    if (intervals.empty()) {
        return {};
    }
    std::uint32_t top = intervals.front().y0;
    std::uint32_t bottom = intervals.front().y1;
    for (const ColumnInterval& one : intervals) {
        top = std::min(top, one.y0);
        bottom = std::max(bottom, one.y1);
    }
    const std::uint32_t left = intervals.front().x;
    return {static_cast<std::int32_t>(left), static_cast<std::int32_t>(top),
            static_cast<std::int32_t>(intervals.back().x - left + 1),
            static_cast<std::int32_t>(bottom - top)};
}

Columns columnsOf(const Mask& mask)
{
    Columns columns{mask.width, mask.height, {}};
    for (const MaskTile& tile : mask.tiles) {
        forEachTileInterval(tile, [&](std::int32_t x, std::int32_t y0, std::int32_t y1) {
            columns.intervals.push_back({static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y0),
                                         static_cast<std::uint32_t>(y1)});
        });
    }
    if (mask.tiles.size() > 1 && !columns.intervals.empty()) {
        columns.intervals = byColumn(columns.intervals);
        // Only tiles that overlap each other need this.
        if (!std::is_sorted(columns.intervals.begin(), columns.intervals.end(), inOrder)) {
            std::sort(columns.intervals.begin(), columns.intervals.end(), inOrder);
        }
    }
    join(columns.intervals);
    return columns;
}

Columns clipped(const Columns& columns, const PixelRect& rect)
{
    const PixelRect in = intersected(rect, {0, 0, columns.width, columns.height});
    Columns result{columns.width, columns.height, {}};
    if (isEmpty(in)) {
        return result;
    }
    const auto left = static_cast<std::uint32_t>(in.x);
    const auto right = static_cast<std::uint32_t>(in.x + in.width);
    const auto top = static_cast<std::uint32_t>(in.y);
    const auto bottom = static_cast<std::uint32_t>(in.y + in.height);
    for (const ColumnInterval& one : columns.intervals) {
        const std::uint32_t y0 = std::max(one.y0, top);
        const std::uint32_t y1 = std::min(one.y1, bottom);
        if (one.x >= left && one.x < right && y0 < y1) {
            result.intervals.push_back({one.x, y0, y1});
        }
    }
    return result;
}

Columns complementOf(const Columns& columns, const PixelRect& rect)
{
    Columns result{columns.width, columns.height, {}};
    const auto top = static_cast<std::uint32_t>(rect.y);
    const auto bottom = static_cast<std::uint32_t>(rect.y + rect.height);
    forEachColumn(columns, rect.x, rect.x + rect.width - 1,
                  [&](std::int32_t x, std::size_t begin, std::size_t end) {
                      const auto column = static_cast<std::uint32_t>(x);
                      std::uint32_t at = top;
                      for (std::size_t i = begin; i < end && at < bottom; ++i) {
                          const ColumnInterval& one = columns.intervals[i];
                          if (one.y0 > at) {
                              result.intervals.push_back({column, at, std::min(one.y0, bottom)});
                          }
                          at = std::max(at, one.y1);
                      }
                      if (at < bottom) {
                          result.intervals.push_back({column, at, bottom});
                      }
                  });
    return result;
}

} // namespace touchstone
