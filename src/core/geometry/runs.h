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

/// The column and row of a pixel number that only grows, without dividing.
class ColumnCursor {
  public:
    explicit ColumnCursor(std::uint32_t height) : m_height(height) {}

    void skip(std::uint64_t pixels)
    {
        m_y += pixels;
        if (m_y >= std::uint64_t{m_height} * 16) {
            m_x += static_cast<std::uint32_t>(m_y / m_height);
            m_y %= m_height;
        }
        for (; m_y >= m_height; m_y -= m_height) {
            ++m_x;
        }
    }
    /// Calls `visit(x, y0, y1)` for the next `pixels` pixels, column by column.
    template <class Visit>
    void take(std::uint64_t pixels, Visit visit)
    {
        while (m_y + pixels >= m_height) {
            if (pixels > 0) {
                visit(m_x, static_cast<std::uint32_t>(m_y), m_height);
            }
            pixels -= m_height - m_y;
            m_y = 0;
            ++m_x;
        }
        if (pixels > 0) {
            visit(m_x, static_cast<std::uint32_t>(m_y), static_cast<std::uint32_t>(m_y + pixels));
            m_y += pixels;
        }
    }

  private:
    std::uint32_t m_height;
    std::uint32_t m_x = 0;
    std::uint64_t m_y = 0;
};

template <class Visit>
void forEachColumnInterval(const Rle& rle, Visit visit)
{
    if (rle.height == 0) {
        return;
    }
    ColumnCursor at(rle.height);
    for (std::size_t i = 0; i + 1 < rle.counts.size(); i += 2) {
        at.skip(rle.counts[i]);
        at.take(rle.counts[i + 1], visit);
    }
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
    /// `expected` intervals, about.
    RowWriter(std::uint32_t width, std::uint32_t height, std::size_t expected)
        : m_width(width), m_begin(std::size_t{height} + 1, 0)
    {
        m_intervals.reserve(expected);
    }

    /// The object pixels [y0, y1) of column x.
    void mark(std::uint32_t x, std::uint32_t y0, std::uint32_t y1)
    {
        m_intervals.push_back({x, y0, y1});
        std::uint32_t* const begin = m_begin.data();
        ++begin[y0];
        ++begin[y1];
    }
    /// Writes every row.
    void write(std::uint8_t* pixels, std::size_t stride);

  private:
    std::uint32_t m_width;
    std::vector<ColumnInterval> m_intervals;
    std::vector<std::uint32_t> m_begin;
};

} // namespace touchstone
