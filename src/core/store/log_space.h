#pragma once

#include <cstdint>

#include "core/store/connection.h"

namespace touchstone {

/// The write-ahead log is kept at this size and written over: a sync into blocks that a file already has costs
/// about a third less than one that makes the file longer.
constexpr std::int64_t kLogBytes = std::int64_t{4} << 20;
/// So many pages of 4 KB fill it; then it is time for a checkpoint, after which it starts from the front.
constexpr int kLogPages = 1000;

/// Fills the log of a connection in WAL mode with zeros up to kLogBytes, behind whatever it holds, and limits
/// it to that size. What the disk refuses is given back: the log then grows as it is written.
void reserveLog(Connection& connection);

/// Clears the header of a log of which nothing is needed any more (right after a checkpoint of the kind
/// "restart"), so that beside another main file, say a backup that was put in its place, it says nothing. With `sync` it waits for that: a log whose removal a power loss undoes then says nothing either.
bool voidLog(Connection& connection, bool sync = false);

} // namespace touchstone
