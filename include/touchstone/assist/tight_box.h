#pragma once

#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"

namespace touchstone {

struct TightBoxOptions {
    /// How far a side may move outwards, as a part of the shorter side of the drawn box; at least 2 pixels.
    double growth = 0.1;
};

struct TightBox {
    /// Whole pixels, inside of the picture, never empty.
    Rect box;
    /// False where nothing stands out from what lies along the border: the box is then the drawn one, cut at the
    /// picture.
    bool found = false;
};

/// Moves the sides of a roughly drawn box onto the object in it: what differs in colour from what lies along the
/// box's border. A side that the object runs through, further than the box may grow, stays where it is. The same
/// box gives the same answer, some milliseconds later. InvalidInput when the box holds no pixel of the picture;
/// Cancelled.
Result<TightBox> tightenBox(const PixelView& view, const Rect& drawn, const TightBoxOptions& options,
                            Progress& progress);

} // namespace touchstone
