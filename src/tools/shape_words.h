#pragma once

#include <vector>

#include <QString>

#include "touchstone/base/ids.h"

namespace touchstone {

class ToolContext;

/// "car", or "3 shapes": for the texts of Edits.
QString wordsFor(const ToolContext& context, const std::vector<AnnotationId>& ids);

} // namespace touchstone
