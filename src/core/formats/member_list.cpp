#include "core/formats/member_list.h"

namespace touchstone {

void MemberList::read(const std::string& object)
{
    m_members.clear();
    if (object.empty()) {
        return;
    }
    m_scanner.restart(object.data(), object.data() + object.size());
    std::string_view name;
    for (auto cursor = m_scanner.object(); m_scanner.key(cursor, name);) {
        m_members.push_back({name, m_scanner.value()});
    }
}

std::string_view MemberList::find(std::string_view name) const
{
    for (const Member& member : m_members) {
        if (member.name == name) {
            return member.json;
        }
    }
    return {};
}

std::vector<std::string> namesFromJson(std::string_view json)
{
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    std::vector<std::string> names;
    if (text.empty() || !scanner.array()) {
        return names;
    }
    std::string name;
    for (bool first = true; scanner.element(first) && scanner.string(name);) {
        names.push_back(name);
    }
    return names;
}

} // namespace touchstone
