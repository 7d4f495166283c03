#include "core/sample/scene.h"

#include <algorithm>
#include <cmath>

#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/rle.h"

namespace touchstone::sample {

namespace {

constexpr double smallestArea = 40;

double hundredths(double value)
{
    return std::round(value * 100) / 100;
}

Ring roundedPoints(Ring ring)
{
    for (Point& p : ring)
        p = {hundredths(p.x), hundredths(p.y)};
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back())
        ring.pop_back();
    return ring;
}

} // namespace

void Scene::addBox(const char* label, const std::vector<Ring>& outline)
{
    Rect box;
    bool first = true;
    for (const Ring& ring : outline)
        if (const auto part = bounds(ring)) {
            box = first ? *part : box.united(*part);
            first = false;
        }
    const Rect seen = box.intersected({0, 0, width(), height()});
    // An object of which less than a quarter is in the picture could not be told by anybody.
    if (seen.area() < smallestArea || seen.area() < box.area() / 4)
        return;
    const Point corner{hundredths(seen.x), hundredths(seen.y)};
    const Point other{hundredths(seen.right()), hundredths(seen.bottom())};
    objects.push_back({label, BoxShape{Rect::fromCorners(corner, other)}});
}

void Scene::addPolygon(const char* label, const Polygon& polygon)
{
    Polygon seen;
    for (const PolygonPart& part : polygon) {
        const Ring ring = roundedPoints(clippedTo(part.outer, width(), height()));
        if (ring.size() >= 3 && std::abs(signedArea(ring)) >= smallestArea)
            seen.push_back({ring, {}});
    }
    if (!seen.empty())
        objects.push_back({label, PolygonShape{seen}});
}

void Scene::addMask(const char* label, const std::vector<Ring>& rings, const std::vector<Ring>& holes,
                    bool crowd)
{
    const auto w = static_cast<std::uint32_t>(surface.width()),
               h = static_cast<std::uint32_t>(surface.height());
    const auto region = [&](const std::vector<Ring>& parts) {
        Polygon polygon;
        for (const Ring& ring : parts)
            if (Ring inside = clippedTo(ring, width(), height()); !inside.empty())
                polygon.push_back({std::move(inside), {}});
        return rleFromPolygon(polygon, h, w);
    };
    const Rle rle = holes.empty() ? region(rings) : subtract(region(rings), region(holes));
    if (static_cast<double>(area(rle)) >= smallestArea)
        objects.push_back({label, MaskShape{maskFromRle(rle)}, crowd});
}

} // namespace touchstone::sample
