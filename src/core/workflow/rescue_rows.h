#pragma once

#include <cstdint>

#include "core/store/connection.h"

namespace touchstone {

class Progress;

/// Copies what can be read of the base tables of `from`, around damaged pages, into the empty tables of the
/// same names in `to`, inside the caller's transaction. Returns from how many places nothing could be read.
/// Throws StoreFailure with Cancelled.
std::int64_t copyReadableRows(Connection& from, Connection& to, Progress& progress);

} // namespace touchstone
