#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "touchstone/geometry/brush.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

/// A mask while it is worked on. What a change costs depends on the tiles that it meets, not on the size of
/// the image: tiles of 512 × 512 are decoded when they are first changed, and only those are encoded again.
/// Used from one thread.
class MaskPainter {
  public:
    /// An empty mask. Under 2^31 pixels.
    MaskPainter(std::int32_t width, std::int32_t height);
    /// A valid mask.
    explicit MaskPainter(const Mask& mask);

    std::int32_t width() const { return m_width; }
    std::int32_t height() const { return m_height; }

    /// Each of these sets pixels to object or to background and returns the box of the pixels that it may
    /// have changed; an empty one when none lies in the image.
    PixelRect stroke(const Brush& brush, Point from, Point to, bool object);
    /// The pixels of rleFromPolygon.
    PixelRect fill(const Polygon& polygon, bool object);
    /// With `within`, only what lies there; tiles that do not meet it cost nothing. So a stroke loses, as it
    /// goes, what other instances have.
    PixelRect fill(const Mask& mask, bool object, const std::optional<PixelRect>& within = std::nullopt);
    /// Only what lies in `mask` stays.
    PixelRect keepOnly(const Mask& mask);

    bool at(std::int32_t x, std::int32_t y) const;
    /// Row-major 0/1 bitmap of `rect`, which must lie in the image.
    void read(const PixelRect& rect, std::uint8_t* pixels) const;
    /// False where no pixel can be set; cheap.
    bool mayTouch(const PixelRect& rect) const;
    /// Of this and the box only cells that changed since are counted anew.
    std::uint64_t area() const;
    /// The box of the object pixels; empty without any.
    PixelRect bounds() const;
    /// As maskFromRle would make it of the same pixels.
    Mask mask() const;

  private:
    /// One cell of the grid. Without pixels it is as its tile says, or all background.
    struct Cell {
        PixelRect rect;
        std::vector<std::uint8_t> pixels;
        /// As given, or as last encoded; none when the pixels have changed since.
        mutable std::optional<MaskTile> tile;
        /// Counted when somebody asks; none since the pixels have changed.
        mutable std::optional<std::pair<std::uint64_t, PixelRect>> extent;
    };
    /// Area and box of what a cell has.
    const std::pair<std::uint64_t, PixelRect>& extentOf(const Cell& cell) const;
    using Key = std::pair<std::int32_t, std::int32_t>; ///< Row and column of the grid.

    Cell& cell(Key key);
    void setRow(std::int32_t y, std::int32_t x0, std::int32_t x1, bool object);
    const MaskTile& encoded(const Cell& cell) const;

    std::int32_t m_width = 0;
    std::int32_t m_height = 0;
    std::map<Key, Cell> m_cells;
};

} // namespace touchstone
