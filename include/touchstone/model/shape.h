#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "touchstone/base/shared.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"

namespace touchstone {

/// A statement about the whole item: no geometry.
struct TagShape {
    friend bool operator==(const TagShape&, const TagShape&) = default;
};
struct BoxShape {
    Rect rect;
    friend bool operator==(const BoxShape&, const BoxShape&) = default;
};
struct PolygonShape {
    Shared<Polygon> polygon;
    friend bool operator==(const PolygonShape&, const PolygonShape&) = default;
};
struct MaskShape {
    Shared<Mask> mask;
    friend bool operator==(const MaskShape&, const MaskShape&) = default;
};

/// What an annotation looks like. Functions over it are overload sets, so that the compiler lists what a
/// new kind must supply.
using Shape = std::variant<TagShape, BoxShape, PolygonShape, MaskShape>;

/// The alternatives of Shape, in its order.
enum class ShapeKind { Tag, Box, Polygon, Mask };

inline ShapeKind kindOf(const Shape& shape) { return static_cast<ShapeKind>(shape.index()); }
/// The name in files and on the command line: "tag", "box", "polygon", "mask".
std::string_view shapeKindName(ShapeKind kind);
std::optional<ShapeKind> shapeKindFromName(std::string_view name);

/// The bounding box; none for a tag or an empty shape.
std::optional<Rect> bounds(const Shape& shape);
/// In square pixels; 0 for a tag.
double area(const Shape& shape);
/// True if the point lies in the region (borders count for boxes). False for tags.
bool contains(const Shape& shape, Point point);
/// The shape moved by `delta`. A mask moves by whole pixels (rounded) and loses what leaves its image.
Shape translated(const Shape& shape, Point delta);
/// The shape with its bounding box mapped from `from` to `to`. Masks and tags stay as they are.
Shape scaled(const Shape& shape, const Rect& from, const Rect& to);

} // namespace touchstone
