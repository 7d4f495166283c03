#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "touchstone/media/image.h"

namespace touchstone {

/// Decodes with libjpeg-turbo, upright. `header` is that of the same bytes. Errors without a place.
Result<ImageBuffer> decodeJpeg(std::string_view bytes, const ImageHeader& header, std::int32_t maxSide,
                               std::size_t budgetBytes, const StopAsked& stop = {});

/// A baseline JPEG with full colour resolution.
Result<std::string> encodeJpeg(const ImageBuffer& image, int quality);

} // namespace touchstone
