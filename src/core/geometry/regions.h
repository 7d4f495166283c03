#pragma once

#include <cstdint>
#include <vector>

#include "core/geometry/columns.h"

namespace touchstone {

/// The 4-connected regions of intervals, numbered in the order of their first interval.
class Regions {
  public:
    explicit Regions(const Columns& columns);

    std::size_t count() const { return m_count; }
    std::uint32_t of(std::size_t interval) const { return m_region[interval]; }

  private:
    std::uint32_t root(std::uint32_t interval);
    void join(std::uint32_t a, std::uint32_t b);

    /// While they are found: an interval of the same region that comes no later; then the region.
    std::vector<std::uint32_t> m_region;
    std::size_t m_count = 0;
};

} // namespace touchstone
