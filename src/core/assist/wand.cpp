#include "touchstone/assist/wand.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "core/assist/bit_image.h"

namespace touchstone {

namespace {

/// Which pixels look like the seed; found out 512 pixels at a time, where somebody asks.
class Likeness {
  public:
    Likeness(const PixelView& view, PixelPlace seed, const WandOptions& options)
        : m_view(view),
          m_tolerance(static_cast<std::uint32_t>(std::clamp(options.tolerance, 0, 255))),
          m_onLuminance(options.onLuminance),
          m_open(view.width, view.height),
          m_rowBlocks((m_open.rowWords() + wordsOfBlock - 1) / wordsOfBlock),
          m_known(std::size_t(m_rowBlocks) * std::size_t(view.height))
    {
        const std::uint8_t* pixel = view.at(seed.x, seed.y);
        for (std::size_t c = 0; c < 3; ++c)
            m_lowest[c] = static_cast<std::uint32_t>(pixel[c]) - m_tolerance;
        m_lowestLuminance = luminance(pixel) - m_tolerance;
    }

    /// Bits of pixels like the seed that nobody has taken yet.
    std::uint64_t* row(std::int32_t y) { return m_open.row(y); }
    /// Makes sure that a word of a row holds what it should.
    void know(std::int32_t y, std::int32_t word)
    {
        const std::int32_t block = word / wordsOfBlock;
        std::uint8_t& known = m_known[std::size_t(y) * std::size_t(m_rowBlocks) + std::size_t(block)];
        if (known == 0) {
            known = 1;
            compare(y, block * wordsOfBlock);
        }
    }
    void knowRow(std::int32_t y)
    {
        for (std::int32_t word = 0; word < m_open.rowWords(); word += wordsOfBlock)
            know(y, word);
    }
    std::int32_t rowWords() const { return m_open.rowWords(); }
    const BitImage& bits() const { return m_open; }

  private:
    static constexpr std::int32_t wordsOfBlock = 8;

    static std::uint32_t luminance(const std::uint8_t* pixel)
    {
        return (29U * pixel[0] + 150U * pixel[1] + 77U * pixel[2] + 128U) >> 8;
    }
    bool isLike(const std::uint8_t* pixel) const
    {
        const std::uint32_t range = 2 * m_tolerance;
        if (m_onLuminance)
            return luminance(pixel) - m_lowestLuminance <= range;
        // One comparison for both ends: what is too low wraps around.
        return (pixel[0] - m_lowest[0] <= range) & (pixel[1] - m_lowest[1] <= range) &
               (pixel[2] - m_lowest[2] <= range);
    }
    void compare(std::int32_t y, std::int32_t firstWord)
    {
        std::uint64_t* words = m_open.row(y);
        const std::int32_t lastWord = std::min(firstWord + wordsOfBlock, m_open.rowWords());
        for (std::int32_t word = firstWord; word < lastWord; ++word) {
            const std::int32_t count = std::min(64, m_view.width - word * 64);
            const std::uint8_t* pixel = m_view.at(word * 64, y);
            std::uint64_t bits = 0;
            for (std::int32_t i = 0; i < count; ++i, pixel += 4)
                bits |= std::uint64_t{isLike(pixel)} << i;
            words[word] = bits;
        }
    }

    const PixelView& m_view;
    std::uint32_t m_tolerance;
    bool m_onLuminance;
    std::uint32_t m_lowest[3] = {};
    std::uint32_t m_lowestLuminance = 0;
    BitImage m_open;
    std::int32_t m_rowBlocks;
    std::vector<std::uint8_t> m_known;
};

/// Fills runs of a row, then what touches them in the rows above and below.
class Fill {
  public:
    Fill(const PixelView& view, Likeness& likeness)
        : m_height(view.height), m_likeness(likeness), m_filled(view.width, view.height)
    {
    }

