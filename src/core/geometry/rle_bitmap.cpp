#include "touchstone/geometry/rle.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/geometry/borders.h"
#include "core/geometry/runs.h"

namespace touchstone {

namespace {

/// The borders between rows, as they come. Growing happens between rows, so that adding costs next to
/// nothing.
class Borders {
  public:
    /// Room for `more`.
    Border* reserve(std::size_t more)
    {
        if (m_borders.size() - m_count < more) {
            m_borders.resize(std::max(m_borders.size() * 2, m_count + more));
        }
        return m_borders.data() + m_count;
    }
    void setEnd(const Border* end) { m_count = static_cast<std::size_t>(end - m_borders.data()); }
    const Border* begin() const { return m_borders.data(); }
    const Border* end() const { return m_borders.data() + m_count; }
    std::size_t size() const { return m_count; }

  private:
    std::vector<Border> m_borders;
    std::size_t m_count = 0;
};

/// Where rows differ from the one above, row by row.
Borders bordersOf(const std::uint8_t* pixels, std::uint32_t height, std::uint32_t width, std::size_t stride)
{
    static const FindBorders find = borderFinders().front();
    const std::uint32_t blocksEnd = width / borderBlock * borderBlock;
    Borders borders;
    for (std::uint32_t y = 1; y < height; ++y) {
        const std::uint8_t* row = pixels + y * stride;
        const std::uint8_t* above = row - stride;
        Border* out = find(above, row, blocksEnd, y, borders.reserve(width));
        for (std::uint32_t x = blocksEnd; x < width; ++x) {
            if ((above[x] != 0) != (row[x] != 0)) {
                *out++ = {x, y};
            }
        }
        borders.setEnd(out);
    }
    return borders;
}

} // namespace

Rle encodeRle(const std::uint8_t* pixels, std::uint32_t height, std::uint32_t width, std::size_t stride)
{
    Rle rle{height, width, {}};
    const std::uint64_t total = std::uint64_t{height} * width;
    if (total == 0) {
        rle.counts.push_back(0);
        return rle;
    }
    // Borders between rows come row by row; counting them per column puts them in column order.
    const Borders borders = bordersOf(pixels, height, width, stride);
    std::vector<std::uint32_t> begin(std::size_t{width} + 1, 0);
    for (const Border& border : borders) {
        ++begin[border.x];
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& one : begin) {
        sum += std::exchange(one, sum);
    }
    std::vector<std::uint32_t> sorted(borders.size());
    for (const Border& border : borders) {
        sorted[begin[border.x]++] = border.y;
    }
    // Now begin[x] is the end of column x. A run ends at each border, and where a column begins otherwise
    // than the one before it ended.
    rle.counts.resize(borders.size() + width + 1);
    std::uint32_t* out = rle.counts.data();
    std::uint32_t last = 0;
    bool object = false;
    std::size_t next = 0;
    for (std::uint32_t x = 0; x < width; ++x) {
        const std::uint32_t column = x * height;
        if ((pixels[x] != 0) != object) {
            *out++ = column - std::exchange(last, column);
            object = !object;
        }
        for (; next < begin[x]; ++next) {
            const std::uint32_t at = column + sorted[next];
            *out++ = at - std::exchange(last, at);
            object = !object;
        }
    }
    *out++ = static_cast<std::uint32_t>(total) - last;
    rle.counts.resize(static_cast<std::size_t>(out - rle.counts.data()));
    return rle;
}

void RowWriter::write(std::uint8_t* pixels, std::size_t stride)
{
    if (m_width == 0) {
        return;
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& begin : m_begin) {
        sum += std::exchange(begin, sum);
    }
    std::vector<std::uint32_t> sorted(m_intervals.size() * 2);
    std::uint32_t* const columns = sorted.data();
    std::uint32_t* const end = m_begin.data();
    for (const ColumnInterval& one : m_intervals) {
        columns[end[one.y0]++] = one.x;
        columns[end[one.y1]++] = one.x;
    }
    // Now end[y] is that of row y.
    std::vector<std::uint8_t> line(m_width, 0);
    std::uint8_t* const row = line.data();
    const std::size_t height = m_begin.size() - 1;
    std::size_t at = 0;
    for (std::size_t y = 0; y < height; ++y) {
        for (const std::size_t stop = end[y]; at < stop; ++at) {
            row[columns[at]] ^= 1;
        }
        std::memcpy(pixels + y * stride, row, m_width);
    }
}

void decodeRle(const Rle& rle, std::uint8_t* pixels)
{
    RowWriter rows(rle.width, rle.height, rle.counts.size() / 2);
    forEachColumnInterval(rle,
                          [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) { rows.mark(x, y0, y1); });
    rows.write(pixels, rle.width);
}

} // namespace touchstone
