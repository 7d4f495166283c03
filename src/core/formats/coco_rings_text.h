#pragma once

#include <string>
#include <string_view>

#include "core/formats/json_text.h"

namespace touchstone::coco {

/// Appends the rings of a stored polygon, "[[[x,y,…]],…]", as a COCO segmentation, "[[x,y,…],…]": number by
/// number as they stand there, which is what appendJsonNumber makes of them too. False, and some text appended,
/// when a part has a hole or the text is not quite as Touchstone writes it: then it must be decoded.
bool appendRings(std::string& text, std::string_view stored, WholeNumbers whole, bool closed);

} // namespace touchstone::coco
