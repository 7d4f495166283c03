#pragma once

#include <algorithm>
#include <cstdint>

#include "touchstone/geometry/mask.h"

namespace touchstone {

inline bool isEmpty(const PixelRect& rect)
{
    return rect.width <= 0 || rect.height <= 0;
}

inline std::uint64_t pixelCount(const PixelRect& rect)
{
    return isEmpty(rect) ? 0 : std::uint64_t(rect.width) * std::uint64_t(rect.height);
}

inline PixelRect united(const PixelRect& a, const PixelRect& b)
{
    if (isEmpty(a) || isEmpty(b)) {
        return isEmpty(a) ? b : a;
    }
    const std::int32_t left = std::min(a.x, b.x);
    const std::int32_t top = std::min(a.y, b.y);
    return {left, top, std::max(a.x + a.width, b.x + b.width) - left,
            std::max(a.y + a.height, b.y + b.height) - top};
}

/// In 64 bits, so that a rectangle far outside is cut like any other.
inline PixelRect intersected(const PixelRect& a, const PixelRect& b)
{
    const std::int64_t left = std::max(a.x, b.x);
    const std::int64_t top = std::max(a.y, b.y);
    const std::int64_t right = std::min(std::int64_t{a.x} + a.width, std::int64_t{b.x} + b.width);
    const std::int64_t bottom = std::min(std::int64_t{a.y} + a.height, std::int64_t{b.y} + b.height);
    return {static_cast<std::int32_t>(left), static_cast<std::int32_t>(top),
            static_cast<std::int32_t>(std::max<std::int64_t>(0, right - left)),
            static_cast<std::int32_t>(std::max<std::int64_t>(0, bottom - top))};
}

inline bool meet(const PixelRect& a, const PixelRect& b)
{
    return !isEmpty(intersected(a, b));
}

} // namespace touchstone
