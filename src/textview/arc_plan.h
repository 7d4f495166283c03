#pragma once

#include <vector>

namespace touchstone {

/// One arc above a line, in pixels: from where its source stands to where its target does, or to the line's
/// end.
struct ArcItem {
    double from = 0;
    double to = 0;
    /// Of the box with its name; 0 for none.
    double boxWidth = 0;
};

struct ArcPlace {
    /// From the text upwards, from 0.
    int level = 0;
    /// The left side of its box.
    double boxLeft = 0;
};

struct ArcPlan {
    std::vector<ArcPlace> places;
    int levels = 0;
};

/// What an arc takes of its level: its ends and its box.
struct ArcReach {
    double left = 0;
    double right = 0;
};
ArcReach reachOf(const ArcItem& item, double boxLeft);

/// Gives each arc a level so that no two of a level overlap, short ones nearest to the text. Boxes stand in
/// the middle of their arcs, inside the borders.
ArcPlan planArcs(const std::vector<ArcItem>& items, double left, double right);

} // namespace touchstone
