#include "canvas/mask_bitmap.h"

#include <algorithm>

namespace touchstone {

MaskBitmap MaskBitmap::reduced(const std::uint8_t* pixels, int width, int height, int step)
{
    MaskBitmap bitmap((width + step - 1) / step, (height + step - 1) / step);
    const std::uint8_t* pixel = pixels;
    for (int y = 0; y < height; ++y) {
        std::uint8_t* const row = bitmap.set.data() + bitmap.index(0, y / step);
        if (step == 1) {
            for (int x = 0; x < width; ++x)
                row[x] = *pixel++;
            continue;
        }
        for (int x = 0, column = 0; x < width; ++column) {
            std::uint8_t any = 0;
            for (const int end = std::min(x + step, width); x < end; ++x)
                any |= *pixel++;
            row[column] |= any;
        }
    }
    return bitmap;
}

void tint(const MaskBitmap& bitmap, int x0, int y0, int x1, int y1, int beside, QRgb fill, QRgb edge,
          QImage& picture, int atX, int atY)
{
    for (int y = y0; y < y1; ++y) {
        auto* const line = reinterpret_cast<QRgb*>(picture.scanLine(atY + y - y0)) + atX;
        for (int x = x0; x < x1; ++x) {
            if (!bitmap.at(x, y)) {
                line[x - x0] = 0;
                continue;
            }
            const bool left = x > 0 ? bitmap.at(x - 1, y) : (beside & LeftSet) != 0;
            const bool right = x + 1 < bitmap.width ? bitmap.at(x + 1, y) : (beside & RightSet) != 0;
            const bool above = y > 0 ? bitmap.at(x, y - 1) : (beside & TopSet) != 0;
            const bool below = y + 1 < bitmap.height ? bitmap.at(x, y + 1) : (beside & BottomSet) != 0;
            line[x - x0] = left && right && above && below ? fill : edge;
        }
    }
}

} // namespace touchstone
