// One object may lie in several annotations, and people may have added one to what a file brought. Only then are the
// bodies looked at, in which the instance stands.
#include <algorithm>
#include <map>

#include "core/store/export_query.h"

namespace touchstone {
namespace {

constexpr std::string_view kInstance =
    "SELECT r.body ->> '$.instance' FROM annotation a JOIN annotation_rev r ON r.annotation=a.key AND r.rev=a.rev "
    "WHERE a.key=?1 AND instr(r.body, '\"instance\"') > 0";

} // namespace

void ExportQuery::joinInstances()
{
    Statement query(m_connection, std::string(kInstance));
    const auto instanceOf = [&](const Place& place) {
        query.reset();
        return query.bind(1, place.annotation).step() && !query.isNull(0) ? query.string(0) : std::string();
    };
    // By item and instance: those without a record, in the order of their keys.
    std::map<std::pair<std::int64_t, std::string>, std::vector<Place*>> found;
    std::vector<std::int64_t> items;
    for (Place& place : m_places) {
        if (place.source != 0)
            continue;
        if (std::string instance = instanceOf(place); !instance.empty()) {
            found[{place.item, std::move(instance)}].push_back(&place);
            items.push_back(place.item);
        }
    }
    if (found.empty())
        return;
    for (auto& [key, members] : found)
        for (Place* member : members)
            member->order = members.front()->annotation;
    std::sort(items.begin(), items.end());
    for (const Place& place : m_places) {
        if (place.source <= 0 || !std::binary_search(items.begin(), items.end(), place.item))
            continue;
        const auto members = found.find({place.item, instanceOf(place)});
        if (members == found.end())
            continue;
        for (Place* member : members->second) {
            member->source = -place.source;
            member->order = place.order;
        }
        found.erase(members);
    }
}

} // namespace touchstone
