#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"

namespace touchstone {

struct SuperpixelOptions {
    /// About how long a side of a superpixel is, in pixels of the picture; 0 makes some 2,500 of the region.
    double side = 0;
    /// Larger ones are more compact, smaller ones keep closer to the colours.
    double smoothness = 10;
};

/// A region of a picture, cut into pieces of one colour. Each of its pixels lies in exactly one. Immutable, and
/// asked by several threads.
class Superpixels {
  public:
    /// Superpixels of what is in sight, for a worker: some 300 ms for 2 MP. Larger regions are cut at a reduced
    /// scale; their borders are found at full size when they are asked for. InvalidInput when the region holds
    /// no pixel of the picture, Cancelled (between rounds, some 70 ms), Unsupported without the module.
    static Result<Superpixels> make(const PixelView& view, const Rect& region, const SuperpixelOptions& options,
                                    Progress& progress);

    const PixelRect& region() const { return m_region; }
    std::int32_t count() const { return m_count; }
    /// The number, from 0 on, of the piece that a place lies in; none outside of the region.
    std::optional<std::int32_t> at(Point place) const;
    /// The pixels of one or several pieces; numbers that there are not are passed over.
    Mask mask(std::int32_t label) const { return mask(std::span(&label, 1)); }
    Mask mask(std::span<const std::int32_t> labels) const;

    /// The map as it was cut, to be drawn: labels of reducedWidth × reducedHeight, stretched over the region.
    std::int32_t reducedWidth() const { return m_width; }
    std::int32_t reducedHeight() const { return m_height; }
    const std::vector<std::int32_t>& reducedLabels() const { return m_labels; }

  private:
    /// In reduced pixels.
    struct Piece {
        PixelRect box;
        float color[3] = {};
    };

    Superpixels() = default;
    void describePieces();
    std::int32_t labelOf(std::int32_t x, std::int32_t y) const;
    PixelRect pixelsOf(const Piece& piece) const;

    PixelView m_view;
    PixelRect m_region;
    std::int32_t m_width = 0;
    std::int32_t m_height = 0;
    std::int32_t m_count = 0;
    std::vector<std::int32_t> m_labels;
    std::vector<Piece> m_pieces;
};

} // namespace touchstone
