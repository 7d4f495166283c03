#pragma once

#include <filesystem>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/objects.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

/// The Edit that moves an item's media root so that the item's file is `found`. Refused when the rest of its
/// path does not fit below any folder above `found`.
Result<Edit> relocationEdit(const Project& project, Reader& reader, const Item& item,
                            const std::filesystem::path& found);

} // namespace touchstone
