#pragma once

#include <QSize>

#include "canvas/view_transform.h"

namespace touchstone {

/// Smallest and largest scale that people can choose, in widget pixels an image pixel.
inline constexpr double smallestScale = 0.005;
inline constexpr double largestScale = 64;

/// The whole image in the middle, with a margin; never enlarged over `largest`.
ViewTransform fittedView(QSizeF widget, QSize image, double largest = largestScale);
/// `factor` times the scale; the image point under `at` stays there.
ViewTransform zoomedAt(const ViewTransform& view, QPointF at, double factor);
/// The rectangle in the middle with a margin of a tenth, enlarged to `largest` at most.
ViewTransform viewOnRect(QSizeF widget, const Rect& imageRect, double largest = 16);
/// Keeps a strip of the image in sight, so that it cannot be lost by panning.
ViewTransform keptInSight(ViewTransform view, QSizeF widget, QSize image);
/// The view in device pixels.
ViewTransform inDevicePixels(const ViewTransform& view, double ratio);
/// Whole device pixels from `a` to `b`, if they differ by nothing else.
bool isScroll(const ViewTransform& a, const ViewTransform& b, QPoint* delta);

} // namespace touchstone
