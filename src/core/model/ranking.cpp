#include "touchstone/model/ranking.h"

#include <algorithm>

namespace touchstone {
namespace {

/// The place of the name, from 0; that behind the last if it has none.
std::size_t placeOf(const Ranking& ranking, const std::string& name)
{
    const auto found = std::ranges::find_if(ranking, [&](const std::vector<std::string>& place) {
        return std::ranges::find(place, name) != place.end();
    });
    return static_cast<std::size_t>(found - ranking.begin());
}

} // namespace

Ranking rankingFrom(const AttributeValue& value)
{
    Ranking ranking;
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if (!list)
        return ranking;
    bool joined = false;
    for (const std::string& name : *list) {
        if (name == kEqual) {
            joined = !ranking.empty();
        } else if (placeOf(ranking, name) == ranking.size()) {
            if (joined)
                ranking.back().push_back(name);
            else
                ranking.push_back({name});
            joined = false;
        }
    }
    return ranking;
}

AttributeValue rankingValue(const Ranking& ranking)
{
    std::vector<std::string> list;
    for (const std::vector<std::string>& place : ranking)
        for (std::size_t i = 0; i < place.size(); ++i) {
            if (i > 0)
                list.emplace_back(kEqual);
            list.push_back(place[i]);
        }
    return list.empty() ? AttributeValue{} : AttributeValue(std::move(list));
}

Ranking unranked(Ranking ranking, const std::string& name)
{
    for (std::vector<std::string>& place : ranking)
        std::erase(place, name);
    std::erase_if(ranking, [](const std::vector<std::string>& place) { return place.empty(); });
    return ranking;
}

Ranking ranked(Ranking ranking, const std::string& name, std::size_t place)
{
    ranking = unranked(std::move(ranking), name);
    const std::size_t at = std::min(place == 0 ? 0 : place - 1, ranking.size());
    ranking.insert(ranking.begin() + static_cast<std::ptrdiff_t>(at), {name});
    return ranking;
}

Ranking shifted(Ranking ranking, const std::string& name, int by)
{
    const std::size_t place = placeOf(ranking, name);
    if (place == ranking.size() || by == 0)
        return ranking;
    if (ranking[place].size() > 1) {
        std::erase(ranking[place], name);
        ranking.insert(ranking.begin() + static_cast<std::ptrdiff_t>(by < 0 ? place : place + 1), {name});
        return ranking;
    }
    if (by < 0 ? place > 0 : place + 1 < ranking.size())
        std::swap(ranking[place], ranking[by < 0 ? place - 1 : place + 1]);
    return ranking;
}

Ranking tiedUp(Ranking ranking, const std::string& name)
{
    const std::size_t place = placeOf(ranking, name);
    if (place == 0 || place == ranking.size())
        return ranking;
    ranking = unranked(std::move(ranking), name);
    ranking[place - 1].push_back(name);
    return ranking;
}

std::vector<std::string> rankedNames(const Document& document)
{
    std::vector<std::string> names;
    if (document.blocks.size() > 1)
        for (const TextBlock& block : document.blocks)
            names.push_back(block.name.empty() ? "Text " + std::to_string(names.size() + 1) : block.name);
    return names;
}

bool isComplete(const Ranking& ranking, const std::vector<std::string>& names)
{
    return std::ranges::all_of(names, [&](const std::string& name) { return placeOf(ranking, name) < ranking.size(); });
}

} // namespace touchstone
