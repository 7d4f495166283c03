#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "touchstone/geometry/rle.h"

namespace touchstone {

/// Object pixels y in [y0, y1) of column x.
struct ColumnInterval {
    std::uint32_t x = 0;
    std::uint32_t y0 = 0;
    std::uint32_t y1 = 0;
};

/// Calls `visit(x, y0, y1)` for the pixels [start, end) of a column-major image, column by column.
template <class Visit>
void splitByColumn(std::uint64_t start, std::uint64_t end, std::uint32_t height, Visit visit)
{
    while (start < end) {
        const auto x = static_cast<std::uint32_t>(start / height);
        const auto y = static_cast<std::uint32_t>(start % height);
        const std::uint64_t columnEnd = start - y + height;
        const std::uint64_t stop = end < columnEnd ? end : columnEnd;
        visit(x, y, static_cast<std::uint32_t>(y + (stop - start)));
        start = stop;
    }
}

/// Calls `visit(start, end)` for each object run, in column-major pixel numbers; empty runs are passed over.
template <class Visit>
void forEachRun(const Rle& rle, Visit visit)
{
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < rle.counts.size(); ++i) {
        const std::uint64_t end = at + rle.counts[i];
        if (i % 2 == 1 && end > at) {
            visit(at, end);
        }
        at = end;
    }
}

template <class Visit>
void forEachColumnInterval(const Rle& rle, Visit visit)
{
    forEachRun(rle,
               [&](std::uint64_t start, std::uint64_t end) { splitByColumn(start, end, rle.height, visit); });
}

/// Builds canonical counts from object runs in ascending order; touching runs are joined.
class RunBuilder {
  public:
    void add(std::uint64_t start, std::uint64_t end)
    {
        if (start >= end) {
            return;
        }
        if (start == m_end && !m_counts.empty()) {
            m_counts.back() += static_cast<std::uint32_t>(end - start);
        } else {
            m_counts.push_back(static_cast<std::uint32_t>(start - m_end));
            m_counts.push_back(static_cast<std::uint32_t>(end - start));
        }
        m_end = end;
    }
    /// The counts of an image of `total` pixels.
    std::vector<std::uint32_t> finish(std::uint64_t total)
    {
        if (m_end < total || m_counts.empty()) {
            m_counts.push_back(static_cast<std::uint32_t>(total - m_end));
        }
        return std::move(m_counts);
    }

  private:
    std::vector<std::uint32_t> m_counts;
    std::uint64_t m_end = 0;
};

/// Turns column runs into the rows of a bitmap. A row differs from the one above only where a run begins or
/// ends, so those places are collected by row, and each row is the one above with them flipped.
class RowWriter {
  public:
    RowWriter(std::uint32_t width, std::uint32_t height) : m_width(width), m_begin(std::size_t{height} + 1, 0)
    {
    }

    /// The object pixels [y0, y1) of column x.
    void mark(std::uint32_t x, std::uint32_t y0, std::uint32_t y1)
    {
        m_marks.push_back({x, y0});
        m_marks.push_back({x, y1});
        ++m_begin[y0];
        ++m_begin[y1];
    }
    /// Writes every row.
    void write(std::uint8_t* pixels, std::size_t stride);

  private:
    struct Mark {
        std::uint32_t x = 0;
        std::uint32_t y = 0;
    };
    std::uint32_t m_width;
    std::vector<Mark> m_marks;
    std::vector<std::uint32_t> m_begin;
};

} // namespace touchstone
