#include "core/geometry/mask_tiles.h"

#include <limits>

#include "core/geometry/pixel_rects.h"

namespace touchstone {

Rle rleOfTile(const MaskTile& tile)
{
    Rle rle{static_cast<std::uint32_t>(tile.rect.height), static_cast<std::uint32_t>(tile.rect.width), {}};
    const std::uint64_t total = pixelCount(tile.rect);
    RunBuilder builder;
    std::uint64_t at = 0;
    RunReader runs(*tile.runs);
    for (bool object = false; !runs.atEnd() && at < total; object = !object) {
        const std::uint64_t end = std::min(total, at + runs.next());
        if (object) {
            builder.add(at, end);
        }
        at = end;
    }
    rle.counts = builder.finish(total);
    return rle;
}

MaskTile tileOfRle(const PixelRect& rect, const Rle& rle)
{
    std::string bytes;
    for (const std::uint32_t run : rle.counts) {
        appendRun(bytes, run);
    }
    return {rect, Shared<std::string>(std::move(bytes))};
}

MaskTile tileOfPixels(const PixelRect& rect, const std::uint8_t* pixels, std::size_t stride)
{
    return tileOfRle(rect, encodeRle(pixels, static_cast<std::uint32_t>(rect.height),
                                     static_cast<std::uint32_t>(rect.width), stride));
}

bool isEmpty(const MaskTile& tile)
{
    RunReader runs(*tile.runs);
    for (bool object = false; !runs.atEnd(); object = !object) {
        if (runs.next() > 0 && object) {
            return false;
        }
    }
    return true;
}

PixelRect boxOf(const MaskTile& tile)
{
    std::int32_t left = std::numeric_limits<std::int32_t>::max();
    std::int32_t top = left;
    std::int32_t right = 0;
    std::int32_t bottom = 0;
    forEachTileInterval(tile, [&](std::int32_t x, std::int32_t y0, std::int32_t y1) {
        left = std::min(left, x);
        right = std::max(right, x + 1);
        top = std::min(top, y0);
        bottom = std::max(bottom, y1);
    });
    return left < right ? PixelRect{left, top, right - left, bottom - top} : PixelRect{};
}

PixelRect boxOf(const Mask& mask)
{
    PixelRect box;
    for (const MaskTile& tile : mask.tiles) {
        box = united(box, boxOf(tile));
    }
    return box;
}

} // namespace touchstone
