#include "core/formats/sink_labels.h"

namespace touchstone {

Result<std::size_t> SinkLabels::of(const std::string& name, const std::string& fields)
{
    if (const auto known = m_known.find(name); known != m_known.end()) {
        return known->second;
    }
    ReadCategory category;
    category.name = name;
    category.record.fields = fields;
    return of(std::move(category));
}

Result<std::size_t> SinkLabels::of(ReadCategory category)
{
    if (category.name.empty()) {
        return ImportSink::npos;
    }
    const auto [known, added] = m_known.emplace(category.name, m_known.size());
    const std::size_t place = known->second;
    if (added) {
        category.record.order = static_cast<std::int64_t>(place);
        if (auto taken = m_sink.category(std::move(category)); !taken) {
            return taken.error();
        }
    }
    return place;
}

} // namespace touchstone
