#pragma once

#include <string>

#include "cli/exit_code.h"
#include "touchstone/formats/exchange.h"

namespace touchstone::cli {

class Output;

/// Prints what was done: `headline`, the counts, the first lines of the report; with --json the whole report.
void showReport(const std::string& headline, const ExchangeReport& report, Output& output);

/// Says why nothing was done, with the lines that led to it, and returns the exit code for it.
ExitCode failWithReport(const Error& error, const ExchangeReport& report, Output& output);

/// 0 when nothing was skipped, repaired or lost, else 1.
ExitCode exitCodeOf(const ExchangeReport& report);

} // namespace touchstone::cli
