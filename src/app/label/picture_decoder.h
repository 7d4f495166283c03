#pragma once

#include <functional>

#include "app/label/image_cache.h"

namespace touchstone {

/// Decodes one file; `deliver` is called once or twice (first a preview of a big picture, when `previewFirst`).
/// `stillWanted` is asked before the second, expensive step. No side of the result makes it over `maxBytes`.
void decodePicture(const std::filesystem::path& path, bool previewFirst, std::int64_t maxBytes,
                   const std::function<bool()>& stillWanted, const std::function<void(Picture)>& deliver);

} // namespace touchstone
