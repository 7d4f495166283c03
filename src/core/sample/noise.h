#pragma once

namespace touchstone::sample {

/// Smooth random texture in about [-1, 1], repeating every 512 units; the same everywhere.
float noiseAt(double x, double y);

} // namespace touchstone::sample
