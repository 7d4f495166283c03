#pragma once

#include <cstdint>
#include <vector>

#include <QImage>

namespace touchstone {

/// Pixels of a mask, reduced: one is set when any of its image pixels is.
struct MaskBitmap {
    MaskBitmap(int columns, int rows) : width(columns), height(rows), set(index(0, rows)) {}

    int width = 0, height = 0;
    std::vector<std::uint8_t> set;

    bool at(int x, int y) const { return set[index(x, y)] != 0; }
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
    /// From `pixels` of `width` × `height` bytes, `step` of them to one in each direction, from (0, 0) on.
    static MaskBitmap reduced(const std::uint8_t* pixels, int width, int height, int step);
};

/// Where pixels beyond a side of the bitmap count as set.
enum Beside { LeftSet = 1, TopSet = 2, RightSet = 4, BottomSet = 8 };

/// Tints the part [x0, x1) × [y0, y1) of the bitmap into `picture`, whose pixel (0, 0) is that of the bitmap at
/// (x0, y0): what has four set neighbours in the one colour, what has not in the other. Premultiplied colours.
void tint(const MaskBitmap& bitmap, int x0, int y0, int x1, int y1, int beside, QRgb fill, QRgb edge,
          QImage& picture, int atX, int atY);

} // namespace touchstone
