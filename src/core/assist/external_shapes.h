#pragma once

#include <nlohmann/json_fwd.hpp>

#include "touchstone/assist/external_tool.h"

namespace touchstone {

/// The shapes of an answer; InvalidInput names the first that is not inside of the image, or not a shape.
Result<std::vector<ExternalShape>> readShapes(const nlohmann::json& shapes, std::int32_t width, std::int32_t height);

} // namespace touchstone
