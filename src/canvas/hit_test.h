#pragma once

#include <array>
#include <optional>
#include <vector>

#include "touchstone/model/annotation.h"

namespace touchstone {

/// The eight handles of a box, clockwise from the top left.
enum class BoxHandle { TopLeft, Top, TopRight, Right, BottomRight, Bottom, BottomLeft, Left };
inline constexpr std::array allBoxHandles{BoxHandle::TopLeft,    BoxHandle::Top,         BoxHandle::TopRight,
                                          BoxHandle::Right,      BoxHandle::BottomRight, BoxHandle::Bottom,
                                          BoxHandle::BottomLeft, BoxHandle::Left};
inline bool isCorner(BoxHandle handle)
{
    return static_cast<int>(handle) % 2 == 0;
}

Point handlePosition(const Rect& rect, BoxHandle handle);
/// The handle or, with a smaller reach, the side at the point. A corner goes before a side.
std::optional<BoxHandle> boxHandleAt(const Rect& rect, Point point, double tolerance);

/// True if the point lies in the region or within `tolerance` of the outline.
bool hits(const Shape& shape, Point point, double tolerance);
/// True if the region and the rectangle have a point in common.
bool touches(const Shape& shape, const Rect& rect);

/// What lies under the pointer.
struct HitTarget {
    enum class Kind { Nothing, Vertex, Handle, Node, Edge, Body };
    Kind kind = Kind::Nothing;
    AnnotationId id;
    BoxHandle handle = BoxHandle::TopLeft; ///< For a handle.
    RingPosition at;                       ///< For a vertex, and for an edge of a polygon or line.
    std::size_t node = 0;                  ///< For a node: its place among handlesOf.
    friend bool operator==(const HitTarget&, const HitTarget&) = default;
};

/// How far the turning handle stands off its shape, in image pixels, where hits have that tolerance.
inline double turningArm(double tolerance)
{
    return 3 * tolerance;
}

/// Vertex, then handle, then edge of the one annotation that may be edited (null: none), then the
/// `body` that lies there (null: none). With `byBox` a polygon offers the handles of its box instead.
HitTarget hitTarget(const Annotation* editable, const AnnotationId& body, Point point,
                    double tolerance, bool byBox = false);

} // namespace touchstone
