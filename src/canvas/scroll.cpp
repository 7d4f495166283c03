#include "canvas/scroll.h"

#include <cstring>

namespace touchstone {

QRegion scrollPicture(QImage& picture, QPoint delta)
{
    const QRect whole = picture.rect();
    const QRect kept = whole.translated(delta) & whole;
    if (kept.isEmpty() || delta.isNull())
        return delta.isNull() ? QRegion() : QRegion(whole);
    const QRect from = kept.translated(-delta);
    const qsizetype stride = picture.bytesPerLine();
    const int pixel = picture.depth() / 8;
    uchar* bits = picture.bits();
    const auto count = static_cast<std::size_t>(kept.width()) * static_cast<std::size_t>(pixel);
    const auto moveLine = [&](int line) {
        std::memmove(bits + (kept.top() + line) * stride + kept.left() * pixel,
                     bits + (from.top() + line) * stride + from.left() * pixel, count);
    };
    if (delta.y() > 0)
        for (int line = kept.height() - 1; line >= 0; --line)
            moveLine(line);
    else
        for (int line = 0; line < kept.height(); ++line)
            moveLine(line);
    return QRegion(whole) - kept;
}

} // namespace touchstone
