#include "tools/border_snap.h"

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr double reachInPixels = 3;

double snapped(double value, double end, double reach)
{
    return value <= reach ? 0 : end - value <= reach ? end : value;
}

double led(double from, double to, double end, double reach)
{
    if (to <= reach && to <= from)
        return 0;
    return end - to <= reach && to >= from ? end : to;
}

double step(double low, double high, double delta, double end, double reach)
{
    if (delta < 0 && std::abs(low + delta) <= reach)
        return -(low + delta);
    return delta > 0 && std::abs(end - high - delta) <= reach ? end - high - delta : 0;
}

} // namespace

double borderReach(double scale)
{
    return reachInPixels / std::max(1.0, scale);
}

Point onBorder(Point at, Size image, double reach)
{
    return {snapped(at.x, image.width, reach), snapped(at.y, image.height, reach)};
}

Rect onBorder(const Rect& box, Size image, double reach)
{
    return Rect::fromCorners(onBorder(Point{box.x, box.y}, image, reach),
                             onBorder(Point{box.right(), box.bottom()}, image, reach));
}

Point ledToBorder(Point from, Point to, Size image, double reach)
{
    return {led(from.x, to.x, image.width, reach), led(from.y, to.y, image.height, reach)};
}

Point stepToBorder(const Rect& box, Point delta, Size image, double reach)
{
    return {step(box.x, box.right(), delta.x, image.width, reach),
            step(box.y, box.bottom(), delta.y, image.height, reach)};
}

} // namespace touchstone
