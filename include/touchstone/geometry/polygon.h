#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "touchstone/geometry/point.h"

namespace touchstone {

/// A closed ring; the last point joins the first and is not repeated.
using Ring = std::vector<Point>;

/// One outer ring and its holes.
struct PolygonPart {
    Ring outer;
    std::vector<Ring> holes;
    friend bool operator==(const PolygonPart&, const PolygonPart&) = default;
};

/// The region is the union of the parts. A COCO ring is a part without holes, so overlapping rings stay a union.
using Polygon = std::vector<PolygonPart>;

/// Signed area by the shoelace formula; positive when clockwise on the screen (y down).
double signedArea(const Ring& ring);
/// Sum over the parts of outer minus holes; overlaps of parts count twice.
double area(const Polygon& polygon);
/// The bounding box; none for a polygon without points.
std::optional<Rect> bounds(const Polygon& polygon);
std::optional<Rect> bounds(const Ring& ring);
/// Even-odd within a part, union of the parts.
bool contains(const Polygon& polygon, Point point);
bool contains(const Ring& ring, Point point);
/// Distance from `p` to the segment a–b.
double distanceToSegment(Point p, Point a, Point b);
/// True if two edges of the ring that are not neighbours cross or touch.
bool selfIntersects(const Ring& ring);
std::size_t vertexCount(const Polygon& polygon);

/// One vertex or edge of a polygon. ring 0 is the part's outer ring, 1… its holes. As an edge, it is the one
/// from `vertex` to the next.
struct RingPosition {
    std::size_t part = 0;
    std::size_t ring = 0;
    std::size_t vertex = 0;
    friend bool operator==(const RingPosition&, const RingPosition&) = default;
};
/// The vertex nearest to `p`, within `tolerance` pixels of the image.
std::optional<RingPosition> nearestVertex(const Polygon& polygon, Point p, double tolerance);
/// The edge nearest to `p`, within `tolerance`.
std::optional<RingPosition> nearestEdge(const Polygon& polygon, Point p, double tolerance);
const Ring& ringAt(const Polygon& polygon, const RingPosition& at);

Polygon movedVertex(Polygon polygon, const RingPosition& at, Point to);
/// Inserts after `at.vertex`.
Polygon insertedVertex(Polygon polygon, const RingPosition& at, Point p);
/// Without that vertex; a ring left with two points goes, and its part with it if it was the outer one.
/// An empty result means that nothing is left of the polygon.
Polygon removedVertex(Polygon polygon, const RingPosition& at);

} // namespace touchstone
