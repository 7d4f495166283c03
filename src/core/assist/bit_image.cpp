#include "core/assist/bit_image.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/geometry/mask_tiles.h"

namespace touchstone {

namespace {

using Block = std::array<std::uint64_t, 64>;

/// Bit x of word y becomes bit y of word x.
void transpose(Block& block)
{
    std::uint64_t mask = 0x00000000ffffffff;
    for (std::uint32_t step = 32; step != 0; step >>= 1, mask ^= mask << step) {
        for (std::uint32_t i = 0; i < 64; i = (i + step + 1) & ~step) {
            const std::uint64_t swapped = ((block[i] >> step) ^ block[i + step]) & mask;
            block[i] ^= swapped << step;
            block[i + step] ^= swapped;
        }
    }
}

std::uint64_t wordFrom(const std::uint64_t* row, std::int32_t x)
{
    const std::int32_t shift = x % 64;
    const std::uint64_t* word = row + x / 64;
    return shift == 0 ? word[0] : word[0] >> shift | word[1] << (64 - shift);
}

/// Up to 64 columns of a rectangle as words that run downwards.
class Columns {
  public:
    Columns(const BitImage& bits, const PixelRect& rect, std::int32_t first)
        : m_height(rect.height), m_words(std::size_t(rect.height + 63) / 64)
    {
        m_bits.resize(m_words * 64);
        const std::int32_t count = std::min(64, rect.width - first);
        const std::uint64_t inside = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
        for (std::size_t word = 0; word < m_words; ++word) {
            Block block{};
            std::uint64_t any = 0;
            const auto top = static_cast<std::int32_t>(word) * 64;
            for (std::int32_t i = 0; i < std::min(64, rect.height - top); ++i) {
                block[std::size_t(i)] =
                    wordFrom(bits.row(rect.y + top + i), rect.x + first) & inside;
                any |= block[std::size_t(i)];
            }
            if (any != 0)
                transpose(block);
            for (std::size_t column = 0; column < 64; ++column)
                m_bits[column * m_words + word] = block[column];
        }
    }

    /// Calls `visit(y0, y1)` for the set bits of one column.
    template <class Visit>
    void forEachInterval(std::int32_t column, Visit visit) const
    {
        const std::uint64_t* words = m_bits.data() + std::size_t(column) * m_words;
        std::uint64_t before = 0;
        std::int32_t start = -1;
        for (std::size_t i = 0; i < m_words; ++i) {
            const std::uint64_t word = words[i];
            std::uint64_t changes = word ^ (word << 1 | before);
            before = word >> 63;
            for (; changes != 0; changes &= changes - 1) {
                const std::int32_t y = static_cast<std::int32_t>(i) * 64 + std::countr_zero(changes);
                if (start < 0) {
                    start = y;
                } else {
                    visit(start, y);
                    start = -1;
                }
            }
        }
        if (start >= 0)
            visit(start, m_height);
    }

