#pragma once

#include "tools/tool_context.h"

namespace touchstone {

/// Moves the sides of the selected boxes, else of the uppermost box, onto what is in them: in a job, as one Edit. Says
/// what it could not do.
void snapBoxes(ToolContext& context);

} // namespace touchstone