    /// False when it was cancelled.
    bool from(PixelPlace seed, const Progress& progress)
    {
        m_likeness.know(seed.y, seed.x / 64);
        const auto [left, right] = take(seed.y, seed.x);
        m_todo = {{seed.y - 1, left, right, -1}, {seed.y + 1, left, right, 1}};
        for (unsigned steps = 0; !m_todo.empty(); ++steps) {
            if (steps % 4096 == 0 && progress.cancelled())
                return false;
            const Span span = m_todo.back();
            m_todo.pop_back();
            if (span.y >= 0 && span.y < m_height)
                fillUnder(span);
        }
        return true;
    }
    const BitImage& filled() const { return m_filled; }

  private:
    /// To be looked at in row y, having come from the row before in that direction.
    struct Span {
        std::int32_t y, left, right, direction;
    };
    struct Run {
        std::int32_t left, right;
    };

    void fillUnder(const Span& span)
    {
        for (std::int32_t x = nextOpen(span.y, span.left, span.right); x <= span.right;) {
            const Run run = take(span.y, x);
            m_todo.push_back({span.y + span.direction, run.left, run.right, span.direction});
            if (run.left < span.left - 1)
                m_todo.push_back({span.y - span.direction, run.left, span.left - 2, -span.direction});
            if (run.right > span.right + 1)
                m_todo.push_back({span.y - span.direction, span.right + 2, run.right, -span.direction});
            x = nextOpen(span.y, run.right + 1, span.right);
        }
    }
    /// The first open pixel in x … last; one behind `last` if there is none.
    std::int32_t nextOpen(std::int32_t y, std::int32_t x, std::int32_t last)
    {
        const std::uint64_t* words = m_likeness.row(y);
        for (std::int32_t word = x / 64; x <= last && word <= last / 64; ++word) {
            m_likeness.know(y, word);
            std::uint64_t bits = words[word];
            if (word == x / 64)
                bits &= ~std::uint64_t{0} << (x % 64);
            if (bits != 0)
                return std::min(last + 1, word * 64 + std::countr_zero(bits));
        }
        return last + 1;
    }
    /// The run of open pixels around one; they are filled then.
    Run take(std::int32_t y, std::int32_t x)
    {
        std::uint64_t* words = m_likeness.row(y);
        std::int32_t word = x / 64;
        std::int32_t ones = std::countl_one(words[word] << (63 - x % 64));
        std::int32_t left = x - std::min(ones, x % 64 + 1) + 1;
        while (left % 64 == 0 && word > 0) {
            m_likeness.know(y, --word);
            ones = std::countl_one(words[word]);
            left -= ones;
            if (ones < 64)
                break;
        }
        word = x / 64;
        std::int32_t right = x + std::min(std::countr_one(words[word] >> (x % 64)), 64 - x % 64) - 1;
        while (right % 64 == 63 && word + 1 < m_likeness.rowWords()) {
            m_likeness.know(y, ++word);
            ones = std::countr_one(words[word]);
            right += ones;
            if (ones < 64)
                break;
        }
        m_filled.set(y, left, right);
        const std::uint64_t* filled = m_filled.row(y);
        for (std::int32_t i = left / 64; i <= right / 64; ++i)
            words[i] &= ~filled[i];
        return {left, right};
    }

    std::int32_t m_height;
    Likeness& m_likeness;
    BitImage m_filled;
    std::vector<Span> m_todo;
};

} // namespace

Result<Mask> wand(const PixelView& view, Point seed, const WandOptions& options, Progress& progress)
{
    if (Result<void> valid = validate(view); !valid)
        return valid.error();
    const Result<PixelPlace> place = pixelAt(view, seed);
    if (!place)
        return place.error();
    const Error stopped{ErrorCode::Cancelled, "The selection was stopped.", {}};
    Likeness likeness(view, *place, options);
    if (options.contiguous) {
        Fill fill(view, likeness);
        if (!fill.from(*place, progress))
            return stopped;
        return maskFromBits(fill.filled(), 0, 0, view.width, view.height);
    }
    for (std::int32_t y = 0; y < view.height; ++y) {
        if (y % 64 == 0 && progress.cancelled())
            return stopped;
        likeness.knowRow(y);
    }
    return maskFromBits(likeness.bits(), 0, 0, view.width, view.height);
}

} // namespace touchstone
