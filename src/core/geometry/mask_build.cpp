#include "touchstone/geometry/mask.h"

#include <algorithm>

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
        for (const std::uint32_t run :
             m_runs.finish(std::uint64_t(m_rect.width) * std::uint64_t(m_rect.height))) {
            appendRun(bytes, run);
        }
        return {m_rect, Shared<std::string>(std::move(bytes))};
    }

  private:
    PixelRect m_rect;
    RunBuilder m_runs;
    bool m_empty = true;
};

/// Fills one column of tiles after the other.
std::vector<MaskTile> gridTiles(const Rle& rle)
{
    std::vector<MaskTile> tiles;
    std::vector<TileBuilder> column;
    const auto height = static_cast<std::int32_t>(rle.height);
    const auto width = static_cast<std::int32_t>(rle.width);
    const auto finishColumn = [&] {
        for (TileBuilder& tile : column) {
            if (!tile.isEmpty()) {
                tiles.push_back(tile.finish());
            }
        }
        column.clear();
    };
    std::int32_t columnStart = -1;
    forEachColumnInterval(rle, [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) {
        const std::int32_t left = static_cast<std::int32_t>(x) / tileSide * tileSide;
        if (left != columnStart) {
            finishColumn();
            columnStart = left;
            for (std::int32_t top = 0; top < height; top += tileSide) {
                column.emplace_back(
                    PixelRect{left, top, std::min(tileSide, width - left), std::min(tileSide, height - top)});
            }
        }
        for (auto from = static_cast<std::int32_t>(y0); from < static_cast<std::int32_t>(y1);) {
            const std::int32_t row = from / tileSide;
            const std::int32_t to = std::min(static_cast<std::int32_t>(y1), (row + 1) * tileSide);
            column[static_cast<std::size_t>(row)].add(static_cast<std::int32_t>(x), from, to);
            from = to;
        }
    });
    finishColumn();
    std::sort(tiles.begin(), tiles.end(), [](const MaskTile& a, const MaskTile& b) {
        return a.rect.y != b.rect.y ? a.rect.y < b.rect.y : a.rect.x < b.rect.x;
    });
    return tiles;
}

} // namespace

Mask maskFromRle(const Rle& rle)
{
    Mask mask{static_cast<std::int32_t>(rle.width), static_cast<std::int32_t>(rle.height), {}};
    const Rect box = bounds(rle);
    if (box.isEmpty()) {
        return mask;
    }
    if (box.area() >= static_cast<double>(singleTileLimit)) {
        mask.tiles = gridTiles(rle);
        return mask;
    }
    TileBuilder tile({static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y),
                      static_cast<std::int32_t>(box.width), static_cast<std::int32_t>(box.height)});
    forEachColumnInterval(rle, [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) {
        tile.add(static_cast<std::int32_t>(x), static_cast<std::int32_t>(y0), static_cast<std::int32_t>(y1));
    });
    mask.tiles.push_back(tile.finish());
    return mask;
}

Rle rleFromMask(const Mask& mask)
{
    Rle rle{static_cast<std::uint32_t>(mask.height), static_cast<std::uint32_t>(mask.width), {}};
    struct Run {
        std::uint64_t start = 0;
        std::uint64_t end = 0;
    };
    std::vector<Run> runs;
    for (const MaskTile& tile : mask.tiles) {
        forEachTileInterval(tile, [&](std::int32_t x, std::int32_t y0, std::int32_t y1) {
            const std::uint64_t column = std::uint64_t(x) * rle.height;
            runs.push_back({column + std::uint64_t(y0), column + std::uint64_t(y1)});
        });
    }
    if (mask.tiles.size() > 1) {
        std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.start < b.start; });
    }
    RunBuilder builder;
    for (const Run& run : runs) {
        builder.add(run.start, run.end);
    }
    rle.counts = builder.finish(std::uint64_t{rle.height} * rle.width);
    return rle;
}

} // namespace touchstone
