#pragma once

#include <cstdint>
#include <vector>

#include "touchstone/geometry/mask.h"

namespace touchstone {

/// A bitmap of one bit a pixel, row by row, the leftmost in the lowest bit. Rows are whole words, and one
/// empty word lies behind the last row, so that 64 bits can be read from any pixel on.
class BitImage {
  public:
    BitImage(std::int32_t width, std::int32_t height);

    std::int32_t width() const { return m_width; }
    std::int32_t height() const { return m_height; }
    std::int32_t rowWords() const { return m_rowWords; }
    std::uint64_t* row(std::int32_t y) { return m_words.data() + std::size_t(y) * std::size_t(m_rowWords); }
    const std::uint64_t* row(std::int32_t y) const
    {
        return m_words.data() + std::size_t(y) * std::size_t(m_rowWords);
    }
    bool test(std::int32_t x, std::int32_t y) const { return (row(y)[x / 64] >> (x % 64) & 1) != 0; }
    /// Sets the bits left … right of a row, both included.
    void set(std::int32_t y, std::int32_t left, std::int32_t right);
    /// A row from bytes, nonzero meaning set.
    void setRow(std::int32_t y, const std::uint8_t* bytes);
    /// The smallest rectangle around the set bits; of no size if there are none.
    PixelRect box() const;

  private:
    std::int32_t m_width;
    std::int32_t m_height;
    std::int32_t m_rowWords;
    std::vector<std::uint64_t> m_words;
};

/// The mask of an image of `width` × `height` in which the bitmap lies with its corner at (left, top).
Mask maskFromBits(const BitImage& bits, std::int32_t left, std::int32_t top, std::int32_t width,
                  std::int32_t height);

} // namespace touchstone
