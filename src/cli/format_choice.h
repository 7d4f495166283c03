#pragma once

#include <string>

#include "touchstone/base/result.h"

namespace touchstone::cli {

enum class FormatUse { Read, Write };

/// InvalidInput, naming the formats that will do, when `id` is unknown or cannot be used that way.
Result<void> checkFormat(const std::string& id, FormatUse use);

} // namespace touchstone::cli
