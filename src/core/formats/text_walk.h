#pragma once

#include <functional>

#include "touchstone/formats/format.h"

namespace touchstone {

class Progress;

/// Visits every text of an export, telling how far it is; Cancelled.
Result<void> walkTexts(ExportSource& source, Progress& progress,
                       const std::function<Result<void>(const ExportSource::Text&)>& visit);

} // namespace touchstone
