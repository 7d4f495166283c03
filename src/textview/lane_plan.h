#pragma once

#include <vector>

namespace touchstone {

/// One bar under a line, in pixels.
struct LaneItem {
    double left = 0;
    double right = 0;
    /// Of its label's name; 0 for none.
    double nameWidth = 0;
    /// Where the name begins; with fromRight where it ends, and it grows to the left.
    double nameAt = 0;
    bool fromRight = false;
};

struct LanePlace {
    /// From the text downwards, from 0.
    int lane = 0;
    /// Where the name goes; equal where there is no room for it.
    double nameLeft = 0;
    double nameRight = 0;
};

struct LanePlan {
    /// One for each item, in their order.
    std::vector<LanePlace> places;
    int lanes = 0;
};

/// The narrowest place in which a cut name still says something.
inline constexpr double kNarrowestName = 16;

/// Gives each bar a lane so that no two bars of a lane overlap, short bars nearest to the text; never more
/// lanes than bars lie over one place. Names get the room up to their neighbours in the lane, and to the
/// borders.
LanePlan planLanes(const std::vector<LaneItem>& items, double left, double right);

} // namespace touchstone
