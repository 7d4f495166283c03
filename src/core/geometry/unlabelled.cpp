#include <algorithm>

#include "core/geometry/mask_tiles.h"
#include "core/geometry/pixel_rects.h"
#include "touchstone/geometry/exclusive.h"

namespace touchstone {

namespace {

MaskTile fullTile(const PixelRect& rect)
{
    return tileOfRle(rect, {static_cast<std::uint32_t>(rect.height),
                            static_cast<std::uint32_t>(rect.width),
                            {0, static_cast<std::uint32_t>(pixelCount(rect))}});
}

using Run = std::pair<std::uint32_t, std::uint32_t>;

/// The part of the tile that lies in `rect`, in column-major pixel numbers of `rect`.
void appendRuns(std::vector<Run>& runs, const MaskTile& tile, const PixelRect& rect)
{
    forEachTileInterval(tile, [&](std::int32_t x, std::int32_t y0, std::int32_t y1) {
        const std::int32_t from = std::max(y0, rect.y);
        const std::int32_t to = std::min(y1, rect.y + rect.height);
        if (x >= rect.x && x < rect.x + rect.width && from < to) {
            const std::int32_t column = (x - rect.x) * rect.height - rect.y;
            runs.emplace_back(static_cast<std::uint32_t>(column + from),
                              static_cast<std::uint32_t>(column + to));
        }
    });
}

} // namespace

Unlabelled::Unlabelled(std::int32_t width, std::int32_t height)
    : m_width(width), m_height(height), m_columns((width + tileSide - 1) / tileSide),
      m_count(pixelCount({0, 0, width, height}))
{
    for (std::int32_t row = 0; row * tileSide < height; ++row) {
        for (std::int32_t column = 0; column < m_columns; ++column) {
            const PixelRect rect = cellRect(row, column, width, height);
            m_cells.push_back({fullTile(rect), pixelCount(rect)});
        }
    }
}

void Unlabelled::refresh(Cell& cell, std::span<const Mask* const> masks)
{
    const PixelRect rect = cell.tile.rect;
    std::vector<Run> runs;
    for (const Mask* mask : masks) {
        for (std::size_t i = 0; mask && i < mask->tiles.size(); ++i) {
            if (meet(mask->tiles[i].rect, rect)) {
                appendRuns(runs, mask->tiles[i], rect);
            }
        }
    }
    std::sort(runs.begin(), runs.end());
    // What lies between the runs.
    RunBuilder rest;
    std::uint64_t count = 0;
    std::uint64_t at = 0;
    for (const auto& [start, end] : runs) {
        rest.add(at, start);
        count += start > at ? start - at : 0;
        at = std::max<std::uint64_t>(at, end);
    }
    rest.add(at, pixelCount(rect));
    count += pixelCount(rect) - at;
    m_count += count - cell.count;
    cell.count = count;
    cell.tile = tileOfRle(rect, {static_cast<std::uint32_t>(rect.height),
                                 static_cast<std::uint32_t>(rect.width), rest.finish(pixelCount(rect))});
}

void Unlabelled::update(std::span<const Mask* const> masks)
{
    update(masks, {0, 0, m_width, m_height});
}

void Unlabelled::update(std::span<const Mask* const> masks, const PixelRect& changed)
{
    const PixelRect in = intersected(changed, {0, 0, m_width, m_height});
    if (isEmpty(in)) {
        return;
    }
    for (std::int32_t row = in.y / tileSide; row * tileSide < in.y + in.height; ++row) {
        for (std::int32_t column = in.x / tileSide; column * tileSide < in.x + in.width; ++column) {
            refresh(m_cells[std::size_t(row) * std::size_t(m_columns) + std::size_t(column)], masks);
        }
    }
}

Mask Unlabelled::mask() const
{
    std::vector<MaskTile> tiles;
    for (const Cell& cell : m_cells) {
        if (cell.count > 0) {
            tiles.push_back(cell.tile);
        }
    }
    return maskOfGrid(m_width, m_height, std::move(tiles));
}

PixelRect changedBetween(const Mask& a, const Mask& b)
{
    PixelRect changed;
    if (a.tiles.size() < 2 && b.tiles.size() < 2) {
        return a == b ? changed : united(boxOf(a), boxOf(b));
    }
    const std::vector<MaskTile> first = gridTiles(a);
    const std::vector<MaskTile> second = gridTiles(b);
    const auto before = [](const MaskTile& x, const MaskTile& y) {
        return x.rect.y != y.rect.y ? x.rect.y < y.rect.y : x.rect.x < y.rect.x;
    };
    std::size_t j = 0;
    for (const MaskTile& tile : first) {
        for (; j < second.size() && before(second[j], tile); ++j) {
            changed = united(changed, second[j].rect);
        }
        const bool both = j < second.size() && second[j].rect == tile.rect;
        if (!both || second[j].runs != tile.runs) {
            changed = united(changed, tile.rect);
        }
        j += both ? 1 : 0;
    }
    for (; j < second.size(); ++j) {
        changed = united(changed, second[j].rect);
    }
    return changed;
}

} // namespace touchstone
