#include "touchstone/geometry/mask_ops.h"

#include "core/geometry/disk.h"

namespace touchstone {

namespace {

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
                result.append(x, start, rect.y + row);
            }
        }
    }
    return result;
}

} // namespace

Mask grow(const Mask& mask, double radius)
{
    const Disk disk(radius, mask.width, mask.height);
    const Columns columns = columnsOf(mask);
    return maskOf(
        grown(columns, disk, widened(columns.box(), disk.radius(), {0, 0, mask.width, mask.height})));
}

Mask shrink(const Mask& mask, double radius)
{
    const Disk disk(radius, mask.width, mask.height);
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

} // namespace touchstone
