#pragma once

#include "core/media/decode_abi.h"
#include "touchstone/base/result.h"

namespace touchstone {

struct DecodeModule {
    TouchstoneDecodeFunction* decode = nullptr;
    TouchstoneEncodeFunction* encode = nullptr;
};

/// Loads the module at the first call: from the file that TOUCHSTONE_DECODE_MODULE names, else from the
/// program's folder, else from ../lib/touchstone beside it. Unsupported when it is missing. Thread-safe.
const Result<DecodeModule>& decodeModule();

} // namespace touchstone
