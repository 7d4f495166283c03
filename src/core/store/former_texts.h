#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

/// Why a text is skipped by the addition of a newer one in its place.
inline constexpr std::string_view kNewerText = "Its file has a newer text";

/// Visible texts that are skipped and whose file has a newer one: exports leave them out. Ascending. A record may have moved
/// in its file meanwhile, so it is one only when it was skipped for that reason.
std::vector<std::int64_t> formerTexts(Connection& connection);

} // namespace touchstone
