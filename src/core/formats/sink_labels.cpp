#include "core/formats/sink_labels.h"

namespace touchstone {

Result<std::size_t> SinkLabels::of(const std::string& name, const std::string& fields)
{
    if (name.empty()) {
        return ImportSink::npos;
    }
    const auto [known, added] = m_known.emplace(name, m_known.size());
    if (added) {
        ReadCategory category;
        category.name = name;
        category.record.fields = fields;
        category.record.order = static_cast<std::int64_t>(known->second);
        if (auto taken = m_sink.category(std::move(category)); !taken) {
            return taken.error();
        }
    }
    return known->second;
}

} // namespace touchstone
