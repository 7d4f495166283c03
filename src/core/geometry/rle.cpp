#include "touchstone/geometry/rle.h"

#include <algorithm>

#include "core/geometry/runs.h"

namespace touchstone {

namespace {

constexpr std::uint64_t pixelLimit = std::uint64_t{1} << 31;

std::string sizeText(const Rle& rle)
{
    return std::to_string(rle.width) + " × " + std::to_string(rle.height);
}

/// The places at which a mask changes from background to object and back.
class BorderReader {
  public:
    BorderReader(const Rle& rle, std::uint64_t total)
        : m_next(rle.counts.data()), m_end(m_next + rle.counts.size()), m_total(total)
    {
        step();
        m_inside = false;
    }
    std::uint64_t at() const { return m_at; }
    bool inside() const { return m_inside; }
    void step()
    {
        m_at = m_next != m_end ? m_at + *m_next++ : m_total;
        m_inside = !m_inside;
    }

  private:
    const std::uint32_t* m_next;
    const std::uint32_t* m_end;
    std::uint64_t m_total;
    std::uint64_t m_at = 0;
    bool m_inside = false;
};

/// Joins two masks of one size by a rule for one pixel.
template <class Rule>
Rle combined(const Rle& a, const Rle& b, Rule rule)
{
    const std::uint64_t total = std::uint64_t{a.height} * a.width;
    BorderReader first(a, total);
    BorderReader second(b, total);
    std::vector<std::uint32_t> counts(a.counts.size() + b.counts.size() + 1);
    std::uint32_t* const begin = counts.data();
    std::uint32_t* out = begin;
    std::uint64_t written = 0;
    bool inside = false;
    for (;;) {
        const std::uint64_t at = std::min(first.at(), second.at());
        if (at >= total) {
            break;
        }
        if (first.at() < second.at()) {
            first.step();
        } else if (second.at() < first.at()) {
            second.step();
        } else {
            first.step();
            second.step();
        }
        if (rule(first.inside(), second.inside()) == inside) {
            continue;
        }
        inside = !inside;
        if (at == written && out != begin) {
            // Back again at the same place, after an empty run: the run before goes on.
            written -= *--out;
        } else {
            *out++ = static_cast<std::uint32_t>(at - written);
            written = at;
        }
    }
    *out++ = static_cast<std::uint32_t>(total - written);
    counts.resize(static_cast<std::size_t>(out - begin));
    return {a.height, a.width, std::move(counts)};
}

std::uint64_t intersectionArea(const Rle& a, const Rle& b)
{
    std::uint64_t common = 0;
    std::uint64_t startA = 0;
    std::uint64_t startB = 0;
    std::size_t i = 1;
    std::size_t j = 1;
    if (a.counts.size() < 2 || b.counts.size() < 2) {
        return 0;
    }
    startA = a.counts[0];
    startB = b.counts[0];
    for (;;) {
        const std::uint64_t endA = startA + a.counts[i];
        const std::uint64_t endB = startB + b.counts[j];
        const std::uint64_t from = std::max(startA, startB);
        const std::uint64_t to = std::min(endA, endB);
        common += to > from ? to - from : 0;
        if (endA <= endB) {
            if (i + 2 >= a.counts.size()) {
                break;
            }
            startA = endA + a.counts[i + 1];
            i += 2;
        } else {
            if (j + 2 >= b.counts.size()) {
                break;
            }
            startB = endB + b.counts[j + 1];
            j += 2;
        }
    }
    return common;
}

/// First and last object pixel in column-major order; equal when there is none.
std::pair<std::uint64_t, std::uint64_t> extent(const Rle& rle)
{
    std::uint64_t total = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool any = false;
    for (std::size_t i = 0; i < rle.counts.size(); ++i) {
        if (i % 2 == 1 && rle.counts[i] > 0) {
            first = any ? first : total;
            last = total + rle.counts[i];
            any = true;
        }
        total += rle.counts[i];
    }
    return {first, last};
}

} // namespace

Result<void> validate(const Rle& rle, bool strict)
{
    const std::uint64_t total = std::uint64_t{rle.height} * rle.width;
    if (total >= pixelLimit) {
        return Error{ErrorCode::InvalidInput,
                     "A mask of " + sizeText(rle) + " pixels is over the limit of 2^31 pixels.", ""};
    }
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < rle.counts.size(); ++i) {
        sum += rle.counts[i];
        if (strict && i > 0 && rle.counts[i] == 0) {
            return Error{ErrorCode::InvalidInput, "Run " + std::to_string(i) + " of the mask is empty.", ""};
        }
    }
    if (sum != total) {
        return Error{ErrorCode::InvalidInput,
                     "The runs of the mask cover " + std::to_string(sum) + " pixels, but its size " +
                         sizeText(rle) + " has " + std::to_string(total) + ".",
                     ""};
    }
    return {};
}

std::uint64_t area(const Rle& rle)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 1; i < rle.counts.size(); i += 2) {
        sum += rle.counts[i];
    }
    return sum;
}

Rect bounds(const Rle& rle)
{
    if (rle.height == 0) {
        return {};
    }
    std::uint32_t left = rle.width;
    std::uint32_t right = 0;
    std::uint32_t top = rle.height;
    std::uint32_t bottom = 0;
    forEachRun(rle, [&](std::uint64_t start, std::uint64_t end) {
        const auto x0 = static_cast<std::uint32_t>(start / rle.height);
        const auto x1 = static_cast<std::uint32_t>((end - 1) / rle.height);
        const auto y0 = static_cast<std::uint32_t>(start % rle.height);
        const auto y1 = static_cast<std::uint32_t>((end - 1) % rle.height) + 1;
        left = std::min(left, x0);
        right = x1 + 1;
        // A run that goes on in the next column touches the bottom and the top.
        top = x0 == x1 ? std::min(top, y0) : 0;
        bottom = x0 == x1 ? std::max(bottom, y1) : rle.height;
    });
    if (left >= right) {
        return {};
    }
    return {double(left), double(top), double(right - left), double(bottom - top)};
}

Rle canonical(const Rle& rle)
{
    RunBuilder runs;
    forEachRun(rle, [&](std::uint64_t start, std::uint64_t end) { runs.add(start, end); });
    return {rle.height, rle.width, runs.finish(std::uint64_t{rle.height} * rle.width)};
}

Rle unite(const Rle& a, const Rle& b)
{
    return combined(a, b, [](bool p, bool q) { return p || q; });
}

Rle intersect(const Rle& a, const Rle& b)
{
    return combined(a, b, [](bool p, bool q) { return p && q; });
}

Rle subtract(const Rle& a, const Rle& b)
{
    return combined(a, b, [](bool p, bool q) { return p && !q; });
}

double iou(const Rle& a, const Rle& b, bool crowd)
{
    const auto [firstA, lastA] = extent(a);
    const auto [firstB, lastB] = extent(b);
    if (a.height != b.height || a.width != b.width || firstA >= lastB || firstB >= lastA) {
        return 0;
    }
    const std::uint64_t common = intersectionArea(a, b);
    if (common == 0) {
        return 0;
    }
    const std::uint64_t whole = crowd ? area(a) : area(a) + area(b) - common;
    return static_cast<double>(common) / static_cast<double>(whole);
}

} // namespace touchstone