  private:
    std::int32_t m_height;
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

/// The runs of a rectangle of the bitmap; none if nothing is set there.
std::string runsOf(const BitImage& bits, const PixelRect& rect)
{
    RunBuilder runs;
    bool empty = true;
    for (std::int32_t first = 0; first < rect.width; first += 64) {
        const Columns columns(bits, rect, first);
        for (std::int32_t i = 0; i < std::min(64, rect.width - first); ++i) {
            const std::uint64_t start = std::uint64_t(first + i) * std::uint64_t(rect.height);
            columns.forEachInterval(i, [&](std::int32_t y0, std::int32_t y1) {
                runs.add(start + std::uint64_t(y0), start + std::uint64_t(y1));
                empty = false;
            });
        }
    }
    std::string bytes;
    if (empty)
        return bytes;
    for (const std::uint32_t run : runs.finish(std::uint64_t(rect.width) * std::uint64_t(rect.height)))
        appendRun(bytes, run);
    return bytes;
}

/// The bits in `box`, moved by target.x and target.y into a bitmap of the target's size.
BitImage onto(const BitImage& bits, const PixelRect& box, const PixelRect& target)
{
    BitImage moved(target.width, target.height);
    for (std::int32_t y = box.y; y < box.y + box.height; ++y) {
        std::uint64_t* to = moved.row(y + target.y);
        for (std::int32_t x = 0; x < box.width; x += 64) {
            std::uint64_t word = wordFrom(bits.row(y), box.x + x);
            if (box.width - x < 64)
                word &= (std::uint64_t{1} << (box.width - x)) - 1;
            const std::int32_t at = box.x + target.x + x;
            to[at / 64] |= word << (at % 64);
            if (at % 64 != 0)
                to[at / 64 + 1] |= word >> (64 - at % 64);
        }
    }
    return moved;
}

} // namespace

BitImage::BitImage(std::int32_t width, std::int32_t height)
    : m_width(width),
      m_height(height),
      m_rowWords((width + 63) / 64),
      m_words(std::size_t(m_rowWords) * std::size_t(height) + 1)
{
}

void BitImage::set(std::int32_t y, std::int32_t left, std::int32_t right)
{
    std::uint64_t* words = row(y);
    const std::int32_t first = left / 64;
    const std::int32_t last = right / 64;
    const std::uint64_t from = ~std::uint64_t{0} << (left % 64);
    const std::uint64_t upTo = ~std::uint64_t{0} >> (63 - right % 64);
    if (first == last) {
        words[first] |= from & upTo;
        return;
    }
    words[first] |= from;
    std::fill(words + first + 1, words + last, ~std::uint64_t{0});
    words[last] |= upTo;
}

void BitImage::setRow(std::int32_t y, const std::uint8_t* bytes)
{
    std::uint64_t* words = row(y);
    for (std::int32_t x = 0; x < m_width; x += 64) {
        std::uint64_t word = 0;
        const std::int32_t count = std::min(64, m_width - x);
        for (std::int32_t i = 0; i < count; ++i)
            word |= std::uint64_t{bytes[x + i] != 0} << i;
        words[x / 64] = word;
    }
}

PixelRect BitImage::box() const
{
    std::int32_t top = m_height, bottom = 0;
    std::vector<std::uint64_t> any(std::size_t(m_rowWords), 0);
    for (std::int32_t y = 0; y < m_height; ++y) {
        const std::uint64_t* words = row(y);
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < any.size(); ++i) {
            any[i] |= words[i];
            all |= words[i];
        }
        if (all != 0) {
            top = std::min(top, y);
            bottom = y + 1;
        }
    }
    if (top >= bottom)
        return {};
    const auto set = [](std::uint64_t word) { return word != 0; };
    const auto first = std::find_if(any.begin(), any.end(), set);
    const auto last = std::find_if(any.rbegin(), any.rend(), set).base() - 1;
    const auto left = static_cast<std::int32_t>(first - any.begin()) * 64 + std::countr_zero(*first);
    const auto right = static_cast<std::int32_t>(last - any.begin()) * 64 + 64 - std::countl_zero(*last);
    return {left, top, right - left, bottom - top};
}

Mask maskFromBits(const BitImage& bits, std::int32_t left, std::int32_t top, std::int32_t width,
                  std::int32_t height)
{
    Mask mask{width, height, {}};
    const PixelRect box = bits.box();
    const auto add = [&](const PixelRect& rect) {
        std::string runs = runsOf(bits, {rect.x - left, rect.y - top, rect.width, rect.height});
        if (!runs.empty())
            mask.tiles.push_back({rect, Shared<std::string>(std::move(runs))});
    };
    if (std::uint64_t(box.width) * std::uint64_t(box.height) < singleTileLimit) {
        if (box.width > 0)
            add({box.x + left, box.y + top, box.width, box.height});
        return mask;
    }
    // Tiles lie on the grid of the image; what they have outside of the bitmap is background.
    const std::int32_t fromX = (box.x + left) / tileSide * tileSide;
    const std::int32_t fromY = (box.y + top) / tileSide * tileSide;
    const std::int32_t toX = std::min(width, ((box.x + left + box.width - 1) / tileSide + 1) * tileSide);
    const std::int32_t toY = std::min(height, ((box.y + top + box.height - 1) / tileSide + 1) * tileSide);
    const bool covered = left <= fromX && top <= fromY && left + bits.width() >= toX && top + bits.height() >= toY;
    if (!covered) {
        const BitImage moved = onto(bits, box, {left - fromX, top - fromY, toX - fromX, toY - fromY});
        return maskFromBits(moved, fromX, fromY, width, height);
    }
    for (std::int32_t y = fromY; y < toY; y += tileSide)
        for (std::int32_t x = fromX; x < toX; x += tileSide)
            add({x, y, std::min(tileSide, width - x), std::min(tileSide, height - y)});
    return mask;
}

} // namespace touchstone
