#pragma once

#include <string>

#include "touchstone/formats/exchange.h"

namespace touchstone {

/// Counts the line and keeps it while there is room.
void addLine(ExchangeReport& report, ReportLine line);
/// The format for a file: the named one, or the one that recognises it.
Result<const Format*> formatFor(const std::filesystem::path& path, const std::string& id);

} // namespace touchstone
