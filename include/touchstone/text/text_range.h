#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace touchstone {

/// A stretch of a text: Unicode code points from `begin` up to, not including, `end`. Empty: a place between two.
struct TextRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    std::int64_t length() const { return end - begin; }
    bool isEmpty() const { return begin == end; }
    bool contains(std::int64_t at) const { return begin <= at && at < end; }
    bool contains(const TextRange& other) const { return begin <= other.begin && other.end <= end; }
    /// They share at least one code point.
    bool overlaps(const TextRange& other) const
    {
        return std::max(begin, other.begin) < std::min(end, other.end);
    }
    friend auto operator<=>(const TextRange&, const TextRange&) = default;
};

} // namespace touchstone
