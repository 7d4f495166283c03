#pragma once

#include <optional>
#include <string>

#include "touchstone/store/rows.h"

namespace touchstone {

// An item may lie under another path than its file says: below another root, or found by its name alone. The
// record of the image then keeps the stated one (docs/file_format.md).

std::string statedPathJson(const std::string& path);
/// The path that the file of this record stated; none when it is the item's.
std::optional<std::string> statedPath(const SourceRecord& record);

} // namespace touchstone
