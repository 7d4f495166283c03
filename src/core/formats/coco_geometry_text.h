#pragma once

#include <string>

#include "core/formats/coco_output.h"
#include "touchstone/formats/format.h"

namespace touchstone::coco {

/// segmentation, bbox and area of one annotation as JSON; an empty text means that there is none to write.
struct GeometryText {
    std::string segmentation;
    std::string box;
    std::string area;
    /// Holes were drawn into a mask.
    bool holesAsMask = false;
    /// Holes were left out, since the size of the image is not known.
    bool holesLost = false;
};

/// What an annotation says in COCO. `recorded` has the members of its record's geometry, and they hold.
/// New values: the box of the coordinates; the area of a polygon or mask is the number of its pixels, as in
/// COCO itself, that of a box its width times its height.
GeometryText geometryText(const Annotation& annotation, std::int64_t imageWidth, std::int64_t imageHeight,
                          const MemberList* recorded);

} // namespace touchstone::coco
