#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/commands.h"
#include "touchstone/base/progress.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

/// The pixels of a shape with a region: masks as they are, boxes, ellipses and polygons as COCO draws polygons. None
/// for a shape without region, one without a pixel in the image, and a mask of an image of another size.
std::optional<Mask> asMask(const Shape& shape, Size image);

/// What becomes of a shape; none: it is deleted.
struct ShapeOutcome {
    Annotation before;
    std::optional<Shape> after;
};

/// The work below is done on these values, beside the content, so that long work may be a job. It passes over what it
/// changes nothing of, and stops early, with any result, once `progress` is cancelled.
std::vector<Annotation> chosen(const LayerContent& content, const Selection& selection);
/// A measure of how long such work takes: bytes of runs. A millisecond or so is 10,000 of them.
std::uint64_t workOf(const std::vector<Annotation>& annotations);

enum class MaskStep { FillHoles, RemoveSpecks, Grow, Shrink, Smooth };
/// Applied to each mask. `amount` is a radius in pixels, for RemoveSpecks a number of pixels. A mask of which nothing
/// is left is deleted.
std::vector<ShapeOutcome> stepMasks(const std::vector<Annotation>& annotations, MaskStep step, double amount,
                                    Progress& progress);

enum class MaskSet { Unite, Subtract, Intersect };
/// The first becomes a mask of itself and the others: with Unite and Intersect they go, with Subtract they stay.
/// Nothing when fewer than two have a region, or nothing would be left.
std::vector<ShapeOutcome> combineMasks(const std::vector<Annotation>& annotations, MaskSet how, Size image,
                                       Progress& progress);

/// Everything with a region becomes a mask.
std::vector<ShapeOutcome> toMasks(const std::vector<Annotation>& annotations, Size image, Progress& progress);
/// Masks become polygons along their pixel borders, then with fewer vertices as `tolerance` pixels allow.
std::vector<ShapeOutcome> toPolygons(const std::vector<Annotation>& annotations, double tolerance, Progress& progress);

/// None when one of the annotations is not what it was when the work began.
std::optional<std::vector<Change>> changesOf(const LayerContent& content, const std::vector<ShapeOutcome>& outcomes);

} // namespace touchstone
