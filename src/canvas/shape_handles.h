#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "touchstone/model/shape.h"

namespace touchstone {

/// A place by which a turned box, an ellipse, a line, a point or a skeleton is changed. Boxes and polygons have
/// ways of their own (canvas/hit_test.h).
struct ShapeHandle {
    enum class Role { Corner, Side, Vertex, Turn };
    Point at;
    Role role = Role::Vertex;
    friend bool operator==(const ShapeHandle&, const ShapeHandle&) = default;
};

/// What the modifiers of a drag ask for.
struct HandleDrag {
    bool keepRatio = false; ///< Of the sides; turning goes by 15° instead.
    bool fromCenter = false;
};

/// In a fixed order for each kind; empty for kinds without. `arm` is how far the turning handle stands off, in
/// image pixels.
std::vector<ShapeHandle> handlesOf(const Shape& shape, double arm);
/// The handle within `tolerance` of the point; the last of several, which is painted on top.
std::optional<std::size_t> handleAt(const std::vector<ShapeHandle>& handles, Point point, double tolerance);
/// With a handle pulled to a place. Sides are at least `leastSide` long.
Shape withHandleAt(const Shape& shape, std::size_t handle, Point to, HandleDrag how);
/// Turned by so many degrees clockwise about its middle. Only what has an angle.
Shape turned(const Shape& shape, double degrees);

inline constexpr double leastSide = 1;

} // namespace touchstone
