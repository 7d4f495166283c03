#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "touchstone/text/text_range.h"

namespace touchstone {

/// Which ranges touch a stretch of text. Sorted by where they begin, with the farthest end of each hundred or
/// so, so that asking costs what is found and a few hundred steps, and adding one moves memory only.
class RangeIndex {
  public:
    struct Entry {
        TextRange range;
        std::uint32_t key = 0;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    RangeIndex() = default;
    explicit RangeIndex(std::vector<Entry> entries);
    void insert(const Entry& entry);
    void remove(const Entry& entry);
    std::size_t size() const { return m_entries.size(); }
    const std::vector<Entry>& entries() const { return m_entries; }

    /// Calls `take` with each entry that overlaps the range or touches its borders, in order of their begins.
    template <class Take>
    void forTouching(const TextRange& range, Take take) const
    {
        for (std::size_t chunk = 0; chunk < m_ends.size(); ++chunk) {
            const std::size_t first = chunk * kChunk, last = std::min(first + kChunk, m_entries.size());
            if (m_entries[first].range.begin > range.end)
                return;
            if (m_ends[chunk] < range.begin)
                continue;
            for (std::size_t i = first; i < last && m_entries[i].range.begin <= range.end; ++i)
                if (m_entries[i].range.end >= range.begin)
                    take(m_entries[i]);
        }
    }

  private:
    static constexpr std::size_t kChunk = 128;
    void measure(std::size_t fromChunk);

    std::vector<Entry> m_entries;
    std::vector<std::int64_t> m_ends;
};

} // namespace touchstone
