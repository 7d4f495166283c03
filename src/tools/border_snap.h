#pragma once

#include "touchstone/geometry/point.h"

namespace touchstone {

/// How near an edge of a box comes to the border of the image before it lies on it: 3 image pixels, from 100 % on 3
/// widget pixels, so that boxes near the border can be drawn by zooming in. `scale`: of the view.
double borderReach(double scale);

/// On the border of the image where that is within reach.
Point onBorder(Point at, Size image, double reach);
/// Each side of the box on its own.
Rect onBorder(const Rect& box, Size image, double reach);
/// A pulled corner or edge that was at `from`: what is led away from the border does not stick to it.
Point ledToBorder(Point from, Point to, Size image, double reach);
/// How much further than `delta` the moved box goes, so that a side that comes near the border lies on it.
Point stepToBorder(const Rect& box, Point delta, Size image, double reach);

} // namespace touchstone
