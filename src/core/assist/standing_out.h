#pragma once

#include <cstdint>
#include <vector>

#include "core/assist/ground_colors.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

/// Values in rows without gaps.
template <class T>
struct Grid {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::vector<T> values;

    T& at(std::int32_t x, std::int32_t y)
    {
        return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    const T& at(std::int32_t x, std::int32_t y) const
    {
        return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
};

/// Between background and object, from distances to the background: where the two groups part best (Otsu), and
/// never so low that grain counts as an object.
float partingDistance(const std::vector<float>& distances);

/// The box around what is farther than `parting`: without specks, and without pieces much smaller than the
/// largest. Of no size if nothing is left.
PixelRect boxOfStandingOut(const Grid<float>& distances, float parting);

} // namespace touchstone
