#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "touchstone/geometry/mask.h"

namespace touchstone {

/// Who gets a pixel that two masks want, where each pixel belongs to one instance at most.
enum class ExclusivePolicy {
    NewWins,       ///< The changed mask has what it now covers; the others lose it.
    OldWins,       ///< The others keep all they have, also where the changed mask had it before.
    UnlabelledOnly ///< Of the pixels that are new to it, the changed mask gets those that none has.
};

/// What is to be stored after one mask was changed. `others` holds those that became smaller, by their index;
/// one may have lost all pixels.
struct ExclusiveChange {
    Mask mask;
    std::vector<std::pair<std::size_t, Mask>> others;
};

/// `before` is the changed mask as it was (empty for a new one), `others` are those of the other instances of
/// the layer, all of one image; null stands for none. Where no two masks shared a pixel before, none do
/// after; where some did, NewWins and OldWins settle what the changed mask shares. Tiles in which not both
/// lie cost nothing.
ExclusiveChange exclusive(const Mask& before, const Mask& changed, std::span<const Mask* const> others,
                          ExclusivePolicy policy);

/// The masks, cut so that no two share a pixel: of those that do, the first in the list keeps it.
std::vector<Mask> withoutOverlaps(std::span<const Mask* const> masks);

/// The pixels of an image that no mask covers, kept by tile: after a change only the tiles that it met are
/// done anew.
class Unlabelled {
  public:
    /// Of no masks: all pixels. Under 2^31 pixels.
    Unlabelled(std::int32_t width, std::int32_t height);

    /// Looks at all tiles.
    void update(std::span<const Mask* const> masks);
    /// After a change of pixels in `changed` alone; `masks` are all masks as they are now.
    void update(std::span<const Mask* const> masks, const PixelRect& changed);

    std::uint64_t count() const { return m_count; }
    Mask mask() const;

  private:
    struct Cell {
        MaskTile tile;
        std::uint64_t count = 0;
    };

    void refresh(Cell& cell, std::span<const Mask* const> masks);

    std::int32_t m_width;
    std::int32_t m_height;
    std::int32_t m_columns;
    std::uint64_t m_count;
    /// The whole grid, row by row.
    std::vector<Cell> m_cells;
};

/// A rectangle that holds all pixels in which two masks of one image differ, to whole tiles; empty if they
/// are equal. Tiles that they share cost nothing.
PixelRect changedBetween(const Mask& a, const Mask& b);

} // namespace touchstone
