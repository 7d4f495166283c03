#pragma once

#include <array>

#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// A rectangle turned about its centre: the frame of rotated boxes and ellipses. `angle` is in degrees,
/// clockwise on the screen, and stays as it was given: 0 and 180 are two frames of one region.
struct TurnedRect {
    Point center;
    /// Along the direction of `angle`, and across it. Not negative in stored values.
    double width = 0;
    double height = 0;
    double angle = 0;

    double area() const { return width * height; }
    friend bool operator==(const TurnedRect&, const TurnedRect&) = default;
};

/// Into the frame: origin at the centre, x along the width, y along the height.
Point toFrame(const TurnedRect& rect, Point p);
Point fromFrame(const TurnedRect& rect, Point p);
/// From the top left, clockwise, as they lie at angle 0.
std::array<Point, 4> corners(const TurnedRect& rect);
/// The axis-parallel box around the corners.
Rect bounds(const TurnedRect& rect);
/// Borders count.
bool contains(const TurnedRect& rect, Point p);
/// `degrees` brought into (−180, 180].
double normalizedAngle(double degrees);
/// The rectangle over the base line a–b that reaches to the line through `side` parallel to it.
TurnedRect turnedRectOver(Point a, Point b, Point side);
/// Mapped so that `from` becomes `to`. Only the same rectangle again where the map keeps right angles; else the
/// sides are stretched as the map stretches their directions.
TurnedRect scaled(const TurnedRect& rect, const Rect& from, const Rect& to);

/// The ellipse that touches the four sides: its box, whether a point lies in it, and its outline with no point
/// of the true one farther than `tolerance` pixels away.
Rect ellipseBounds(const TurnedRect& frame);
bool ellipseContains(const TurnedRect& frame, Point p);
Ring ellipseOutline(const TurnedRect& frame, double tolerance = 0.05);

} // namespace touchstone
