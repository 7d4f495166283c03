#pragma once

#include <cstdint>
#include <vector>

namespace touchstone {

/// A set of rows as ranges: all of a million are one.
class RowRanges {
  public:
    struct Range {
        int first = 0;
        int last = 0; ///< Of it, too.
        friend bool operator==(const Range&, const Range&) = default;
    };

    bool contains(int row) const;
    /// The rows of a range, whichever end comes first.
    void add(int from, int to);
    void turnOver(int row);
    void clear() { m_ranges.clear(); }
    bool isEmpty() const { return m_ranges.empty(); }
    std::int64_t count() const;
    const std::vector<Range>& ranges() const { return m_ranges; }

  private:
    std::vector<Range> m_ranges; ///< Ascending, with a gap between any two.
};

} // namespace touchstone
