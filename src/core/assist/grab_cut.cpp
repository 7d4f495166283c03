#include "touchstone/assist/grab_cut.h"

#include <algorithm>

#include "core/assist/bit_image.h"
#include "core/assist/segment_module.h"
#include "core/assist/stroke_hints.h"

namespace touchstone {

namespace {

/// The box and as much around it as tells what the background looks like; strokes outside of the box too.
PixelRect regionOf(const PixelView& view, const PixelRect& box, const std::vector<Stroke>& strokes)
{
    const double margin = 8 + 0.1 * std::max(box.width, box.height);
    Rect region = Rect{double(box.x), double(box.y), double(box.width), double(box.height)}.adjusted(margin);
    const Rect whole{0, 0, double(view.width), double(view.height)};
    for (const Stroke& stroke : strokes)
        for (const Point point : stroke.points)
            if (stroke.object && whole.contains(point))
                region = region.united(Rect{point.x, point.y, 0, 0}.adjusted(std::max(0.0, stroke.radius) + 1));
    return pixelsUnder(view, region);
}

/// Between a request and the functions that the module calls.
struct Watch {
    const PixelView& view;
    const PixelRect& region;
    int rounds;
    const DraftSeen& seen;
    Progress& progress;
    int drafts = 0;
    Mask last;

    static int stopped(void* watch) { return static_cast<Watch*>(watch)->progress.cancelled(); }
    static void draft(void* watch, const unsigned char* object)
    {
        static_cast<Watch*>(watch)->take(object);
    }
    void take(const unsigned char* object)
    {
        BitImage bits(region.width, region.height);
        for (std::int32_t y = 0; y < region.height; ++y)
            bits.setRow(y, object + std::ptrdiff_t{y} * region.width);
        Mask mask = maskFromBits(bits, region.x, region.y, view.width, view.height);
        // A thing too thin for its border to be found exactly stays as it was.
        if (!mask.tiles.empty())
            last = std::move(mask);
        progress.report(std::min(1.0, double(++drafts) / (rounds + 1)), "Cutting out");
        if (seen && !progress.cancelled())
            seen(last);
    }
};

} // namespace

Result<Mask> grabCut(const PixelView& view, const GrabCutRequest& request, const DraftSeen& seen,
                     Progress& progress)
{
    if (Result<void> valid = validate(view); !valid)
        return valid.error();
    const PixelRect box = pixelsUnder(view, request.box);
    if (box.width <= 0)
        return Error{ErrorCode::InvalidInput, "The box holds no part of the picture.", {}};
    const Result<SegmentModule>& module = segmentModule();
    if (!module)
        return module.error();
    const PixelRect region = regionOf(view, box, request.strokes);
    const std::vector<std::uint8_t> hints = hintsOf(request, box, region);
    Watch watch{view, region, std::max(1, request.rounds), seen, progress, 0, {}};
    const TouchstoneGrabCutRequest asked{
        {view.at(region.x, region.y), view.stride, region.width, region.height},
        hints.data(), watch.rounds, &watch, Watch::stopped, Watch::draft};
    SegmentReason reason;
    if (!module->grabCut(&asked, reason.target()))
        return reason.error("The object cannot be cut out.");
    if (progress.cancelled())
        return Error{ErrorCode::Cancelled, "Cutting out was stopped.", {}};
    if (watch.last.tiles.empty())
        return Error{ErrorCode::InvalidInput, "No object is left in the box. Mark some of it with a stroke.", {}};
    return watch.last;
}

} // namespace touchstone
