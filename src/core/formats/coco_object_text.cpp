#include "core/formats/coco_object_text.h"

#include <algorithm>

#include "core/store/annotation_codec.h"

namespace touchstone::coco {

void ObjectText::clear()
{
    m_entries.clear();
    m_text.clear();
}

bool ObjectText::has(std::string_view name) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.name == name; });
}

void ObjectText::put(std::string_view name, std::string_view json)
{
    const std::size_t from = m_text.size();
    m_text += json;
    m_entries.push_back({name, {}, from, m_text.size()});
}

bool ObjectText::isArranged(const std::vector<std::string>& order) const
{
    return m_order == &order && std::equal(m_entries.begin(), m_entries.end(), m_names.begin(), m_names.end(),
                                           [](const Entry& e, const std::string& n) { return e.name == n; });
}

void ObjectText::arrange(const std::vector<std::string>& order)
{
    m_order = &order;
    m_names.clear();
    m_slots.clear();
    std::vector<bool> done(m_entries.size());
    const auto place = [&](std::size_t i) {
        std::string key = m_slots.empty() ? "" : ",";
        appendJsonString(key, m_entries[i].name);
        m_slots.push_back({i, key + ':'});
        done[i] = true;
    };
    for (const std::string& name : order) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].name == name) {
                place(i);
                break;
            }
        }
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_names.emplace_back(m_entries[i].name);
        if (!done[i]) {
            place(i);
        }
    }
}

void ObjectText::append(std::string& text, const std::vector<std::string>& order)
{
    if (!isArranged(order)) {
        arrange(order);
    }
    text += '{';
    for (const Slot& slot : m_slots) {
        const Entry& entry = m_entries[slot.entry];
        text += slot.key;
        text += entry.to == npos ? entry.lent : std::string_view(m_text).substr(entry.from, entry.to - entry.from);
    }
    text += '}';
}

} // namespace touchstone::coco
