#pragma once

#include <optional>

#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// The place on the segment a–b nearest to `p`.
Point nearestOnSegment(Point p, Point a, Point b);

/// Who snapped to an edge is off it by a rounding, in pixels.
inline constexpr double onOutline = 1e-3;

/// A place on an outline.
struct Snap {
    Point at;
    bool vertex = false;
    friend bool operator==(const Snap&, const Snap&) = default;
};

/// The nearest vertex within `tolerance` of `p`; else the nearest place on an edge within it.
std::optional<Snap> snapped(const Polygon& polygon, Point p, double tolerance);
/// The same of an open line.
std::optional<Snap> snappedToLine(const Ring& points, Point p, double tolerance);

/// What follows a common border: the vertices between two places on one and the same ring, the shorter way round, and
/// `to`. None when they do not lie on one ring, within onOutline.
std::optional<Ring> alongBorder(const Polygon& polygon, Point from, Point to);
std::optional<Ring> alongLine(const Ring& points, Point from, Point to);
/// From a place through the points of such a way.
double lengthOfWay(Point from, const Ring& way);

/// The edge of the polygon on which `p` lies and that runs along a–b there: a border that both have in common.
std::optional<RingPosition> commonEdge(const Polygon& polygon, Point p, Point a, Point b);

} // namespace touchstone
