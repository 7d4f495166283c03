#pragma once

#include <nlohmann/json_fwd.hpp>

#include "touchstone/workflow/backup.h"

namespace touchstone::cli {

/// {"name", "file", "at", "reason", "bytes"}.
nlohmann::ordered_json toJson(const Backup& backup);

} // namespace touchstone::cli
