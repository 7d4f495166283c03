#pragma once

#include <vector>

#include "touchstone/assist/pixel_view.h"

namespace touchstone {

/// How strongly the luminance changes at a pixel (Sobel): 0…1,443; places outside count as the nearest inside.
double gradientAt(const PixelView& view, std::int32_t x, std::int32_t y);

/// Moves the inner points of a line, which was found at a reduced scale, by up to `reach` pixels across it, to
/// where the edge is strongest and the line stays smooth. About one point in `reach` pixels is left.
std::vector<Point> movedOntoEdge(const PixelView& view, const std::vector<Point>& line, int reach);

} // namespace touchstone
