#include "touchstone/geometry/mask_painter.h"

#include <algorithm>
#include <cstring>

#include "core/geometry/mask_tiles.h"
#include "core/geometry/pixel_rects.h"

namespace touchstone {

namespace {

/// The box of the pixels that are set, relative to the bitmap; empty without any.
PixelRect extent(const std::uint8_t* pixels, std::int32_t width, std::int32_t height)
{
    PixelRect box;
    for (std::int32_t y = 0; y < height; ++y) {
        const std::uint8_t* row = pixels + std::size_t(y) * std::size_t(width);
        const void* first = std::memchr(row, 1, std::size_t(width));
        if (!first) {
            continue;
        }
        const auto left = static_cast<std::int32_t>(static_cast<const std::uint8_t*>(first) - row);
        const auto* last = static_cast<const std::uint8_t*>(memrchr(row, 1, std::size_t(width)));
        box = united(box, {left, y, static_cast<std::int32_t>(last - row) - left + 1, 1});
    }
    return box;
}

} // namespace

MaskPainter::MaskPainter(std::int32_t width, std::int32_t height) : m_width(width), m_height(height) {}

MaskPainter::MaskPainter(const Mask& mask) : MaskPainter(mask.width, mask.height)
{
    for (const MaskTile& tile : gridTiles(mask)) {
        m_cells[{tile.rect.y / tileSide, tile.rect.x / tileSide}] = {tile.rect, {}, tile, {}};
    }
}

MaskPainter::Cell& MaskPainter::cell(Key key)
{
    Cell& cell = m_cells[key];
    if (isEmpty(cell.rect)) {
        cell.rect = cellRect(key.first, key.second, m_width, m_height);
    }
    if (cell.pixels.empty()) {
        cell.pixels.resize(pixelCount(cell.rect));
        if (cell.tile) {
            decodeMask(Mask{m_width, m_height, {*cell.tile}}, cell.rect, cell.pixels.data());
        }
    }
    cell.tile.reset();
    cell.extent.reset();
    return cell;
}

void MaskPainter::setRow(std::int32_t y, std::int32_t x0, std::int32_t x1, bool object)
{
    while (x0 < x1) {
        const Key key{y / tileSide, x0 / tileSide};
        const std::int32_t stop = std::min(x1, (key.second + 1) * tileSide);
        // Nothing is there to be taken out.
        if (object || m_cells.contains(key)) {
            Cell& c = cell(key);
            std::memset(c.pixels.data() + std::size_t(y - c.rect.y) * std::size_t(c.rect.width) +
                            std::size_t(x0 - c.rect.x),
                        object ? 1 : 0, std::size_t(stop - x0));
        }
        x0 = stop;
    }
}

PixelRect MaskPainter::stroke(const Brush& brush, Point from, Point to, bool object)
{
    PixelRect box;
    forEachBrushRow(brush, from, to, m_width, m_height,
                    [&](std::int32_t y, std::int32_t x0, std::int32_t x1) {
                        setRow(y, x0, x1, object);
                        box = united(box, {x0, y, x1 - x0, 1});
                    });
    return box;
}

PixelRect MaskPainter::fill(const Polygon& polygon, bool object)
{
    return fill(maskFromRle(rleFromPolygon(polygon, static_cast<std::uint32_t>(m_height),
                                           static_cast<std::uint32_t>(m_width))),
                object);
}

PixelRect MaskPainter::fill(const Mask& mask, bool object, const std::optional<PixelRect>& within)
{
    const PixelRect image{0, 0, m_width, m_height};
    const PixelRect limits = within ? intersected(*within, image) : image;
    PixelRect box;
    std::vector<std::uint8_t> pixels;
    for (const MaskTile& tile : mask.tiles) {
        if (!meet(tile.rect, limits)) {
            continue;
        }
        const PixelRect part = intersected(boxOf(tile), limits);
        if (isEmpty(part)) {
            continue;
        }
        box = united(box, part);
        pixels.resize(std::size_t(part.width) * std::size_t(part.height));
        decodeMask(Mask{mask.width, mask.height, {tile}}, part, pixels.data());
        for (std::int32_t y = 0; y < part.height; ++y) {
            const std::uint8_t* row = pixels.data() + std::size_t(y) * std::size_t(part.width);
            for (std::int32_t x = 0; x < part.width;) {
                const void* first = std::memchr(row + x, 1, std::size_t(part.width - x));
                if (!first) {
                    break;
                }
                x = static_cast<std::int32_t>(static_cast<const std::uint8_t*>(first) - row);
                const void* end = std::memchr(row + x, 0, std::size_t(part.width - x));
                const std::int32_t stop =
                    end ? static_cast<std::int32_t>(static_cast<const std::uint8_t*>(end) - row) : part.width;
                setRow(part.y + y, part.x + x, part.x + stop, object);
                x = stop;
            }
        }
    }
    return box;
}

PixelRect MaskPainter::keepOnly(const Mask& mask)
{
    const PixelRect box = bounds();
    const MaskPainter other(mask);
    std::vector<std::uint8_t> pixels;
    for (auto& [key, ours] : m_cells) {
        const PixelRect part = intersected(ours.rect, {0, 0, other.m_width, other.m_height});
        Cell& c = cell(key);
        std::vector<std::uint8_t> kept(c.pixels.size());
        if (!isEmpty(part)) {
            pixels.resize(std::size_t(part.width) * std::size_t(part.height));
            other.read(part, pixels.data());
            for (std::int32_t y = 0; y < part.height; ++y) {
                for (std::int32_t x = 0; x < part.width; ++x) {
                    const std::size_t at = std::size_t(y) * std::size_t(c.rect.width) + std::size_t(x);
                    kept[at] =
                        c.pixels[at] & pixels[std::size_t(y) * std::size_t(part.width) + std::size_t(x)];
                }
            }
        }
        c.pixels = std::move(kept);
    }
    return box;
}

bool MaskPainter::at(std::int32_t x, std::int32_t y) const
{
    if (x < 0 || y < 0 || x >= m_width || y >= m_height) {
        return false;
    }
    std::uint8_t pixel = 0;
    read({x, y, 1, 1}, &pixel);
    return pixel != 0;
}

void MaskPainter::read(const PixelRect& rect, std::uint8_t* pixels) const
{
    std::memset(pixels, 0, std::size_t(rect.width) * std::size_t(rect.height));
    for (std::int32_t row = rect.y / tileSide; row * tileSide < rect.y + rect.height; ++row) {
        for (std::int32_t column = rect.x / tileSide; column * tileSide < rect.x + rect.width; ++column) {
            const auto found = m_cells.find({row, column});
            if (found == m_cells.end()) {
                continue;
            }
            const Cell& c = found->second;
            const PixelRect part = intersected(c.rect, rect);
            std::vector<std::uint8_t> decoded;
            const std::uint8_t* from = c.pixels.data();
            std::size_t stride = std::size_t(c.rect.width);
            if (c.pixels.empty()) {
                decoded.resize(std::size_t(part.width) * std::size_t(part.height));
                decodeMask(Mask{m_width, m_height, {*c.tile}}, part, decoded.data());
                from = decoded.data();
                stride = std::size_t(part.width);
            } else {
                from += std::size_t(part.y - c.rect.y) * stride + std::size_t(part.x - c.rect.x);
            }
            for (std::int32_t y = 0; y < part.height; ++y) {
                std::memcpy(pixels + std::size_t(part.y - rect.y + y) * std::size_t(rect.width) +
                                std::size_t(part.x - rect.x),
                            from + std::size_t(y) * stride, std::size_t(part.width));
            }
        }
    }
}

const std::pair<std::uint64_t, PixelRect>& MaskPainter::extentOf(const Cell& c) const
{
    if (!c.extent && c.pixels.empty()) {
        c.extent.emplace(touchstone::area(Mask{m_width, m_height, {*c.tile}}), boxOf(*c.tile));
    } else if (!c.extent) {
        PixelRect box = touchstone::extent(c.pixels.data(), c.rect.width, c.rect.height);
        if (!isEmpty(box)) {
            box.x += c.rect.x;
            box.y += c.rect.y;
        }
        c.extent.emplace(static_cast<std::uint64_t>(std::count(c.pixels.begin(), c.pixels.end(), std::uint8_t{1})), box);
    }
    return *c.extent;
}

std::uint64_t MaskPainter::area() const
{
    std::uint64_t sum = 0;
    for (const auto& [key, c] : m_cells) {
        sum += extentOf(c).first;
    }
    return sum;
}

bool MaskPainter::mayTouch(const PixelRect& rect) const
{
    for (std::int32_t row = rect.y / tileSide; row * tileSide < rect.y + rect.height; ++row) {
        const auto found = m_cells.lower_bound({row, rect.x / tileSide});
        if (found != m_cells.end() && found->first.first == row &&
            found->first.second * tileSide < rect.x + rect.width) {
            return true;
        }
    }
    return false;
}

PixelRect MaskPainter::bounds() const
{
    PixelRect box;
    for (const auto& [key, c] : m_cells) {
        box = united(box, extentOf(c).second);
    }
    return box;
}

const MaskTile& MaskPainter::encoded(const Cell& cell) const
{
    if (!cell.tile) {
        cell.tile = tileOfPixels(cell.rect, cell.pixels.data(), std::size_t(cell.rect.width));
    }
    return *cell.tile;
}

Mask MaskPainter::mask() const
{
    std::vector<MaskTile> tiles;
    tiles.reserve(m_cells.size());
    for (const auto& [key, c] : m_cells) {
        tiles.push_back(encoded(c));
    }
    return maskOfGrid(m_width, m_height, std::move(tiles));
}

} // namespace touchstone
