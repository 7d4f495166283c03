#pragma once

#include <string>
#include <vector>

#include "touchstone/model/attribute.h"
#include "touchstone/model/document.h"

namespace touchstone {

// An order of an item's texts is a list of their names, best first; kEqual between two names says that neither is better.
// A choice among them is one name, or kEqual.

inline constexpr std::string_view kEqual = "=";

/// Names by place, those that are equally good together.
using Ranking = std::vector<std::vector<std::string>>;
/// Empty for what is no order; a name that comes again counts once.
Ranking rankingFrom(const AttributeValue& value);
/// monostate for an empty one.
AttributeValue rankingValue(const Ranking& ranking);
/// With the name at a place, counted from 1 (one behind the last: a place of its own), taken out from where it was.
Ranking ranked(Ranking ranking, const std::string& name, std::size_t place);
/// With the name taken out.
Ranking unranked(Ranking ranking, const std::string& name);
/// With the name one place up or down; a name that shares its place gets one of its own.
Ranking shifted(Ranking ranking, const std::string& name, int by);
/// With the name joined to those at the place before its own.
Ranking tiedUp(Ranking ranking, const std::string& name);

/// The names of the texts as they are ranked: their own, or "Text 1" … where a text has none. Fewer than two: none.
std::vector<std::string> rankedNames(const Document& document);
/// Whether every one of the names has its place.
bool isComplete(const Ranking& ranking, const std::vector<std::string>& names);

} // namespace touchstone
