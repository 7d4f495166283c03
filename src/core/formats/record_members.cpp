#include "core/formats/record_members.h"

#include <algorithm>

#include "core/store/annotation_codec.h"

namespace touchstone {

bool RecordMembers::read(std::string_view raw, std::string& problem)
{
    m_before.clear();
    m_after.clear();
    m_object = raw;
    m_text.reset();
    const std::size_t start = raw.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && raw[start] == '[') {
        const auto parts = elementsOf(raw);
        std::string text;
        if (parts.size() != 2 || !stringOf(parts[0], text) || !parts[1].starts_with('{')) {
            problem = "It is no list of a text and an object.";
            return false;
        }
        m_text = std::move(text);
        const auto from = static_cast<std::size_t>(parts[1].data() - raw.data());
        m_before = raw.substr(0, from);
        m_object = parts[1];
        m_after = raw.substr(from + m_object.size());
    }
    if (!membersOf(m_object, m_places, problem)) {
        return false;
    }
    if (const JsonPlace* place = find("text"); place && !m_text) {
        std::string text;
        if (stringOf(valueOf(*place), text)) {
            m_text = std::move(text);
        }
    }
    return true;
}

const JsonPlace* RecordMembers::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_places.begin(), m_places.end(), [&](const JsonPlace& p) { return p.name == name; });
    return found == m_places.end() ? nullptr : &*found;
}

void RecordMembers::put(const std::string& name, const std::string& json)
{
    std::string problem;
    if (const JsonPlace* place = find(name)) {
        m_object.replace(place->value, place->to - place->value, json);
    } else {
        std::string member;
        appendJsonString(member, name);
        m_object.insert(m_object.rfind('}'), (m_places.empty() ? "" : ", ") + member + ": " + json);
    }
    membersOf(m_object, m_places, problem);
}

void RecordMembers::remove(std::string_view name)
{
    const JsonPlace* place = find(name);
    if (!place) {
        return;
    }
    // With the comma behind it, or the one before it where it is the last.
    std::size_t from = place->from, to = place->to;
    const std::size_t next = m_object.find_first_not_of(" \t\r\n", to);
    const std::size_t before = m_object.find_last_not_of(" \t\r\n", from - 1);
    if (m_object[next] == ',') {
        to = m_object.find_first_not_of(" \t\r\n", next + 1);
    } else if (m_object[before] == ',') {
        from = before;
    }
    m_object.erase(from, to - from);
    std::string problem;
    membersOf(m_object, m_places, problem);
}

} // namespace touchstone
