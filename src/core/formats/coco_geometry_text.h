#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/formats/member_list.h"
#include "touchstone/formats/format.h"

namespace touchstone::coco {

/// segmentation, bbox and area of one annotation as JSON; an empty text means that there is none to write.
struct GeometryText {
    std::string_view segmentation;
    std::string_view box;
    std::string_view area;
    /// Holes were drawn into a mask.
    bool holesAsMask = false;
    /// Holes were left out, since the size of the image is not known.
    bool holesLost = false;
    /// What was written as the polygon of its outline: "ellipse".
    std::string_view outlined;
    /// What was written anew.
    struct {
        std::string segmentation;
        std::string box;
        std::string area;
    } made;

    GeometryText() = default;
    GeometryText(const GeometryText&) = delete;
    GeometryText& operator=(const GeometryText&) = delete;
};

/// What an entry says in COCO. `recorded` has the members of its record's geometry, and they hold; it must
/// outlive the result. New values: the box of the coordinates; the area of a polygon or mask is the number of
/// its pixels, as in COCO itself, that of a box its width times its height. Corrupt when entry.rings are none.
Result<void> writeGeometry(const ExportSource::Entry& entry, std::int64_t imageWidth, std::int64_t imageHeight,
                           const MemberList* recorded, GeometryText& result);

/// "[x,y,width,height]".
std::string boxText(const Rect& box);

/// The shape of an entry, also where only the text of its rings is there.
Result<Shape> shapeOf(const ExportSource::Entry& entry);

} // namespace touchstone::coco
