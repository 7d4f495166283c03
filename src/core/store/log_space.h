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

/// Copies the log into the main file as far as readers allow. True when all of it is there now.
bool copyLog(Connection& connection);

} // namespace touchstone
