#pragma once

#include <functional>

#include "app/label/image_cache.h"

namespace touchstone {

/// Decodes one file; `deliver` is called once or twice: with `viewSide` over 0 first a reduced decode of a big
/// picture, which still has as many pixels as a view of that side.
/// `stillWanted` is asked before the second, expensive step. No side of the result makes it over `maxBytes`.
void decodePicture(const std::filesystem::path& path, int viewSide, std::int64_t maxBytes,
                   const std::function<bool()>& stillWanted, const std::function<void(Picture)>& deliver);

} // namespace touchstone
