#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/street_parts.h"

namespace touchstone::sample {

namespace {

/// A car that looks right: x from 0 (rear) to 1, y upwards from the ground, in car lengths.
struct Design {
    Ring body;
    std::vector<Ring> windows;
    double rearWheel, frontWheel, wheelRadius;
    double belt;
};

const Design& designOf(CarKind kind)
{
    static const Design sedan{{{0.01, 0.07},
                               {0, 0.19},
                               {0.03, 0.235},
                               {0.17, 0.245},
                               {0.30, 0.345},
                               {0.56, 0.345},
                               {0.70, 0.245},
                               {0.94, 0.21},
                               {1.0, 0.16},
                               {0.995, 0.07}},
                              {{{0.215, 0.245}, {0.315, 0.325}, {0.425, 0.327}, {0.425, 0.245}},
                               {{0.445, 0.245}, {0.445, 0.327}, {0.55, 0.325}, {0.655, 0.245}}},
                              0.195,
                              0.805,
                              0.078,
                              0.2};
    static const Design hatchback{{{0.01, 0.07},
                                   {0, 0.2},
                                   {0.03, 0.27},
                                   {0.1, 0.375},
                                   {0.5, 0.385},
                                   {0.67, 0.27},
                                   {0.93, 0.225},
                                   {1.0, 0.17},
                                   {0.995, 0.07}},
                                  {{{0.085, 0.265}, {0.135, 0.35}, {0.31, 0.36}, {0.31, 0.265}},
                                   {{0.33, 0.265}, {0.33, 0.36}, {0.485, 0.36}, {0.615, 0.265}}},
                                  0.2,
                                  0.8,
                                  0.085,
                                  0.22};
    static const Design van{{{0.01, 0.06},
                             {0, 0.2},
                             {0.01, 0.42},
                             {0.04, 0.45},
                             {0.68, 0.45},
                             {0.82, 0.29},
                             {0.97, 0.25},
                             {1.0, 0.18},
                             {0.995, 0.06}},
                            {{{0.47, 0.29}, {0.47, 0.41}, {0.57, 0.41}, {0.57, 0.29}},
                             {{0.59, 0.29}, {0.59, 0.41}, {0.665, 0.41}, {0.775, 0.29}}},
                            0.2,
                            0.79,
                            0.078,
                            0.24};
    return kind == CarKind::Hatchback ? hatchback : kind == CarKind::Van ? van : sedan;
}

constexpr std::array<std::uint32_t, 9> paints = {0xa83b3b, 0x2f6391, 0xd9dde0, 0x3b4148, 0x6d8a5d,
                                                 0xc9822f, 0x7a5a8c, 0x2d7d78, 0x8d949b};

/// The body with the wheels below it, as one outline.
Ring silhouette(const Design& d)
{
    Ring ring = rounded(placed(d.body, {}, 1000, 1000), 34);
    // The bottom edge runs from the front back to the rear; the wheels hang from it.
    const double sill = 1000 * d.body.front().y;
    for (const double wheel : {d.frontWheel, d.rearWheel}) {
        const double r = 1000 * d.wheelRadius, start = std::asin((r - sill) / r);
        for (int i = 0; i <= 10; ++i) {
            const double angle = -start - (std::numbers::pi - 2 * start) * i / 10;
            ring.push_back({1000 * wheel + r * std::cos(angle), r + r * std::sin(angle)});
        }
    }
    return placed(ring, {}, 0.001, 0.001);
}

void drawWheel(Surface& s, Point center, double radius)
{
    s.fill(ellipse(center, radius, radius, 36), flat(rgb(0x1d1f22)));
    s.fill(
        ellipse(center, radius * 0.62, radius * 0.62, 30),
        linear({center.x, center.y - radius}, rgb(0xd0d4d8), {center.x, center.y + radius}, rgb(0x7b8086)));
    for (int i = 0; i < 5; ++i) {
        const double angle = 2 * std::numbers::pi * i / 5 + center.x;
        s.fill(
            ellipse({center.x + radius * 0.36 * std::cos(angle), center.y + radius * 0.36 * std::sin(angle)},
                    radius * 0.12, radius * 0.12, 12),
            flat(rgb(0x3b3f44)));
    }
    s.fill(ellipse(center, radius * 0.14, radius * 0.14, 12), flat(rgb(0x4b5056)));
}

} // namespace

Ring drawCar(Scene& scene, const StreetLight& light, Point ground, double length, CarKind kind,
             bool looksRight)
{
    Surface& s = scene.surface;
    const Design& d = designOf(kind);
    const Color paint =
        light.on(kind == CarKind::Taxi ? rgb(0xe3b022)
                                       : rgb(scene.random.pick(std::span<const std::uint32_t>(paints))));
    const Point at{looksRight ? ground.x : ground.x + length, ground.y};
    const double sx = looksRight ? length : -length;
    const auto put = [&](const Ring& ring) { return placed(ring, at, sx, -length); };
    const auto spot = [&](double x, double y) { return Point{at.x + x * sx, at.y - y * length}; };

    s.fill(ellipse({ground.x + length / 2, ground.y + length * 0.005}, length * 0.53, length * 0.035),
           flat(Color{}).opacity(0.5).soft(length * 0.03));
    const double roof = d.body[4].y;
    const Ring body = rounded(put(d.body), length * 0.034);
    s.fill(body, linear(spot(0, roof), shade(paint, 1.22), spot(0, 0.06), shade(paint, 0.6)));
    // The sky on the shoulder, and the darker flank below the belt.
    s.fill(clipped(body, spot(looksRight ? 0 : 1, d.belt), spot(looksRight ? 1 : 0, d.belt)),
           linear(spot(0, d.belt), shade(paint, 0.86), spot(0, 0.06), shade(paint, 0.5)));
    s.fill(
        rectangle(std::min(at.x, at.x + sx) + length * 0.03, at.y - d.belt * length - 1.2, length * 0.94, 2),
        flat(shade(paint, 1.4)).opacity(0.7));
    const Color glass = mix(light.on(rgb(0x2c3a47)), light.skyBottom, 0.16);
    for (const Ring& window : d.windows) {
        const Ring pane = rounded(put(window), length * 0.012);
        s.fill(pane, linear(spot(0, roof), shade(glass, 1.35), spot(0, 0.24), shade(glass, 0.8)));
        const double x = window.front().x;
        s.fill(clipped(clipped(pane, spot(x + 0.06, 0.2), spot(x + 0.11, 0.4)), spot(x + 0.15, 0.4),
                       spot(x + 0.1, 0.2)),
               flat(Color{1, 1, 1}).opacity(0.1));
    }
    const double doorX = d.windows[1].front().x - 0.01;
    s.stroke({spot(doorX, d.belt + 0.04), spot(doorX, 0.09)}, 1.2, flat(shade(paint, 0.45)).opacity(0.8));
    s.fill(rounded(put({{doorX - 0.07, d.belt - 0.005},
                        {doorX - 0.02, d.belt - 0.005},
                        {doorX - 0.02, d.belt - 0.018},
                        {doorX - 0.07, d.belt - 0.018}}),
                   2),
           flat(shade(paint, 1.35)));
    if (kind == CarKind::Taxi)
        s.fill(rounded(
                   put({{0.39, roof - 0.005}, {0.4, roof + 0.04}, {0.47, roof + 0.04}, {0.48, roof - 0.005}}),
                   3),
               flat(rgb(0xfff3c8)));
    for (const double wheel : {d.rearWheel, d.frontWheel}) {
        s.fill(
            ellipse(spot(wheel, d.wheelRadius), length * d.wheelRadius * 1.16, length * d.wheelRadius * 1.16),
            flat(rgb(0x17181b)));
        drawWheel(s, spot(wheel, d.wheelRadius), length * d.wheelRadius);
    }
    const Point head = spot(0.965, 0.165), tail = spot(0.02, 0.18);
    s.fill(ellipse(head, length * 0.022, length * 0.016, 16),
           flat(light.day < 0.6 ? rgb(0xfff3c4) : rgb(0xe8eef2)));
    s.fill(ellipse(tail, length * 0.016, length * 0.02, 16), flat(rgb(0xc2302c)));
    if (light.day < 0.6) {
        const double reach = looksRight ? length : -length;
        s.fill(ellipse({head.x + reach * 0.03, head.y}, length * 0.12, length * 0.1),
               radial(head, length * 0.12, rgb(0xfff0c0), rgb(0xfff0c0)).fade(0.75, 0));
        s.fill(Ring{head,
                    {head.x + reach * 0.75, ground.y - length * 0.02},
                    {head.x + reach * 0.62, ground.y + length * 0.08}},
               radial(head, length * 0.75, rgb(0xfff0c0), rgb(0xfff0c0)).fade(0.4, 0).soft(6));
        s.fill(ellipse(tail, length * 0.07, length * 0.06),
               radial(tail, length * 0.07, rgb(0xff5040), rgb(0xff5040)).fade(0.5, 0));
    }
    return put(silhouette(d));
}

Ring drawBus(Scene& scene, const StreetLight& light, Point ground, double length, bool looksRight)
{
    Surface& s = scene.surface;
    const Color paint =
        light.on(scene.random.pick({rgb(0xc8453a), rgb(0x2b6f6a), rgb(0x3a6ea5), rgb(0xe2a33b)}));
    const double height = length * 0.36, radius = length * 0.048;
    const double left = ground.x, top = ground.y - height, sill = ground.y - radius * 0.7;
    s.fill(ellipse({left + length / 2, ground.y}, length * 0.52, length * 0.03),
           flat(Color{}).opacity(0.5).soft(length * 0.02));
    const Ring body = rounded(left, top, length, sill - top, length * 0.03);
    s.fill(body, linear({left, top}, shade(paint, 1.25), {left, sill}, shade(paint, 0.65)));
    s.fill(rectangle(left + 3, top + height * 0.5, length - 6, height * 0.07),
           flat(light.on(rgb(0xf2ede2))).opacity(0.9));
    const Color glass = mix(light.on(rgb(0x2c3a47)), light.skyBottom, 0.16);
    const Color inside = light.day < 0.6 ? rgb(0xffe6ac) : glass;
    for (int i = 0; i < 7; ++i) {
        const double x = left + length * (0.03 + 0.136 * i), w = length * 0.122;
        const bool door = i == (looksRight ? 5 : 1);
        s.fill(rounded(x, top + height * 0.12, w, height * (door ? 0.7 : 0.34), 4),
               linear({x, top}, shade(inside, 1.3), {x, top + height * 0.6}, shade(inside, 0.85)));
        if (door)
            s.fill(rectangle(x + w / 2 - 1, top + height * 0.12, 2, height * 0.7), flat(shade(paint, 0.6)));
        else if (scene.random.chance(0.6))
            s.fill(ellipse({x + w * scene.random.range(0.3, 0.7), top + height * 0.4}, w * 0.15, w * 0.2),
                   flat(light.on(rgb(0x2a2d33))).opacity(0.7));
    }
    for (const double at : {0.8, 0.2}) {
        const Point hub{left + length * (looksRight ? at : 1 - at), ground.y - radius};
        s.fill(ellipse(hub, radius * 1.15, radius * 1.15), flat(rgb(0x17181b)));
        drawWheel(s, hub, radius);
    }
    s.fill(ellipse({looksRight ? left + length - 6 : left + 6, sill - height * 0.1}, 6, 8),
           flat(rgb(0xfff3d0)));
    return rounded(left, top, length, height, length * 0.03);
}

} // namespace touchstone::sample
