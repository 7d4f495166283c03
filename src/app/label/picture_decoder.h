#pragma once

#include <functional>

#include "app/label/image_cache.h"

namespace touchstone {

/// Decodes one file; `deliver` is called once or twice: with `viewSide` over 0 first a reduced decode of a
/// big picture, which has at least half as many pixels a side as a view of that side. `stillWanted` is asked
/// all the while; false when it said no before all was delivered. No side of the result makes it over
/// `maxBytes`.
bool decodePicture(const std::filesystem::path& path, int viewSide, std::int64_t maxBytes,
                   const std::function<bool()>& stillWanted, const std::function<void(Picture)>& deliver);

} // namespace touchstone
