#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/store/connection.h"

namespace touchstone {

/// What asks item_path for every item whose path may hold `text`; empty where that index cannot help: under three
/// characters, or no UTF-8. What it finds must still be compared with the path.
std::string trigramQuery(std::string_view text);
/// A pattern for LIKE … ESCAPE '\', in which all that was typed stands for itself.
std::string likePattern(std::string_view text);
/// Whether a failure of item_path means that the index itself is damaged, and not the disk, say.
bool isDamageOfIndex(Connection& connection, const Error& error);
/// True also for paths that the index cannot tell.
bool pathIsListed(Connection& connection, std::int64_t item, const std::string& path);
/// Makes item_path empty, whatever damage is in it. Inside the caller's transaction.
void emptyPathIndex(Connection& connection);

} // namespace touchstone
