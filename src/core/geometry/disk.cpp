#include "core/geometry/disk.h"

namespace touchstone {

Disk::Disk(double radius, std::int32_t width, std::int32_t height)
{
    const double most = std::hypot(width, height) + 1;
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

} // namespace touchstone
