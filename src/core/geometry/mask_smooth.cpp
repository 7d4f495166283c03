#include "touchstone/geometry/mask_ops.h"

#include "core/geometry/disk.h"

namespace touchstone {

namespace {

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

Mask smooth(const Mask& mask, double radius)
{
    const Disk disk(radius, mask.width, mask.height);
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
                result.append(x, start, y);
                start = -1;
            }
        });
        if (start >= 0) {
            result.append(x, start, rect.y + rect.height);
        }
    }
    return maskOf(result);
}

} // namespace touchstone
