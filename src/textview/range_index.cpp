#include "textview/range_index.h"

#include <algorithm>
#include <tuple>

namespace touchstone {
namespace {

bool before(const RangeIndex::Entry& a, const RangeIndex::Entry& b)
{
    return std::tie(a.range.begin, a.range.end, a.key) < std::tie(b.range.begin, b.range.end, b.key);
}

} // namespace

RangeIndex::RangeIndex(std::vector<Entry> entries) : m_entries(std::move(entries))
{
    std::sort(m_entries.begin(), m_entries.end(), before);
    measure(0);
}

void RangeIndex::insert(const Entry& entry)
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), entry, before);
    const auto place = static_cast<std::size_t>(at - m_entries.begin());
    m_entries.insert(at, entry);
    measure(place / kChunk);
}

void RangeIndex::remove(const Entry& entry)
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), entry, before);
    if (at == m_entries.end() || !(*at == entry))
        return;
    const auto place = static_cast<std::size_t>(at - m_entries.begin());
    m_entries.erase(at);
    measure(place / kChunk);
}

void RangeIndex::measure(std::size_t fromChunk)
{
    m_ends.resize((m_entries.size() + kChunk - 1) / kChunk);
    for (std::size_t chunk = fromChunk; chunk < m_ends.size(); ++chunk) {
        const std::size_t last = std::min((chunk + 1) * kChunk, m_entries.size());
        m_ends[chunk] = 0;
        for (std::size_t i = chunk * kChunk; i < last; ++i)
            m_ends[chunk] = std::max(m_ends[chunk], m_entries[i].range.end);
    }
}

} // namespace touchstone
