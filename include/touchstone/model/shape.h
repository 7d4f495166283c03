#pragma once

#include <map>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "touchstone/base/ids.h"
#include "touchstone/base/shared.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/polygon.h"
#include "touchstone/geometry/skeleton.h"
#include "touchstone/geometry/turned_rect.h"
#include "touchstone/text/text_range.h"

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
struct RotatedBoxShape {
    TurnedRect rect;
    friend bool operator==(const RotatedBoxShape&, const RotatedBoxShape&) = default;
};
/// The ellipse that touches the four sides of its frame.
struct EllipseShape {
    TurnedRect frame;
    friend bool operator==(const EllipseShape&, const EllipseShape&) = default;
};
/// An open line of at least two points.
struct PolylineShape {
    Shared<Ring> points;
    friend bool operator==(const PolylineShape&, const PolylineShape&) = default;
};
struct PointShape {
    Point at;
    friend bool operator==(const PointShape&, const PointShape&) = default;
};
struct SkeletonShape {
    Shared<Skeleton> points;
    friend bool operator==(const SkeletonShape&, const SkeletonShape&) = default;
};

/// No region but a bond between annotations of the same layer. Without a label: a group, or, directed, from the part to
/// its whole (the wheel to its car). With one: a relation from the first to the second, or, undirected, a chain of
/// mentions; with roles an event, whose first member is its trigger.
struct RelationShape {
    Shared<std::vector<AnnotationId>> members;
    bool directed = false;
    /// What each member is in it; empty where nothing is said.
    Shared<std::vector<std::string>> roles{};
    friend bool operator==(const RelationShape&, const RelationShape&) = default;
};

/// A piece of a text, or several that belong together, in the order of the text and apart from each other. One empty
/// range is a place.
struct SpanShape {
    Shared<std::vector<TextRange>> ranges;
    /// Which text of its item, from 0.
    std::int32_t block = 0;
    friend bool operator==(const SpanShape&, const SpanShape&) = default;
};

/// What an annotation looks like. Functions over it are overload sets, so that the compiler lists what a
/// new kind must supply.
using Shape = std::variant<TagShape, BoxShape, PolygonShape, MaskShape, RotatedBoxShape, EllipseShape,
                           PolylineShape, PointShape, SkeletonShape, RelationShape, SpanShape>;

/// The alternatives of Shape, in its order.
enum class ShapeKind { Tag, Box, Polygon, Mask, RotatedBox, Ellipse, Polyline, Point, Skeleton, Relation, Span };

inline ShapeKind kindOf(const Shape& shape) { return static_cast<ShapeKind>(shape.index()); }
/// The name in files and on the command line: "tag", "box", "polygon", "mask", "rotated_box", "ellipse",
/// "polyline", "point", "skeleton", "relation", "span".
std::string_view shapeKindName(ShapeKind kind);
std::optional<ShapeKind> shapeKindFromName(std::string_view name);

/// The bounding box; none for a tag, a relation, a span or an empty shape. That of a point has no size.
std::optional<Rect> bounds(const Shape& shape);
/// In square pixels; 0 for what encloses nothing: tags, lines, points, skeletons, relations, spans.
double area(const Shape& shape);
/// True if the point lies in the region (borders count for boxes). False for what has none.
bool contains(const Shape& shape, Point point);
/// From the begin of the first piece to the end of the last.
TextRange extent(const SpanShape& span);
/// The shape moved by `delta`. A span stays. A mask moves by whole pixels (rounded) and loses what leaves its image.
Shape translated(const Shape& shape, Point delta);
/// A relation with its members exchanged for what they are mapped to; those that are not in the map go. All else stays.
Shape withMembers(Shape shape, const std::map<AnnotationId, AnnotationId>& ids);
/// The shape with its bounding box mapped from `from` to `to`. Masks, tags and spans stay as they are.
Shape scaled(const Shape& shape, const Rect& from, const Rect& to);

} // namespace touchstone
