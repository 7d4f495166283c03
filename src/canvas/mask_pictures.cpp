#include "canvas/mask_pictures.h"

#include <algorithm>
#include <cmath>

#include "canvas/mask_bitmap.h"

namespace touchstone {
namespace {

constexpr std::int64_t cacheBytes = 96 << 20;

QPainterPath outlineOf(const MaskBitmap& bitmap)
{
    const Rle rle =
        encodeRle(bitmap.set.data(), static_cast<std::uint32_t>(bitmap.height),
                  static_cast<std::uint32_t>(bitmap.width), static_cast<std::size_t>(bitmap.width));
    QPainterPath path;
    const auto add = [&path](const Ring& ring) {
        QPolygonF polygon;
        for (const Point& p : ring)
            polygon << QPointF(p.x, p.y);
        path.addPolygon(polygon);
        path.closeSubpath();
    };
    for (const PolygonPart& part : polygonFromRle(rle)) {
        add(part.outer);
        std::for_each(part.holes.begin(), part.holes.end(), add);
    }
    return path;
}

MaskPicture makePicture(const Mask& mask, const PixelRect& rect, bool alone, int beside, int step, QRgb fill,
                        QRgb edge)
{
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height));
    decodeMask(mask, rect, pixels.data());
    const MaskBitmap bitmap = MaskBitmap::reduced(pixels.data(), rect.width, rect.height, step);
    MaskPicture picture;
    picture.origin = {static_cast<double>(rect.x), static_cast<double>(rect.y)};
    picture.step = step;
    const bool vectorOutline = alone && step == 1;
    if (vectorOutline)
        picture.outline = outlineOf(bitmap);
    picture.pixels = QImage(bitmap.width, bitmap.height, QImage::Format_ARGB32_Premultiplied);
    tint(bitmap, 0, 0, bitmap.width, bitmap.height, beside, qPremultiply(fill),
         qPremultiply(vectorOutline ? fill : edge), picture.pixels, 0, 0);
    return picture;
}

bool meets(const PixelRect& tile, const Rect& sight)
{
    return tile.x <= sight.right() && tile.y <= sight.bottom() && tile.x + tile.width >= sight.x &&
           tile.y + tile.height >= sight.y;
}

/// On which sides of a tile of the grid another one lies; by the first tiles of a list in order.
int sidesWithTiles(const Mask& mask, const PixelRect& rect)
{
    const auto has = [&](std::int32_t x, std::int32_t y) {
        const auto it = std::lower_bound(mask.tiles.begin(), mask.tiles.end(), std::pair(y, x),
                                         [](const MaskTile& tile, const std::pair<std::int32_t, std::int32_t>& at) {
                                             return std::pair(tile.rect.y, tile.rect.x) < at;
                                         });
        return it != mask.tiles.end() && it->rect.x == x && it->rect.y == y;
    };
    constexpr std::int32_t side = 512;
    return (has(rect.x - side, rect.y) ? LeftSet : 0) | (has(rect.x, rect.y - side) ? TopSet : 0) |
           (has(rect.x + side, rect.y) ? RightSet : 0) | (has(rect.x, rect.y + side) ? BottomSet : 0);
}

} // namespace

int maskStep(double scale)
{
    const double level = std::floor(std::log2(1 / std::max(scale, 1e-4)));
    return 1 << static_cast<int>(std::clamp(level, 0.0, 9.0));
}

MaskPicture MaskPictures::piece(const Mask& mask, std::size_t index, int beside, int step, QRgb fill, QRgb edge)
{
    const MaskTile& tile = mask.tiles[index];
    const bool alone = mask.tiles.size() == 1;
    const Key key{&*tile.runs, tile.rect.x, tile.rect.y, beside + (alone ? 16 : 0), step, fill, edge};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_places.find(key); found != m_places.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return found->second->picture;
        }
    }
    MaskPicture made = makePicture(mask, tile.rect, alone, beside, step, fill, edge);
    const std::lock_guard lock(m_mutex);
    if (m_places.contains(key))
        return made; // Another thread made it meanwhile.
    m_bytes += made.pixels.sizeInBytes();
    m_entries.push_front({key, tile, made});
    m_places.emplace(key, m_entries.begin());
    while (m_bytes > cacheBytes && m_entries.size() > 1) {
        m_bytes -= m_entries.back().picture.pixels.sizeInBytes();
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
    return made;
}

std::vector<MaskPicture> MaskPictures::pictures(const Mask& mask, double scale, QRgb fill, QRgb edge,
                                                const Rect& sight)
{
    std::vector<MaskPicture> pieces;
    for (std::size_t i = 0; i < mask.tiles.size(); ++i) {
        const PixelRect& rect = mask.tiles[i].rect;
        if (meets(rect, sight)) {
            const int beside = mask.tiles.size() == 1 ? 0 : sidesWithTiles(mask, rect);
            pieces.push_back(piece(mask, i, beside, maskStep(scale), fill, edge));
        }
    }
    return pieces;
}

} // namespace touchstone
