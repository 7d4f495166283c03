#include "core/store/item_streams.h"

#include <algorithm>

namespace touchstone {
namespace {

// Stepping over so many rows costs less than looking a place up.
constexpr int kStepsBeforeSeeking = 12;

} // namespace

RowStream::RowStream(Connection& connection, const std::string& sql, int keyParameter, bool forward)
    : m_query(connection, sql), m_parameter(keyParameter), m_forward(forward)
{
}

Place RowStream::step()
{
    m_at = !m_query.step() ? kEnd : m_forward ? m_query.integer(0) : -m_query.integer(0);
    return m_at;
}

void RowStream::restart()
{
    m_query.rewind();
    m_started = false;
}

Place RowStream::from(Place place)
{
    if (m_started) {
        for (int i = 0; m_at < place && i < kStepsBeforeSeeking; ++i)
            step();
        if (m_at >= place)
            return m_at;
        m_query.rewind();
    }
    m_started = true;
    m_query.bind(m_parameter, m_forward ? place : -place);
    return step();
}

Place KeyStream::from(Place place)
{
    if (m_now < m_keys.size() && m_keys[m_now] < place)
        m_now = static_cast<std::size_t>(
            std::lower_bound(m_keys.begin() + static_cast<std::ptrdiff_t>(m_now) + 1, m_keys.end(), place) -
            m_keys.begin());
    return m_now < m_keys.size() ? m_keys[m_now] : kEnd;
}

Place UnionStream::from(Place place)
{
    Place nearest = kEnd;
    for (const auto& part : m_parts)
        nearest = std::min(nearest, part->from(place));
    return nearest;
}

Place ChainStream::from(Place place)
{
    for (; m_now < m_parts.size(); ++m_now)
        if (const Place found = m_parts[m_now]->from(place); found != kEnd)
            return found;
    return kEnd;
}

Place MeetStream::from(Place place)
{
    for (std::size_t agree = 0; agree < m_parts.size();) {
        const Place found = m_parts[agree]->from(place);
        if (found == kEnd)
            return kEnd;
        agree = found == place ? agree + 1 : agree == 0 ? 1 : 0;
        place = found;
    }
    return place;
}

VisibleStream::VisibleStream(Connection& connection, std::unique_ptr<ItemStream> all, bool forward)
    : m_all(std::move(all)), m_forward(forward)
{
    Statement query(connection, "SELECT (SELECT min(key) FROM item WHERE source=s.key), "
                                "(SELECT max(key) FROM item WHERE source=s.key) FROM source s WHERE s.state<>'published'");
    while (query.step())
        if (!query.isNull(0))
            m_hidden.push_back(forward ? Run{query.integer(0), query.integer(1)}
                                       : Run{-query.integer(1), -query.integer(0)});
    std::sort(m_hidden.begin(), m_hidden.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
}

Place VisibleStream::from(Place place)
{
    while (true) {
        const Place found = m_all->from(place);
        while (m_now < m_hidden.size() && m_hidden[m_now].last < found)
            ++m_now;
        if (found == kEnd || m_now == m_hidden.size() || found < m_hidden[m_now].first)
            return found;
        place = m_hidden[m_now].last + 1;
    }
}

bool VisibleStream::shows(std::int64_t item) const
{
    const Place place = m_forward ? item : -item;
    return std::none_of(m_hidden.begin(), m_hidden.end(),
                        [&](const Run& run) { return run.first <= place && place <= run.last; });
}

} // namespace touchstone
