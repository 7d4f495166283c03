#include "touchstone/geometry/mask.h"

#include <algorithm>

#include "core/geometry/columns.h"
#include "core/geometry/mask_tiles.h"

namespace touchstone {

namespace {

/// Collects the runs of one tile.
class TileBuilder {
  public:
    explicit TileBuilder(PixelRect rect) : m_rect(rect) {}

    /// The object pixels [y0, y1) of column x, all in the tile and in ascending order.
    void add(std::int32_t x, std::int32_t y0, std::int32_t y1)
    {
        const std::uint64_t start =
            std::uint64_t(x - m_rect.x) * std::uint64_t(m_rect.height) + std::uint64_t(y0 - m_rect.y);
        m_runs.add(start, start + std::uint64_t(y1 - y0));
        m_empty = false;
    }
    bool isEmpty() const { return m_empty; }
    MaskTile finish()
    {
        std::string bytes;
        for (const std::uint32_t run : m_runs.finish(pixelCount(m_rect))) {
            appendRun(bytes, run);
        }
        return {m_rect, Shared<std::string>(std::move(bytes))};
    }

  private:
    PixelRect m_rect;
    RunBuilder m_runs;
    bool m_empty = true;
};

bool inGridOrder(const MaskTile& a, const MaskTile& b)
{
    return a.rect.y != b.rect.y ? a.rect.y < b.rect.y : a.rect.x < b.rect.x;
}

/// Fills one column of tiles after the other. `forEach` calls what it is given with (x, y0, y1) for each
/// column interval, in ascending order.
template <class ForEach>
std::vector<MaskTile> cutToGrid(std::int32_t width, std::int32_t height, ForEach forEach)
{
    std::vector<MaskTile> tiles;
    std::vector<TileBuilder> column;
    const auto finishColumn = [&] {
        for (TileBuilder& tile : column) {
            if (!tile.isEmpty()) {
                tiles.push_back(tile.finish());
            }
        }
        column.clear();
    };
    std::int32_t columnAt = -1;
    forEach([&](std::uint32_t at, std::uint32_t y0, std::uint32_t y1) {
        const auto x = static_cast<std::int32_t>(at);
        if (x / tileSide != columnAt) {
            finishColumn();
            columnAt = x / tileSide;
            for (std::int32_t row = 0; row * tileSide < height; ++row) {
                column.emplace_back(cellRect(row, columnAt, width, height));
            }
        }
        for (auto from = static_cast<std::int32_t>(y0); from < static_cast<std::int32_t>(y1);) {
            const std::int32_t row = from / tileSide;
            const std::int32_t to = std::min(static_cast<std::int32_t>(y1), (row + 1) * tileSide);
            column[static_cast<std::size_t>(row)].add(x, from, to);
            from = to;
        }
    });
    finishColumn();
    std::sort(tiles.begin(), tiles.end(), inGridOrder);
    return tiles;
}

template <class ForEach>
MaskTile oneTile(const PixelRect& box, ForEach forEach)
{
    TileBuilder tile(box);
    forEach([&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) {
        tile.add(static_cast<std::int32_t>(x), static_cast<std::int32_t>(y0), static_cast<std::int32_t>(y1));
    });
    return tile.finish();
}

template <class ForEach>
Mask built(std::int32_t width, std::int32_t height, const PixelRect& box, ForEach forEach)
{
    Mask mask{width, height, {}};
    if (pixelCount(box) >= singleTileLimit) {
        mask.tiles = cutToGrid(width, height, forEach);
    } else if (!isEmpty(box)) {
        mask.tiles.push_back(oneTile(box, forEach));
    }
    return mask;
}

auto intervalsIn(const Columns& columns)
{
    return [&columns](auto visit) {
        for (const ColumnInterval& one : columns.intervals) {
            visit(one.x, one.y0, one.y1);
        }
    };
}

bool isOnGrid(const Mask& mask)
{
    for (std::size_t i = 0; i < mask.tiles.size(); ++i) {
        const PixelRect& rect = mask.tiles[i].rect;
        if (rect != cellRect(rect.y / tileSide, rect.x / tileSide, mask.width, mask.height) ||
            (i > 0 && !inGridOrder(mask.tiles[i - 1], mask.tiles[i]))) {
            return false;
        }
    }
    return true;
}

/// True if the object of these tiles, none of which is empty, is too large for one tile wherever its pixels
/// lie in them.
bool isSurelyLarge(const std::vector<MaskTile>& tiles)
{
    PixelRect all;
    for (const MaskTile& tile : tiles) {
        all = united(all, tile.rect);
    }
    // Of the outermost tiles one pixel at least counts.
    return pixelCount({0, 0, all.width - 2 * (tileSide - 1), all.height - 2 * (tileSide - 1)}) >=
           singleTileLimit;
}

} // namespace

Mask maskFromRle(const Rle& rle)
{
    const Rect box = bounds(rle);
    return built(static_cast<std::int32_t>(rle.width), static_cast<std::int32_t>(rle.height),
                 {static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y),
                  static_cast<std::int32_t>(box.width), static_cast<std::int32_t>(box.height)},
                 [&](auto visit) { forEachColumnInterval(rle, visit); });
}

Mask maskOf(const Columns& columns)
{
    return built(columns.width, columns.height, columns.box(), intervalsIn(columns));
}

std::vector<MaskTile> gridTiles(const Mask& mask)
{
    if (isOnGrid(mask)) {
        return mask.tiles;
    }
    return cutToGrid(mask.width, mask.height, intervalsIn(columnsOf(mask)));
}

Mask maskOfGrid(std::int32_t width, std::int32_t height, std::vector<MaskTile> tiles)
{
    std::erase_if(tiles, [](const MaskTile& tile) { return isEmpty(tile); });
    Mask mask{width, height, std::move(tiles)};
    if (mask.tiles.empty() || isSurelyLarge(mask.tiles)) {
        return mask;
    }
    const PixelRect box = boxOf(mask);
    if (pixelCount(box) < singleTileLimit) {
        mask.tiles = {oneTile(box, intervalsIn(columnsOf(mask)))};
    }
    return mask;
}

Rle rleFromMask(const Mask& mask)
{
    const Columns columns = columnsOf(mask);
    Rle rle{static_cast<std::uint32_t>(mask.height), static_cast<std::uint32_t>(mask.width), {}};
    RunBuilder builder;
    for (const ColumnInterval& one : columns.intervals) {
        const std::uint64_t column = std::uint64_t{one.x} * rle.height;
        builder.add(column + one.y0, column + one.y1);
    }
    rle.counts = builder.finish(std::uint64_t{rle.height} * rle.width);
    return rle;
}

} // namespace touchstone
