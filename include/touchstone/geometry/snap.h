#pragma once

#include <optional>

#include "touchstone/geometry/polygon.h"

namespace touchstone {

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
/// `to`. None when they do not lie on one ring, within a thousandth of a pixel.
std::optional<Ring> alongBorder(const Polygon& polygon, Point from, Point to);
std::optional<Ring> alongLine(const Ring& points, Point from, Point to);

/// The edge of the polygon on which `p` lies and that runs along a–b there: a border that both have in common.
std::optional<RingPosition> commonEdge(const Polygon& polygon, Point p, Point a, Point b);

} // namespace touchstone
