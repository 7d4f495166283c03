#pragma once

#include <optional>
#include <vector>

#include "tools/commands.h"
#include "touchstone/geometry/mask.h"

namespace touchstone {

/// The pixels of a shape with a region: masks as they are, boxes, ellipses and polygons as COCO draws polygons. None
/// for a shape without region, one without a pixel in the image, and a mask of an image of another size.
std::optional<Mask> asMask(const Shape& shape, Size image);

enum class MaskStep { FillHoles, RemoveSpecks, Grow, Shrink, Smooth };
/// Applied to each mask of the selection. `amount` is a radius in pixels, for RemoveSpecks a number of pixels. A mask
/// of which nothing is left is deleted.
std::vector<Change> stepMasks(const LayerContent& content, const Selection& selection, MaskStep step, double amount);

enum class MaskSet { Unite, Subtract, Intersect };
/// The first of the selection becomes a mask of itself and the others: with Unite and Intersect they go, with Subtract
/// they stay. Nothing when fewer than two have a region, or nothing would be left.
std::vector<Change> combineMasks(const LayerContent& content, const Selection& selection, MaskSet how, Size image);

/// Everything with a region becomes a mask.
std::vector<Change> toMasks(const LayerContent& content, const Selection& selection, Size image);
/// Masks become polygons along their pixel borders, then with fewer vertices as `tolerance` pixels allow.
std::vector<Change> toPolygons(const LayerContent& content, const Selection& selection, double tolerance);

} // namespace touchstone
