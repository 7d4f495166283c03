#pragma once

#include <string>

#include "touchstone/base/result.h"

namespace touchstone {

/// Opens a module that is built with the program and loaded only when it is needed: the file that the
/// environment's `variable` names, else `file` in the program's folder, else in ../lib/touchstone beside it.
/// What dlopen gives, never closed: OpenCV's libraries do not survive being unloaded. The error's message is
/// the bare reason, printable.
Result<void*> openModule(const std::string& file, const char* variable);

} // namespace touchstone
