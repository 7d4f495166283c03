#include "touchstone/geometry/mask_ops.h"

#include <algorithm>

#include "core/geometry/columns.h"

namespace touchstone {

Mask translated(const Mask& mask, std::int32_t dx, std::int32_t dy)
{
    const Columns columns = columnsOf(mask);
    Columns moved{mask.width, mask.height, {}};
    for (const ColumnInterval& one : columns.intervals) {
        const std::int64_t x = std::int64_t{one.x} + dx;
        const std::int64_t y0 = std::max<std::int64_t>(0, std::int64_t{one.y0} + dy);
        const std::int64_t y1 = std::min<std::int64_t>(mask.height, std::int64_t{one.y1} + dy);
        if (x >= 0 && x < mask.width && y0 < y1) {
            moved.append(static_cast<std::int32_t>(x), static_cast<std::int32_t>(y0),
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
