#include <algorithm>

#include "core/sample/street_parts.h"

namespace touchstone::sample {

namespace {

struct Layout {
    double scale, pavement, road, farLane, nearLane;
};

void drawGround(Scene& scene, const StreetLight& light, const Layout& at)
{
    Surface& s = scene.surface;
    const double w = scene.width(), h = scene.height();
    const Color paving = light.on(rgb(0xb9b3a6)), asphalt = light.on(rgb(0x585c63)),
                paint = light.on(rgb(0xe6e2d2));
    s.fill(rectangle(0, at.pavement, w, at.road - at.pavement),
           linear({0, at.pavement}, shade(paving, 0.82), {0, at.road}, shade(paving, 1.05)).grainy(0.08));
    for (double x = -w; x < 2 * w; x += 46 * at.scale) {
        const double spread = (x - w / 2) * 0.09;
        s.stroke({{x, at.pavement}, {x + spread, at.road}}, 1, flat(shade(paving, 0.7)).opacity(0.5));
    }
    s.fill(rectangle(0, (at.pavement + at.road) / 2, w, 1.2), flat(shade(paving, 0.7)).opacity(0.5));
    s.fill(rectangle(0, at.road - 8 * at.scale, w, 9 * at.scale), flat(shade(paving, 1.18)));
    s.fill(rectangle(0, at.road, w, 5 * at.scale), flat(shade(paving, 0.55)));
    s.fill(rectangle(0, at.road + 4, w, h - at.road),
           linear({0, at.road}, shade(asphalt, 0.94), {0, h}, shade(asphalt, 1.08)).grainy(0.1, 1.7, 1.7));
    const double middle = (at.farLane + at.nearLane) / 2 - 6 * at.scale, dash = 74 * at.scale;
    for (double x = -scene.random.range(0, dash); x < w; x += dash * 1.9)
        s.fill(Ring{{x, middle},
                    {x + dash, middle},
                    {x + dash * 1.09, middle + 9 * at.scale},
                    {x + dash * 0.07, middle + 9 * at.scale}},
               flat(paint).opacity(0.8).grainy(0.12));
    s.fill(rectangle(0, h - 24 * at.scale, w, 24 * at.scale),
           linear({0, h - 24 * at.scale}, shade(paving, 1.1), {0, h}, shade(paving, 0.85)).grainy(0.08));
    s.fill(rectangle(0, h - 26 * at.scale, w, 4 * at.scale), flat(shade(paving, 0.5)));
}

void drawCrossing(Scene& scene, const StreetLight& light, const Layout& at, double x)
{
    const Color paint = light.on(rgb(0xe6e2d2));
    for (int i = 0; i < 7; ++i) {
        const double a = x + i * 24 * at.scale, lean = 60 * at.scale;
        scene.surface.fill(Ring{{a, at.road + 8},
                                {a + 14 * at.scale, at.road + 8},
                                {a + 14 * at.scale + lean, scene.height() - 26 * at.scale},
                                {a + lean - 3, scene.height() - 26 * at.scale}},
                           flat(paint).opacity(0.75).grainy(0.15));
    }
}

struct Lane {
    double ground, length, spacing;
    const Strip* pole;
};

/// One vehicle with its rear or front at `x`; returns how much road it takes.
double drawVehicle(Scene& scene, const StreetLight& light, const Lane& lane, double x, bool mayBeBus)
{
    Random& random = scene.random;
    const bool right = random.chance(0.5);
    if (mayBeBus && random.chance(0.12)) {
        scene.addBox("bus", {drawBus(scene, light, {x, lane.ground}, lane.length * 1.9, right)});
        return lane.length * 2.2;
    }
    const CarKind kind = random.pick({CarKind::Sedan, CarKind::Sedan, CarKind::Hatchback, CarKind::Hatchback,
                                      CarKind::Van, CarKind::Taxi});
    const double size = lane.length * (kind == CarKind::Van ? 1.08 : kind == CarKind::Hatchback ? 0.9 : 1);
    const Ring outline = drawCar(scene, light, {x, lane.ground}, size, kind, right);
    // Behind a post a car is two pieces, which no box could say.
    const Polygon seen = lane.pole ? behind(outline, *lane.pole) : Polygon{};
    if (seen.size() == 2)
        scene.addPolygon("car", seen);
    else
        scene.addBox("car", {outline});
    return size * (1.12 + random.range(0, 1) * lane.spacing);
}

/// From `start` to the right, then from there to the left.
void drawLane(Scene& scene, const StreetLight& light, const Lane& lane, double start)
{
    for (double x = start; x < scene.width();)
        x += drawVehicle(scene, light, lane, x, x > start);
    for (double x = start - lane.length * 1.3; x > -lane.length * 0.8; x -= lane.length * 1.25)
        if (scene.random.chance(0.75))
            drawVehicle(scene, light, lane, x, false);
}

void drawCrowd(Scene& scene, const StreetLight& light, Point at, double size)
{
    std::vector<Ring> all;
    for (int row = 0; row < 3; ++row)
        for (int i = 0; i < 5; ++i) {
            const Point foot{at.x + size * (0.24 * i + 0.1 * row + scene.random.range(-0.05, 0.05)),
                             at.y + size * 0.05 * row};
            const auto parts = drawPerson(scene, light, foot, size * scene.random.range(0.92, 1.05));
            all.insert(all.end(), parts.begin(), parts.end());
        }
    scene.addMask("person", all, {}, true);
}

} // namespace

Finish drawStreet(Scene& scene, int variant)
{
    Random& random = scene.random;
    const StreetLight light = streetLight(variant);
    const double w = scene.width(), h = scene.height();
    Layout at{w < h ? 0.92 : 1.0, h * 0.645, h * 0.715, h * 0.785, h * 0.935};
    drawSky(scene, light, at.pavement);
    drawBuildings(scene, light, at.pavement, at.scale);
    drawGround(scene, light, at);
    const bool crossing = random.chance(0.4);
    const double crossingX = w * random.range(0.35, 0.6);
    if (crossing)
        drawCrossing(scene, light, at, crossingX);

    for (double x = w * random.range(0.04, 0.2); x < w; x += w * random.range(0.22, 0.42))
        if (random.chance(0.75))
            scene.addPolygon("tree",
                             drawTree(scene, light, {x, at.road - 12}, random.range(250, 330) * at.scale));
        else
            drawBush(scene, light, {x, at.road - 10}, random.range(26, 40));
    if (variant % 3 == 1)
        drawCrowd(scene, light, {w * random.range(0.1, 0.6), at.road - 14}, 112 * at.scale);
    for (int i = random.whole(2, 6); i > 0; --i)
        scene.addBox("person", drawPerson(scene, light, {random.range(0, w), at.road - random.range(2, 26)},
                                          random.range(102, 120) * at.scale));
    const bool lights = crossing || random.chance(0.5);
    if (lights)
        scene.addBox("traffic light",
                     {drawTrafficLight(scene, light, {crossingX - 26, at.road - 4}, 210 * at.scale)});

    const bool pole = variant % 2 == 0;
    const Point foot{w * random.range(0.25, 0.75), h - 10};
    const double lampSize = std::min(h * 0.62, 560.0);
    const Strip strip{{foot.x - lampSize * 0.011, foot.y - lampSize},
                      {foot.x - lampSize * 0.0165, foot.y},
                      {foot.x + lampSize * 0.011, foot.y - lampSize},
                      {foot.x + lampSize * 0.0165, foot.y}};
    const Strip* post = pole ? &strip : nullptr;
    const double far = 205 * at.scale, near = 290 * at.scale;
    drawLane(scene, light, {at.farLane, far, 0.8, post}, random.range(0, w / 2));
    if (random.chance(0.6)) {
        const double x = w * random.range(0.1, 0.9);
        scene.addBox("bicycle", drawCyclist(scene, light, {x, (at.farLane + at.nearLane) / 2 + 14},
                                            150 * at.scale, random.chance(0.5)));
    }
    drawLane(scene, light, {at.nearLane, near, 1.4, post},
             pole ? foot.x - near * random.range(0.3, 0.6) : random.range(0, w / 2));
    if (pole)
        drawStreetLamp(scene, light, foot, lampSize);
    return {light.day < 0.6 ? 0.3 : 0.16, 0.02};
}

} // namespace touchstone::sample
