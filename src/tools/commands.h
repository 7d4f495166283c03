#pragma once

#include <optional>
#include <vector>

#include "touchstone/model/layer_content.h"

namespace touchstone {

/// Changes that fit `content` as it is, for one Edit. Unknown ids are passed over; what would change
/// nothing makes no Change.
using Selection = std::vector<AnnotationId>;

std::vector<Change> deleteSelection(const LayerContent& content, const Selection& selection);
/// `start` is what an instance of the label starts with: it fills what they have no value for.
std::vector<Change> relabel(const LayerContent& content, const Selection& selection, const LabelId& label,
                            const Attributes& start = {});
/// Moved together, no farther than the image reaches.
std::vector<Change> moveSelection(const LayerContent& content, const Selection& selection, Point delta,
                                  Size image);
inline std::vector<Change> nudge(const LayerContent& content, const Selection& selection, Point delta,
                                 Size image)
{
    return moveSelection(content, selection, delta, image);
}

/// New annotations, which are to be selected afterwards.
struct Creation {
    std::vector<Change> changes;
    Selection created;
    /// Shapes that do not fit the picture and were not taken over.
    std::size_t leftOut = 0;
};
/// Copies 10 pixels to the right and down; where the image ends there, to the other side.
Creation duplicateSelection(const LayerContent& content, const Selection& selection, Size image);
/// At the same place, or with their middle at `center` and moved inside together. A shape that still reaches
/// over the image by more than a pixel is left out, never cut. Copies carry no score, since a person made them.
Creation pasteAnnotations(const LayerContent& content, const std::vector<Annotation>& annotations, Size image,
                          std::optional<Point> center = std::nullopt);

std::vector<Change> bringToFront(const LayerContent& content, const Selection& selection);
std::vector<Change> sendToBack(const LayerContent& content, const Selection& selection);
/// Over the next one that is not selected.
std::vector<Change> raise(const LayerContent& content, const Selection& selection);
std::vector<Change> lower(const LayerContent& content, const Selection& selection);

/// The part of `delta` by which a box may move without leaving the image. One that is outside already may
/// come back, and goes no farther out.
Point allowedMove(const Rect& box, Point delta, Size image);
Point clippedTo(Size image, Point point);
/// The shape without what is over the image's border; none when nothing is left.
std::optional<Shape> clippedTo(Size image, const Shape& shape);

} // namespace touchstone
