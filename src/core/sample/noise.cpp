#include "core/sample/noise.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace touchstone::sample {

namespace {

constexpr int side = 512;

float lattice(int octave, int x, int y)
{
    std::uint32_t h = static_cast<std::uint32_t>(octave) * 0x9e3779b1u ^
                      static_cast<std::uint32_t>(x) * 0x85ebca6bu ^
                      static_cast<std::uint32_t>(y) * 0xc2b2ae35u;
    h = (h ^ h >> 15) * 0x2c1b3c6du;
    h = (h ^ h >> 12) * 0x297a2d39u;
    return static_cast<float>((h ^ h >> 15) & 0xffff) / 32767.5f - 1;
}

/// Sum of value noise with cells of 64, 32, … 2 pixels.
std::vector<float> makeTile()
{
    std::vector<float> tile(static_cast<std::size_t>(side) * side, 0.0f);
    float weight = 0.52f;
    for (int octave = 0, cell = 64; cell >= 2; ++octave, cell /= 2, weight *= 0.62f) {
        const int cells = side / cell;
        for (int y = 0; y < side; ++y) {
            const int row = y / cell, below = (row + 1) % cells;
            float v = static_cast<float>(y % cell) / static_cast<float>(cell);
            v = v * v * (3 - 2 * v);
            for (int x = 0; x < side; ++x) {
                const int column = x / cell, right = (column + 1) % cells;
                float u = static_cast<float>(x % cell) / static_cast<float>(cell);
                u = u * u * (3 - 2 * u);
                const float top = lattice(octave, column, row) * (1 - u) + lattice(octave, right, row) * u;
                const float bottom =
                    lattice(octave, column, below) * (1 - u) + lattice(octave, right, below) * u;
                tile[static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)] +=
                    weight * (top * (1 - v) + bottom * v);
            }
        }
    }
    return tile;
}

} // namespace

float noiseAt(double x, double y)
{
    static const std::vector<float> tile = makeTile();
    const double fx = std::floor(x), fy = std::floor(y);
    const auto u = static_cast<float>(x - fx), v = static_cast<float>(y - fy);
    const auto left = static_cast<std::size_t>(static_cast<std::int64_t>(fx) & (side - 1));
    const auto top = static_cast<std::size_t>(static_cast<std::int64_t>(fy) & (side - 1));
    const std::size_t right = (left + 1) & (side - 1), bottom = (top + 1) & (side - 1);
    const float a = tile[top * side + left] * (1 - u) + tile[top * side + right] * u;
    const float b = tile[bottom * side + left] * (1 - u) + tile[bottom * side + right] * u;
    return a * (1 - v) + b * v;
}

} // namespace touchstone::sample
