#pragma once

#include <vector>

#include "touchstone/geometry/polygon.h"

namespace touchstone::sample {

/// Exact area coverage of rings over a grid of width × height pixels whose corner is at `origin`; rings that
/// turn the other way cut holes. `coverage` gets width · height values in [0, 1].
void rasterize(const std::vector<Ring>& rings, Point origin, int width, int height,
               std::vector<float>& coverage);

/// Three box filters, near to a Gaussian of that radius.
void blur(std::vector<float>& values, int width, int height, double radius, std::vector<float>& scratch);

} // namespace touchstone::sample
