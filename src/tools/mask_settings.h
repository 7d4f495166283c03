#pragma once

#include <optional>

#include "touchstone/geometry/brush.h"
#include "touchstone/geometry/exclusive.h"

namespace touchstone {

/// How masks are painted; shared by all tools that do.
struct MaskSettings {
    Brush brush{BrushTip::Round, 12};
    /// Each pixel belongs to one instance at most; none: masks may overlap.
    std::optional<ExclusivePolicy> exclusive;
    friend bool operator==(const MaskSettings&, const MaskSettings&) = default;
};

inline constexpr double leastBrush = 0.5;
inline constexpr double mostBrush = 512;
/// The next of a row of sizes that grow by about an eighth, at least by half a pixel.
double nextBrush(double radius, bool larger);

} // namespace touchstone
