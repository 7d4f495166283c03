#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "core/geometry/columns.h"

namespace touchstone {

/// The round tip as columns: the one at distance d from the middle reaches reach[d] pixels up and down.
struct Disk {
    /// In an image of this size, beyond whose diagonal nothing changes any more; NaN counts as 0.
    Disk(double radius, std::int32_t width, std::int32_t height);

    std::int32_t radius() const { return static_cast<std::int32_t>(reach.size()) - 1; }
    std::int32_t reachAt(std::int32_t dx) const { return reach[static_cast<std::size_t>(std::abs(dx))]; }

    std::vector<std::int32_t> reach;
};

/// Where the intervals of each column are.
class ColumnIndex {
  public:
    ColumnIndex(const Columns& columns, const PixelRect& box) : m_left(box.x)
    {
        forEachColumn(columns, box.x, box.x + box.width - 1,
                      [&](std::int32_t, std::size_t begin, std::size_t end) {
                          m_begin.push_back(begin);
                          m_end = end;
                      });
        m_begin.push_back(m_end);
    }
    std::size_t begin(std::int32_t x) const { return m_begin[static_cast<std::size_t>(x - m_left)]; }
    std::size_t end(std::int32_t x) const { return m_begin[static_cast<std::size_t>(x - m_left) + 1]; }
    bool has(std::int32_t x) const
    {
        return x >= m_left && x - m_left + 1 < static_cast<std::int32_t>(m_begin.size());
    }

  private:
    std::int32_t m_left;
    std::vector<std::size_t> m_begin;
    std::size_t m_end = 0;
};

/// `rect` and all that lies within `margin` of it, in the image.
inline PixelRect widened(const PixelRect& rect, std::int32_t margin, const PixelRect& image)
{
    const auto edge = [](std::int64_t value) {
        return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, INT32_MIN / 2, INT32_MAX / 2));
    };
    const std::int32_t x = edge(std::int64_t{rect.x} - margin);
    const std::int32_t y = edge(std::int64_t{rect.y} - margin);
    return intersected({x, y, edge(std::int64_t{rect.width} + rect.x - x + margin),
                        edge(std::int64_t{rect.height} + rect.y - y + margin)},
                       image);
}

} // namespace touchstone
