#pragma once

#include <cstdint>
#include <vector>

namespace touchstone {

/// Of the pixels (x, y - 1) and (x, y) one is object.
struct Border {
    std::uint32_t x = 0;
    std::uint32_t y = 0;
};

inline constexpr std::uint32_t borderBlock = 64;

/// Appends the borders between two rows of bytes, nonzero meaning object: those in [0, end), a multiple of
/// the block. `out` has room for `end`; returned is the place after the last.
using FindBorders = Border* (*)(const std::uint8_t* above, const std::uint8_t* row, std::uint32_t end,
                                std::uint32_t y, Border* out);

/// All that this processor can run, which give the same; the fastest comes first.
std::vector<FindBorders> borderFinders();

} // namespace touchstone
