#pragma once

#include <functional>
#include <vector>

#include "touchstone/assist/pixel_view.h"
#include "touchstone/base/progress.h"

namespace touchstone {

/// What a person drew to say that it is, or is not, part of the object.
struct Stroke {
    std::vector<Point> points;
    double radius = 4;
    bool object = true;
};

struct GrabCutRequest {
    /// Around the object; what lies outside of it is background, unless a stroke says otherwise.
    Rect box;
    /// Later ones win where they cross.
    std::vector<Stroke> strokes;
    int rounds = 3;
};

/// Gets what the object looks like so far, after each round, on the thread that works.
using DraftSeen = std::function<void(const Mask&)>;

/// Cuts the object out of its background by their colours. The rounds work at a reduced size where the box is
/// large; the border is then found at full size. The same request gives the same mask. To refine it, ask again
/// with more strokes. InvalidInput when the box holds no pixel of the picture or no object is left; Cancelled
/// (between rounds, some 60 ms); Unsupported without the module.
Result<Mask> grabCut(const PixelView& view, const GrabCutRequest& request, const DraftSeen& seen,
                     Progress& progress);

} // namespace touchstone
