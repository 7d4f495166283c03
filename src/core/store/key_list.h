#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

/// The keys of all published items, in the order of the list.
std::vector<std::int64_t> publishedKeys(Connection& connection);

/// The keys of published items with `text` in their path, in the order of the list, by reading all paths at once;
/// nothing where the index of paths names few, so that asking it is cheaper (path_search.h).
/// Two narrow indexes are read instead of a row of `item` and of `medium` an item.
std::optional<std::vector<std::int64_t>> keysByPath(Connection& connection, const std::string& text);

} // namespace touchstone
