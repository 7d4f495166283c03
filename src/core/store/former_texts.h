#pragma once

#include <cstdint>
#include <vector>

#include "core/store/connection.h"

namespace touchstone {

/// Visible texts that are skipped and whose file, or record of it, has a newer one: exports leave them out. Ascending.
std::vector<std::int64_t> formerTexts(Connection& connection);

} // namespace touchstone
