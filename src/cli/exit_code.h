#pragma once

#include "touchstone/base/result.h"

namespace touchstone::cli {

/// What the shell is told; stable.
enum ExitCode {
    Done = 0,
    /// Done, but records were skipped, repaired or lost, or findings stand.
    DoneWithFindings = 1,
    /// Nothing done: the input is unusable, or the command was used wrongly.
    Unusable = 2,
    /// A lock, rights, or --strict forbids it.
    Refused = 3,
    /// Stopped by Ctrl-C; nothing changed. 128 + SIGINT, as shells count.
    Cancelled = 130,
};

ExitCode exitCodeOf(ErrorCode code);
/// "invalid_input", "not_found", …: the codes of JSON errors.
const char* errorCodeName(ErrorCode code);

} // namespace touchstone::cli
