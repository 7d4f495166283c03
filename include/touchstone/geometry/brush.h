#pragma once

#include <cstdint>
#include <functional>

#include "touchstone/geometry/point.h"

namespace touchstone {

enum class BrushTip { Round, Square };

/// The tip of a brush or eraser. `radius` in pixels, for a square half its side; under 0.5 counts as 0.5, with
/// which a stroke has no gaps.
struct Brush {
    BrushTip tip = BrushTip::Round;
    double radius = 10;
    friend bool operator==(const Brush&, const Brush&) = default;
};

/// The pixels whose centre the tip covers on its way from `from` to `to`, row by row from the top:
/// `visit(y, x0, x1)` stands for the pixels [x0, x1) of row y. Rows and pixels outside `width` × `height` are
/// left out. The pixel under each end belongs to it in any case.
void forEachBrushRow(const Brush& brush, Point from, Point to, std::int32_t width, std::int32_t height,
                     const std::function<void(std::int32_t y, std::int32_t x0, std::int32_t x1)>& visit);

} // namespace touchstone
