#include "touchstone/geometry/mask_ops.h"

#include <cmath>

#include "core/geometry/columns.h"

namespace touchstone {

namespace {

/// The round tip as columns: the one at distance d from the middle reaches reach[d] pixels up and down.
struct Disk {
    Disk(double radius, const Mask& mask);

    std::int32_t radius() const { return static_cast<std::int32_t>(reach.size()) - 1; }
    std::int32_t reachAt(std::int32_t dx) const { return reach[static_cast<std::size_t>(std::abs(dx))]; }

    std::vector<std::int32_t> reach;
};

Disk::Disk(double radius, const Mask& mask)
{
    // Beyond the diagonal nothing changes any more; NaN counts as 0.
    const double most = std::hypot(mask.width, mask.height) + 1;
    const double r = radius > 0 ? std::min(radius, most) : 0;
    for (double dx = 0; dx <= r; ++dx) {
        double dy = std::floor(std::sqrt(r * r - dx * dx));
        while (dx * dx + dy * dy > r * r) {
            --dy;
        }
        while (dx * dx + (dy + 1) * (dy + 1) <= r * r) {
            ++dy;
        }
        reach.push_back(static_cast<std::int32_t>(dy));
    }
}

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

void append(Columns& columns, std::int32_t x, std::int32_t y0, std::int32_t y1)
{
    columns.intervals.push_back(
        {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y0), static_cast<std::uint32_t>(y1)});
}

/// `rect` and all that lies within `margin` of it, in the image.
PixelRect widened(const PixelRect& rect, std::int32_t margin, const PixelRect& image)
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

/// What grow makes of the columns, within `rect`. Where the reach of an interval begins and ends is counted
/// by row; the sum down the column is the number of intervals that reach a pixel.
Columns grown(const Columns& columns, const Disk& disk, const PixelRect& rect)
{
    Columns result{columns.width, columns.height, {}};
    const PixelRect box = columns.box();
    if (isEmpty(box) || isEmpty(rect)) {
        return result;
    }
    const ColumnIndex index(columns, box);
    const std::int32_t bottom = rect.y + rect.height;
    std::vector<std::int32_t> steps(std::size_t(rect.height) + 1);
    for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x) {
        bool any = false;
        for (std::int32_t dx = -disk.radius(); dx <= disk.radius(); ++dx) {
            if (!index.has(x + dx)) {
                continue;
            }
            const std::int32_t reach = disk.reachAt(dx);
            for (std::size_t i = index.begin(x + dx); i < index.end(x + dx); ++i) {
                const auto y0 = std::max(static_cast<std::int32_t>(columns.intervals[i].y0) - reach, rect.y);
                const auto y1 = std::min(static_cast<std::int32_t>(columns.intervals[i].y1) + reach, bottom);
                if (y0 < y1) {
                    ++steps[std::size_t(y0 - rect.y)];
                    --steps[std::size_t(y1 - rect.y)];
                    any = true;
                }
            }
        }
        if (!any) {
            continue;
        }
        std::int32_t covers = 0;
        std::int32_t start = rect.y;
        for (std::int32_t row = 0; row <= rect.height; ++row) {
            const std::int32_t step = steps[std::size_t(row)];
            if (step == 0) {
                continue;
            }
            steps[std::size_t(row)] = 0;
            if (covers == 0) {
                start = rect.y + row;
            }
            covers += step;
            if (covers == 0) {
                append(result, x, start, rect.y + row);
            }
        }
    }
    return result;
}

/// Counts, for one column at a time, how many pixels of the disk around each pixel are object. How the number
/// grows from row to row changes at four places for each interval, so these are what is noted.
class DiskCount {
  public:
    DiskCount(std::int32_t top, std::int32_t rows) : m_top(top), m_changes(std::size_t(rows) + 1) {}

    void add(std::int32_t y0, std::int32_t y1, std::int32_t reach)
    {
        note(y0 - reach, 1);
        note(y1 - reach, -1);
        note(y0 + reach + 1, -1);
        note(y1 + reach + 1, 1);
    }
    /// Calls `visit(y, count)` for each row, from the top, and forgets.
    template <class Visit>
    void take(Visit visit)
    {
        std::int64_t slope = 0;
        std::int64_t count = 0;
        for (std::size_t i = 0; i + 1 < m_changes.size(); ++i) {
            slope += m_changes[i];
            count += slope;
            m_changes[i] = 0;
            visit(m_top + static_cast<std::int32_t>(i), count);
        }
        m_changes.back() = 0;
    }

  private:
    void note(std::int32_t y, std::int32_t change)
    {
        m_changes[std::min(std::size_t(y - m_top), m_changes.size() - 1)] += change;
    }

    std::int32_t m_top;
    std::vector<std::int32_t> m_changes;
};

} // namespace

