#pragma once

#include "core/sample/random.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone::sample {

Ring rectangle(double x, double y, double width, double height);
Ring rounded(double x, double y, double width, double height, double radius);
/// The corners of a polygon rounded by up to `radius`.
Ring rounded(const Ring& corners, double radius);
Ring ellipse(Point center, double rx, double ry, int points = 40);
Ring regular(Point center, double radius, int points, double turn);
/// Two circles and what lies between.
Ring capsule(Point a, Point b, double ra, double rb);
/// A circle that a few waves push in and out by up to `roughness` of its radius.
Ring blob(Random& random, Point center, double rx, double ry, double roughness, int points = 36);
/// A closed smooth curve through the points.
Ring smooth(const Ring& through, int pointsPerSpan = 6);

Ring moved(Ring ring, Point by);
/// (x, y) → at + turn(x · scaleX, y · scaleY); radians, clockwise on the screen.
Ring placed(const Ring& ring, Point at, double scaleX, double scaleY, double turn = 0);
/// As a hole of what is filled along with it.
Ring reversed(Ring ring);
/// What lies to the right of the line from a to b (y down: below a line that runs to the left).
Ring clipped(const Ring& ring, Point a, Point b);
/// What lies in the picture.
Ring clippedTo(const Ring& ring, double width, double height);
/// A post or trunk between two lines, in front of something: what is seen on either side of it.
struct Strip {
    Point topLeft, bottomLeft, topRight, bottomRight;
};
Polygon behind(const Ring& ring, const Strip& strip);

} // namespace touchstone::sample
