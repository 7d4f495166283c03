#include "canvas/mask_pictures.h"

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr std::int64_t cacheBytes = 96 << 20;
constexpr std::int64_t largestOutlined = 4 << 20;

struct Bitmap {
    int width = 0, height = 0;
    std::vector<std::uint8_t> set;
    bool at(int x, int y) const
    {
        return x >= 0 && y >= 0 && x < width && y < height && set[index(x, y)] != 0;
    }
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
};

PixelRect coveredBy(const Mask& mask)
{
    const Rect box = bounds(mask);
    return {static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y),
            static_cast<std::int32_t>(box.width), static_cast<std::int32_t>(box.height)};
}

/// A picture pixel is set when any of its image pixels is.
Bitmap reduced(const Mask& mask, const PixelRect& box, int step)
{
    Bitmap bitmap{(box.width + step - 1) / step, (box.height + step - 1) / step, {}};
    bitmap.set.resize(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height));
    std::vector<std::uint8_t> pixels;
    for (const MaskTile& tile : mask.tiles) {
        const PixelRect& t = tile.rect;
        pixels.resize(static_cast<std::size_t>(t.width) * static_cast<std::size_t>(t.height));
        decodeMask(mask, t, pixels.data());
        const std::uint8_t* pixel = pixels.data();
        for (int y = t.y; y < t.y + t.height; ++y)
            for (int x = t.x; x < t.x + t.width; ++x)
                if (*pixel++)
                    bitmap.set[bitmap.index((x - box.x) / step, (y - box.y) / step)] = 1;
    }
    return bitmap;
}

QPainterPath outlineOf(const Bitmap& bitmap)
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

MaskPicture makePicture(const Mask& mask, int step, QRgb fill, QRgb edge)
{
    const PixelRect box = coveredBy(mask);
    const Bitmap bitmap = reduced(mask, box, step);
    MaskPicture picture;
    picture.origin = {static_cast<double>(box.x), static_cast<double>(box.y)};
    picture.step = step;
    const bool vectorOutline =
        step == 1 && static_cast<std::int64_t>(box.width) * box.height < largestOutlined;
    if (vectorOutline)
        picture.outline = outlineOf(bitmap);
    picture.pixels = QImage(bitmap.width, bitmap.height, QImage::Format_ARGB32_Premultiplied);
    const QRgb fillPixel = qPremultiply(fill);
    const QRgb edgePixel = vectorOutline ? fillPixel : qPremultiply(edge);
    for (int y = 0; y < bitmap.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.pixels.scanLine(y));
        for (int x = 0; x < bitmap.width; ++x) {
            const bool inner =
                bitmap.at(x - 1, y) && bitmap.at(x + 1, y) && bitmap.at(x, y - 1) && bitmap.at(x, y + 1);
            line[x] = !bitmap.at(x, y) ? 0u : inner ? fillPixel : edgePixel;
        }
    }
    return picture;
}

int stepFor(double scale)
{
    const double level = std::floor(std::log2(1 / std::max(scale, 1e-4)));
    return 1 << static_cast<int>(std::clamp(level, 0.0, 10.0));
}

} // namespace

MaskPicture MaskPictures::picture(const Shared<Mask>& mask, double scale, QRgb fill, QRgb edge)
{
    if (mask->tiles.empty())
        return {};
    const int step = stepFor(scale);
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
            return &*entry.mask == &*mask && entry.picture.step == step && entry.fill == fill &&
                   entry.edge == edge;
        });
        if (found != m_entries.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found);
            return found->picture;
        }
    }
    MaskPicture made = makePicture(*mask, step, fill, edge);
    const std::lock_guard lock(m_mutex);
    m_bytes += made.pixels.sizeInBytes();
    m_entries.push_front({mask, fill, edge, made});
    while (m_bytes > cacheBytes && m_entries.size() > 1) {
        m_bytes -= m_entries.back().picture.pixels.sizeInBytes();
        m_entries.pop_back();
    }
    return made;
}

} // namespace touchstone
