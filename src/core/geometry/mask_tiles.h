#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/geometry/runs.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

inline constexpr std::uint64_t singleTileLimit = 1'000'000;
inline constexpr std::int32_t tileSide = 512;

/// The cell of the grid in this row and column of an image.
inline PixelRect cellRect(std::int32_t row, std::int32_t column, std::int32_t width, std::int32_t height)
{
    return {column * tileSide, row * tileSide, std::min(tileSide, width - column * tileSide),
            std::min(tileSide, height - row * tileSide)};
}

/// The runs of one tile as a mask of its own size.
Rle rleOfTile(const MaskTile& tile);
MaskTile tileOfRle(const PixelRect& rect, const Rle& rle);
/// The tile of a row-major bitmap.
MaskTile tileOfPixels(const PixelRect& rect, const std::uint8_t* pixels, std::size_t stride);
bool isEmpty(const MaskTile& tile);
/// The box of its object pixels, in image coordinates; empty without any.
PixelRect boxOf(const MaskTile& tile);
PixelRect boxOf(const Mask& mask);
/// The mask cut along the grid, whatever tiles it has: whole cells, ordered by row, then column. Tiles that
/// lie there already are shared.
std::vector<MaskTile> gridTiles(const Mask& mask);
/// The mask of such tiles; empty ones are left out, and a small object becomes one tile.
Mask maskOfGrid(std::int32_t width, std::int32_t height, std::vector<MaskTile> tiles);

/// Reads the runs of a tile. A malformed number ends them.
class RunReader {
  public:
    explicit RunReader(const std::string& bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

    bool atEnd() const { return m_at == m_end; }
    bool malformed() const { return m_malformed; }
    std::uint64_t next()
    {
        std::uint64_t value = 0;
        for (int shift = 0; m_at != m_end && shift < 35; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if ((byte & 0x80) == 0) {
                return value;
            }
        }
        m_malformed = true;
        m_at = m_end;
        return 0;
    }

  private:
    const char* m_at;
    const char* m_end;
    bool m_malformed = false;
};

inline void appendRun(std::string& bytes, std::uint64_t value)
{
    for (; value > 0x7f; value >>= 7) {
        bytes.push_back(static_cast<char>((value & 0x7f) | 0x80));
    }
    bytes.push_back(static_cast<char>(value));
}

/// Calls `visit(x, y0, y1)`, in image coordinates, for the object pixels of the tile. What would leave the
/// tile is cut off.
template <class Visit>
void forEachTileInterval(const MaskTile& tile, Visit visit)
{
    const PixelRect& rect = tile.rect;
    if (rect.width <= 0 || rect.height <= 0) {
        return;
    }
    std::uint64_t rest = std::uint64_t(rect.width) * std::uint64_t(rect.height);
    RunReader runs(*tile.runs);
    ColumnCursor at(static_cast<std::uint32_t>(rect.height));
    for (bool object = false; !runs.atEnd() && rest > 0; object = !object) {
        const std::uint64_t run = std::min(rest, runs.next());
        rest -= run;
        if (!object) {
            at.skip(run);
            continue;
        }
        at.take(run, [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) {
            visit(rect.x + static_cast<std::int32_t>(x), rect.y + static_cast<std::int32_t>(y0),
                  rect.y + static_cast<std::int32_t>(y1));
        });
    }
}

} // namespace touchstone
