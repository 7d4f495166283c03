#pragma once

#include <cstdint>
#include <string>

namespace touchstone {

/// Microseconds since 1970-01-01 UTC: the only form in which times are kept.
using Timestamp = std::int64_t;

Timestamp now();
/// Another clock, for tests of clocks that are wrong; null for the system's.
using Clock = Timestamp (*)();
void useClock(Clock clock);

/// "2026-11-20T09:30:00.000000Z"; what lies outside the years 0000 to 9999 is written as the nearest inside.
std::string toIso8601(Timestamp time);

} // namespace touchstone
