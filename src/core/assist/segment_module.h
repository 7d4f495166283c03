#pragma once

#include <string>

#include "core/assist/segment_abi.h"
#include "touchstone/base/result.h"

namespace touchstone {

struct SegmentModule {
    TouchstoneScissorsBuild* scissorsBuild = nullptr;
    TouchstoneScissorsPath* scissorsPath = nullptr;
    TouchstoneScissorsFree* scissorsFree = nullptr;
    TouchstoneGrabCut* grabCut = nullptr;
};

struct SuperpixelModule {
    TouchstoneSuperpixels* superpixels = nullptr;
};

/// Each is loaded at the first call, some 3 and 55 ms: from the file that TOUCHSTONE_SEGMENT_MODULE or
/// TOUCHSTONE_SUPERPIXEL_MODULE names, else from beside the program. Unsupported when it is missing.
/// Thread-safe.
const Result<SegmentModule>& segmentModule();
const Result<SuperpixelModule>& superpixelModule();

/// Room for the reason of a failure.
class SegmentReason {
  public:
    TouchstoneReason target() { return {m_text, sizeof m_text}; }
    /// What to do is said by `message`.
    Error error(const std::string& message) const;

  private:
    char m_text[300] = {};
};

} // namespace touchstone