Mask grow(const Mask& mask, double radius)
{
    const Disk disk(radius, mask);
    const Columns columns = columnsOf(mask);
    return maskOf(
        grown(columns, disk, widened(columns.box(), disk.radius(), {0, 0, mask.width, mask.height})));
}

Mask shrink(const Mask& mask, double radius)
{
    const Disk disk(radius, mask);
    const Columns columns = columnsOf(mask);
    const PixelRect box = columns.box();
    if (isEmpty(box)) {
        return mask;
    }
    const Columns background =
        complementOf(columns, widened(box, disk.radius(), {0, 0, mask.width, mask.height}));
    const Columns taken = grown(background, disk, box);
    return maskOf(complementOf(taken, box));
}

Mask smooth(const Mask& mask, double radius)
{
    const Disk disk(radius, mask);
    const Columns columns = columnsOf(mask);
    const PixelRect box = columns.box();
    if (isEmpty(box)) {
        return mask;
    }
    const std::int32_t r = disk.radius();
    const PixelRect rect = widened(box, r, {0, 0, mask.width, mask.height});
    const ColumnIndex index(columns, box);
    // Counting begins above everything that can reach; the rows of the image are `rect`.
    DiskCount object(box.y - r, box.height + 2 * r);
    DiskCount whole(-r, mask.height + 2 * r);
    std::vector<std::int64_t> inImage(std::size_t(rect.height));
    bool complete = false;
    Columns result{mask.width, mask.height, {}};
    for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x) {
        // Away from the left and right border of the image all columns have the same disks.
        const bool inner = x - r >= 0 && x + r < mask.width;
        if (!inner || !complete) {
            for (std::int32_t dx = std::max(-r, -x); dx <= std::min(r, mask.width - 1 - x); ++dx) {
                whole.add(0, mask.height, disk.reachAt(dx));
            }
            whole.take([&](std::int32_t y, std::int64_t count) {
                if (y >= rect.y && y < rect.y + rect.height) {
                    inImage[std::size_t(y - rect.y)] = count;
                }
            });
            complete = inner;
        }
        for (std::int32_t dx = -r; dx <= r; ++dx) {
            for (std::size_t i = index.has(x + dx) ? index.begin(x + dx) : 0,
                             end = index.has(x + dx) ? index.end(x + dx) : 0;
                 i < end; ++i) {
                object.add(static_cast<std::int32_t>(columns.intervals[i].y0),
                           static_cast<std::int32_t>(columns.intervals[i].y1), disk.reachAt(dx));
            }
        }
        // Of the column itself, for where the two are in balance.
        std::size_t own = index.has(x) ? index.begin(x) : 0;
        const std::size_t ownEnd = index.has(x) ? index.end(x) : 0;
        std::int32_t start = -1;
        object.take([&](std::int32_t y, std::int64_t count) {
            if (y < rect.y || y >= rect.y + rect.height) {
                return;
            }
            const std::int64_t more = 2 * count - inImage[std::size_t(y - rect.y)];
            while (own < ownEnd && static_cast<std::int32_t>(columns.intervals[own].y1) <= y) {
                ++own;
            }
            const bool was = own < ownEnd && static_cast<std::int32_t>(columns.intervals[own].y0) <= y;
            const bool is = more > 0 || (more == 0 && was);
            if (is && start < 0) {
                start = y;
            } else if (!is && start >= 0) {
                append(result, x, start, y);
                start = -1;
            }
        });
        if (start >= 0) {
            append(result, x, start, rect.y + rect.height);
        }
    }
    return maskOf(result);
}

Mask translated(const Mask& mask, std::int32_t dx, std::int32_t dy)
{
    const Columns columns = columnsOf(mask);
    Columns moved{mask.width, mask.height, {}};
    for (const ColumnInterval& one : columns.intervals) {
        const std::int64_t x = std::int64_t{one.x} + dx;
        const std::int64_t y0 = std::max<std::int64_t>(0, std::int64_t{one.y0} + dy);
        const std::int64_t y1 = std::min<std::int64_t>(mask.height, std::int64_t{one.y1} + dy);
        if (x >= 0 && x < mask.width && y0 < y1) {
            append(moved, static_cast<std::int32_t>(x), static_cast<std::int32_t>(y0),
                   static_cast<std::int32_t>(y1));
        }
    }
    return maskOf(moved);
}

Mask maskFromPolygon(const Polygon& polygon, std::int32_t width, std::int32_t height)
{
    return maskFromRle(
        rleFromPolygon(polygon, static_cast<std::uint32_t>(height), static_cast<std::uint32_t>(width)));
}

Polygon polygonFromMask(const Mask& mask)
{
    return polygonFromRle(rleFromMask(mask));
}

} // namespace touchstone
