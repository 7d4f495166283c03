#include "touchstone/geometry/rle.h"

#include <bit>
#include <cstring>
#include <utility>

#include "core/geometry/runs.h"

namespace touchstone {

namespace {

constexpr std::size_t wordSize = sizeof(std::uint64_t);
/// Several words at once, in whatever vector registers the processor has.
using Lane = std::uint64_t __attribute__((vector_size(16)));
constexpr std::size_t blockSize = 4 * sizeof(Lane);

Lane loadLane(const std::uint8_t* bytes)
{
    Lane lane;
    std::memcpy(&lane, bytes, sizeof lane);
    return lane;
}

std::uint64_t loadWord(const std::uint8_t* bytes)
{
    std::uint64_t word;
    std::memcpy(&word, bytes, wordSize);
    if constexpr (std::endian::native == std::endian::big) {
        word = __builtin_bswap64(word);
    }
    return word;
}

/// The high bit of each byte that is not zero.
std::uint64_t objectBits(std::uint64_t word)
{
    constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    return (((word & low) + low) | word) & ~low;
}

bool blocksDiffer(const std::uint8_t* a, const std::uint8_t* b)
{
    Lane difference{};
    for (std::size_t i = 0; i < blockSize; i += sizeof(Lane)) {
        difference |= loadLane(a + i) ^ loadLane(b + i);
    }
    return (difference[0] | difference[1]) != 0;
}

/// Calls `visit(x)` where one of `above` and `row` is object and the other is not.
template <class Visit>
void forEachBorder(const std::uint8_t* above, const std::uint8_t* row, std::size_t width, Visit visit)
{
    const auto words = [&](std::size_t from, std::size_t to) {
        for (std::size_t x = from; x < to; x += wordSize) {
            std::uint64_t bits = objectBits(loadWord(above + x)) ^ objectBits(loadWord(row + x));
            for (; bits != 0; bits &= bits - 1) {
                visit(x + static_cast<std::size_t>(std::countr_zero(bits)) / 8);
            }
        }
    };
    std::size_t x = 0;
    for (; x + blockSize <= width; x += blockSize) {
        if (blocksDiffer(above + x, row + x)) {
            words(x, x + blockSize);
        }
    }
    const std::size_t wordEnd = x + (width - x) / wordSize * wordSize;
    words(x, wordEnd);
    for (x = wordEnd; x < width; ++x) {
        if ((above[x] != 0) != (row[x] != 0)) {
            visit(x);
        }
    }
}

} // namespace

Rle encodeRle(const std::uint8_t* pixels, std::uint32_t height, std::uint32_t width, std::size_t stride)
{
    Rle rle{height, width, {}};
    const std::uint64_t total = std::uint64_t{height} * width;
    if (total == 0) {
        rle.counts.push_back(0);
        return rle;
    }
    // Borders between rows come row by row; counting them per column puts them in column order.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> borders;
    std::vector<std::uint32_t> begin(std::size_t{width} + 1, 0);
    for (std::uint32_t y = 1; y < height; ++y) {
        const std::uint8_t* row = pixels + y * stride;
        forEachBorder(row - stride, row, width, [&](std::size_t x) {
            borders.emplace_back(static_cast<std::uint32_t>(x), y);
            ++begin[x + 1];
        });
    }
    for (std::uint32_t x = 0; x < width; ++x) {
        begin[x + 1] += begin[x];
    }
    std::vector<std::uint32_t> sorted(borders.size());
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (const auto& [x, y] : borders) {
        sorted[next[x]++] = y;
    }
    std::uint64_t last = 0;
    bool object = false;
    const auto border = [&](std::uint64_t at) {
        rle.counts.push_back(static_cast<std::uint32_t>(at - last));
        last = at;
        object = !object;
    };
    for (std::uint32_t x = 0; x < width; ++x) {
        const std::uint64_t column = std::uint64_t{x} * height;
        if ((pixels[x] != 0) != object) {
            border(column);
        }
        for (std::uint32_t i = begin[x]; i < begin[x + 1]; ++i) {
            border(column + sorted[i]);
        }
    }
    rle.counts.push_back(static_cast<std::uint32_t>(total - last));
    return rle;
}

void RowWriter::write(std::uint8_t* pixels, std::size_t stride)
{
    if (m_width == 0)
        return;
    const std::size_t height = m_begin.size() - 1;
    std::uint32_t sum = 0;
    for (std::uint32_t& begin : m_begin) {
        sum += std::exchange(begin, sum);
    }
    std::vector<std::uint32_t> columns(m_marks.size());
    for (const Mark& mark : m_marks) {
        columns[m_begin[mark.y]++] = mark.x;
    }
    // Now m_begin[y] is the end of row y.
    std::vector<std::uint8_t> row(m_width, 0);
    std::size_t at = 0;
    for (std::size_t y = 0; y < height; ++y) {
        for (; at < m_begin[y]; ++at) {
            row[columns[at]] ^= 1;
        }
        std::memcpy(pixels + y * stride, row.data(), m_width);
    }
}

void decodeRle(const Rle& rle, std::uint8_t* pixels)
{
    RowWriter rows(rle.width, rle.height);
    forEachColumnInterval(rle,
                          [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) { rows.mark(x, y0, y1); });
    rows.write(pixels, rle.width);
}

} // namespace touchstone
