#include "touchstone/geometry/mask_ops.h"

#include <cmath>

#include "core/geometry/columns.h"
#include "core/geometry/regions.h"

namespace touchstone {

namespace {

std::vector<std::uint64_t> areasOf(const Columns& columns, const Regions& regions)
{
    std::vector<std::uint64_t> areas(regions.count(), 0);
    for (std::size_t i = 0; i < columns.intervals.size(); ++i) {
        areas[regions.of(i)] += columns.intervals[i].y1 - columns.intervals[i].y0;
    }
    return areas;
}

/// The intervals of the regions for which `keep` says so.
template <class Keep>
Columns selected(const Columns& columns, const Regions& regions, Keep keep)
{
    Columns result{columns.width, columns.height, {}};
    for (std::size_t i = 0; i < columns.intervals.size(); ++i) {
        if (keep(regions.of(i))) {
            result.intervals.push_back(columns.intervals[i]);
        }
    }
    return result;
}

} // namespace

std::vector<Mask> components(const Mask& mask)
{
    const Columns columns = columnsOf(mask);
    const Regions regions(columns);
    std::vector<Columns> parts(regions.count(), Columns{mask.width, mask.height, {}});
    for (std::size_t i = 0; i < columns.intervals.size(); ++i) {
        parts[regions.of(i)].intervals.push_back(columns.intervals[i]);
    }
    std::vector<Mask> masks;
    masks.reserve(parts.size());
    for (const Columns& part : parts) {
        masks.push_back(maskOf(part));
    }
    return masks;
}

std::size_t componentCount(const Mask& mask)
{
    return Regions(columnsOf(mask)).count();
}

Mask withoutSpecks(const Mask& mask, std::uint64_t pixels)
{
    const Columns columns = columnsOf(mask);
    const Regions regions(columns);
    const std::vector<std::uint64_t> areas = areasOf(columns, regions);
    return maskOf(selected(columns, regions, [&](std::uint32_t region) { return areas[region] >= pixels; }));
}

Mask withHolesFilled(const Mask& mask, std::optional<std::uint64_t> pixels)
{
    const Columns columns = columnsOf(mask);
    const PixelRect box = columns.box();
    if (isEmpty(box)) {
        return mask;
    }
    // Background that reaches the box reaches, around the object, the border of the image.
    const Columns background = complementOf(columns, box);
    const Regions regions(background);
    std::vector<bool> open(regions.count(), false);
    for (std::size_t i = 0; i < background.intervals.size(); ++i) {
        const ColumnInterval& one = background.intervals[i];
        const auto x = static_cast<std::int32_t>(one.x);
        if (x == box.x || x == box.x + box.width - 1 || static_cast<std::int32_t>(one.y0) == box.y ||
            static_cast<std::int32_t>(one.y1) == box.y + box.height) {
            open[regions.of(i)] = true;
        }
    }
    const std::vector<std::uint64_t> areas = areasOf(background, regions);
    const Columns holes = selected(background, regions, [&](std::uint32_t region) {
        return !open[region] && (!pixels || areas[region] < *pixels);
    });
    return holes.intervals.empty() ? mask : unite(mask, maskOf(holes));
}

Mask regionAt(const Mask& mask, Point at, const std::optional<PixelRect>& limits)
{
    const PixelRect image{0, 0, mask.width, mask.height};
    const PixelRect in = limits ? intersected(*limits, image) : image;
    const double column = std::floor(at.x);
    const double row = std::floor(at.y);
    if (!(column >= in.x && row >= in.y && column < double(in.x) + in.width &&
          row < double(in.y) + in.height)) {
        return {mask.width, mask.height, {}};
    }
    const Columns all = columnsOf(mask);
    const Columns columns = contains(mask, at) ? clipped(all, in) : complementOf(all, in);
    const Regions regions(columns);
    for (std::size_t i = 0; i < columns.intervals.size(); ++i) {
        const ColumnInterval& one = columns.intervals[i];
        if (one.x == column && one.y0 <= row && row < one.y1) {
            return maskOf(selected(columns, regions, [wanted = regions.of(i)](std::uint32_t region) {
                return region == wanted;
            }));
        }
    }
    return {mask.width, mask.height, {}};
}

} // namespace touchstone
