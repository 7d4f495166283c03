#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/pixel_rects.h"
#include "core/geometry/runs.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

/// The object pixels of a mask as intervals of columns, ascending by column, then by row; those of one column
/// neither overlap nor touch. What this costs depends on the outline, not on the size of the image.
struct Columns {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::vector<ColumnInterval> intervals;

    /// After all others.
    void append(std::int32_t x, std::int32_t y0, std::int32_t y1)
    {
        intervals.push_back(
            {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y0), static_cast<std::uint32_t>(y1)});
    }
    std::uint64_t area() const;
    /// Empty without pixels.
    PixelRect box() const;
};

Columns columnsOf(const Mask& mask);
Mask maskOf(const Columns& columns);
/// What lies in `rect`, which is cut at the image border.
Columns clipped(const Columns& columns, const PixelRect& rect);
/// The background in `rect`, which must lie in the image.
Columns complementOf(const Columns& columns, const PixelRect& rect);

/// Calls `visit(x, begin, end)` for each column from `first` to `last`: the range of its intervals.
template <class Visit>
void forEachColumn(const Columns& columns, std::int32_t first, std::int32_t last, Visit visit)
{
    const std::vector<ColumnInterval>& all = columns.intervals;
    std::size_t at = 0;
    for (std::int32_t x = first; x <= last; ++x) {
        while (at < all.size() && static_cast<std::int32_t>(all[at].x) < x) {
            ++at;
        }
        const std::size_t begin = at;
        while (at < all.size() && static_cast<std::int32_t>(all[at].x) == x) {
            ++at;
        }
        visit(x, begin, at);
    }
}

} // namespace touchstone
