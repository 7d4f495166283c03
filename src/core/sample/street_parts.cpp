#include "core/sample/street_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace touchstone::sample {

Color StreetLight::on(Color color) const
{
    return {color.r * tint.r, color.g * tint.g, color.b * tint.b};
}

StreetLight streetLight(int variant)
{
    static const std::array<StreetLight, 5> lights = {{
        {rgb(0x6ea6d8), rgb(0xd6e6ee), rgb(0xd2dde4), 1, 0.03, {1, 1, 1}},
        {rgb(0x3f4a7d), rgb(0xf4a671), rgb(0xd9977c), 0.55, 0.4, {0.84f, 0.7f, 0.68f}},
        {rgb(0x9fb4c4), rgb(0xe8e6de), rgb(0xdedfdc), 0.9, 0.08, {0.96f, 0.97f, 1}},
        {rgb(0x0d1430), rgb(0x35416b), rgb(0x2c3659), 0.1, 0.55, {0.36f, 0.4f, 0.56f}},
        {rgb(0x86b7dc), rgb(0xfbe3bd), rgb(0xecdcc4), 0.85, 0.1, {1, 0.95f, 0.86f}},
    }};
    return lights[static_cast<std::size_t>(variant) % lights.size()];
}

void drawSky(Scene& scene, const StreetLight& light, double horizon)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width();
    s.fill(rectangle(0, 0, w, horizon + 2), linear({0, 0}, light.skyTop, {0, horizon}, light.skyBottom));
    const Point sun{w * random.range(0.12, 0.88), horizon * random.range(0.12, 0.3)};
    if (light.day < 0.3) {
        for (int i = 0; i < 140; ++i) {
            const double r = random.range(0.4, 1.2);
            s.fill(ellipse({random.range(0, w), random.range(0, horizon * 0.6)}, r, r, 8),
                   flat(rgb(0xdfe6ff)).opacity(random.range(0.2, 0.8)));
        }
        s.fill(ellipse(sun, 90, 90), radial(sun, 90, rgb(0xcfd8ff), rgb(0xcfd8ff)).fade(0.25, 0));
        s.fill(ellipse(sun, 26, 26),
               radial({sun.x - 6, sun.y - 6}, 40, rgb(0xfbf8ea), rgb(0xc9cde0)).grainy(0.12));
    } else {
        const Color glow = mix(light.skyBottom, rgb(0xfff4d6), 0.5 * light.day);
        s.fill(ellipse(sun, 260, 260), radial(sun, 260, glow, glow).fade(0.5, 0));
        s.fill(ellipse(sun, 24, 24), flat(mix(light.skyBottom, rgb(0xfffbea), 0.8)).opacity(0.9).soft(3));
    }
    const Color cloud = mix(light.skyBottom, Color{1, 1, 1}, 0.55 * light.day);
    for (int i = random.whole(3, 6); i > 0; --i) {
        const Point at{random.range(-60, w), random.range(horizon * 0.05, horizon * 0.45)};
        const double size = random.range(50, 120);
        for (int puff = 0; puff < 9; ++puff)
            s.fill(ellipse({at.x + size * random.range(-1.2, 1.2), at.y + size * random.range(-0.16, 0.12)},
                           size * random.range(0.3, 0.62), size * random.range(0.1, 0.22), 24),
                   flat(cloud).opacity(0.3).soft(size * 0.1));
    }
}

Ring drawTree(Scene& scene, const StreetLight& light, Point foot, double size)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const Color leaf =
        light.on(random.pick({rgb(0x4f8a3d), rgb(0x3a8458), rgb(0x6d9440), rgb(0xc08a35), rgb(0x2f7a4a)}));
    const Color bark = light.on(rgb(0x6b4b35));
    const double trunk = size * 0.045;
    const Point center{foot.x, foot.y - size * 0.68};
    const Ring crown =
        blob(random, center, size * random.range(0.27, 0.33), size * random.range(0.32, 0.37), 0.17, 40);

    s.fill(ellipse({foot.x + size * 0.05, foot.y}, size * 0.24, size * 0.03),
           flat(Color{}).opacity(0.3).soft(size * 0.02));
    s.fill(Ring{{foot.x - trunk * 0.7, center.y},
                {foot.x + trunk * 0.7, center.y},
                {foot.x + trunk, foot.y},
                {foot.x - trunk, foot.y}},
           linear({foot.x - trunk, 0}, shade(bark, 1.15), {foot.x + trunk, 0}, shade(bark, 0.6))
               .grainy(0.35, 2.5, 0.3));
    s.fill(crown, radial({center.x - size * 0.12, center.y - size * 0.16}, size * 0.55, shade(leaf, 1.12),
                         shade(leaf, 0.5))
                      .grainy(0.22, 1.6, 1.6));
    // Clusters of leaves, lighter towards the light, kept within the crown.
    for (int i = 0; i < 70; ++i) {
        const double angle = random.range(0, 2 * std::numbers::pi), r = std::sqrt(random.unit()) * 0.82;
        const Point at{center.x + size * 0.28 * r * std::cos(angle),
                       center.y + size * 0.33 * r * std::sin(angle)};
        const double lit = 0.5 - 0.5 * (std::cos(angle) + std::sin(angle)) * r * 0.7;
        s.fill(blob(random, at, size * random.range(0.02, 0.045), size * random.range(0.015, 0.035), 0.3, 12),
               flat(shade(leaf, 0.66 + 0.62 * lit)).opacity(0.5));
    }
    // One outline: the trunk takes the place of the crown's lowest points.
    Ring outline;
    bool trunkDone = false;
    for (const Point& p : crown) {
        const bool overTrunk = p.y > center.y && std::abs(p.x - foot.x) < trunk * 1.2;
        if (overTrunk && !trunkDone) {
            outline.insert(outline.end(), {{foot.x + trunk * 0.85, p.y},
                                           {foot.x + trunk, foot.y},
                                           {foot.x - trunk, foot.y},
                                           {foot.x - trunk * 0.85, p.y}});
            trunkDone = true;
        }
        if (!overTrunk)
            outline.push_back(p);
    }
    return outline;
}

void drawBush(Scene& scene, const StreetLight& light, Point foot, double size)
{
    const Color leaf = light.on(rgb(0x4b7d43));
    const Point center{foot.x, foot.y - size * 0.4};
    scene.surface.fill(blob(scene.random, center, size * 0.8, size * 0.45, 0.2),
                       radial({center.x, center.y - size * 0.3}, size, shade(leaf, 1.1), shade(leaf, 0.55))
                           .grainy(0.3, 2, 2));
}

std::vector<Ring> drawPerson(Scene& scene, const StreetLight& light, Point foot, double size)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const Color skin =
        light.on(random.pick({rgb(0xf0c8a4), rgb(0xd9a37a), rgb(0x9a6a48), rgb(0x6d4630), rgb(0xe6b48e)}));
    const Color hair =
        light.on(random.pick({rgb(0x2b211c), rgb(0x5a3b24), rgb(0xa9793f), rgb(0x3a3a3f), rgb(0xb9b4ac)}));
    const Color coat = light.on(random.pick({rgb(0xb4503e), rgb(0x3f6aa0), rgb(0x4f8a6a), rgb(0xd0a03c),
                                             rgb(0x80558c), rgb(0x3c434d), rgb(0xd6cfc2), rgb(0xc4707e)}));
    const Color trousers =
        light.on(random.pick({rgb(0x2e3440), rgb(0x4a4038), rgb(0x39506b), rgb(0x6a6258)}));
    const double h = size, stride = h * random.range(0.02, 0.085), face = random.chance(0.5) ? 1 : -1;
    const Point hip{foot.x, foot.y - h * 0.47}, neck{foot.x + face * h * 0.01, foot.y - h * 0.83};
    std::vector<Ring> parts;
    const auto part = [&](Ring ring, Color color, double dark) {
        s.fill(ring, linear({foot.x - h * 0.1, 0}, shade(color, dark * 1.1), {foot.x + h * 0.1, 0},
                            shade(color, dark * 0.72)));
        parts.push_back(std::move(ring));
    };
    s.fill(ellipse({foot.x + h * 0.03, foot.y}, h * 0.15, h * 0.022),
           flat(Color{}).opacity(0.4).soft(h * 0.02));
    const double knee = h * 0.24;
    for (const double leg : {-1.0, 1.0}) {
        const Point ankle{foot.x + leg * stride, foot.y - h * 0.035};
        const Point mid{foot.x + leg * stride * 0.4 + face * h * 0.015, foot.y - knee};
        const double dark = leg < 0 ? 0.72 : 1;
        part(capsule({hip.x + leg * h * 0.018, hip.y}, mid, h * 0.05, h * 0.038), trousers, dark);
        part(capsule(mid, ankle, h * 0.038, h * 0.026), trousers, dark);
        part(rounded(ankle.x - h * (face > 0 ? 0.025 : 0.06), foot.y - h * 0.035, h * 0.085, h * 0.036,
                     h * 0.018),
             light.on(rgb(0x2a2624)), 1);
    }
    const double swing = h * random.range(0.02, 0.08);
    const auto arm = [&](double sideways, double dark) {
        const Point shoulder{neck.x + sideways * h * 0.075, neck.y + h * 0.06};
        const Point elbow{shoulder.x + sideways * swing * 0.7, shoulder.y + h * 0.17};
        const Point hand{elbow.x + face * swing, elbow.y + h * 0.13};
        part(capsule(shoulder, elbow, h * 0.032, h * 0.026), coat, dark);
        part(capsule(elbow, hand, h * 0.026, h * 0.02), coat, dark);
        part(ellipse(hand, h * 0.02, h * 0.022, 14), skin, dark);
    };
    arm(-1, 0.75);
    const double hem = random.chance(0.35) ? h * 0.14 : h * 0.02;
    part(rounded({{neck.x - h * 0.085, neck.y + h * 0.03},
                  {neck.x - h * 0.03, neck.y - h * 0.005},
                  {neck.x + h * 0.03, neck.y - h * 0.005},
                  {neck.x + h * 0.085, neck.y + h * 0.03},
                  {hip.x + h * 0.08, hip.y + hem},
                  {hip.x - h * 0.08, hip.y + hem}},
                 h * 0.03),
         coat, 1);
    arm(1, 0.95);
    part(rectangle(neck.x - h * 0.02, neck.y - h * 0.03, h * 0.04, h * 0.045), skin, 0.85);
    const Point head{neck.x + face * h * 0.006, neck.y - h * 0.08};
    const bool longHair = random.chance(0.4);
    part(longHair ? rounded(head.x - h * 0.058, head.y - h * 0.07, h * 0.116, h * 0.16, h * 0.05)
                  : ellipse({head.x - face * h * 0.008, head.y - h * 0.012}, h * 0.055, h * 0.062, 24),
         hair, 1);
    part(ellipse({head.x + face * h * 0.012, head.y + h * 0.008}, h * 0.043, h * 0.054, 24), skin, 1.02);
    if (random.chance(0.3))
        part(rounded(hip.x - face * h * 0.16, hip.y - h * 0.02, h * 0.09, h * 0.11, h * 0.015),
             light.on(rgb(0x7a4a32)), 1);
    return parts;
}

std::vector<Ring> drawCyclist(Scene& scene, const StreetLight& light, Point ground, double size,
                              bool looksRight)
{
    Surface& s = scene.surface;
    const double f = looksRight ? 1 : -1, r = size * 0.19;
    const Color frame = light.on(scene.random.pick({rgb(0xc0392b), rgb(0x1f6f8b), rgb(0x2f2f35)}));
    const Color shirt =
        light.on(scene.random.pick({rgb(0xe0b43a), rgb(0x5b9bd1), rgb(0xd46a6a), rgb(0x6aa86a)}));
    const Color dark = light.on(rgb(0x23262b)), skin = light.on(rgb(0xdba77f));
    const auto at = [&](double x, double y) { return Point{ground.x + f * x * size, ground.y - y * size}; };
    s.fill(ellipse({ground.x, ground.y}, size * 0.45, size * 0.025),
           flat(Color{}).opacity(0.4).soft(size * 0.02));
    std::vector<Ring> parts;
    for (const double x : {-0.29, 0.29}) {
        const Ring outer = ellipse(at(x, 0.19), r, r), inner = ellipse(at(x, 0.19), r * 0.87, r * 0.87);
        s.fill({outer, reversed(inner)}, flat(dark));
        for (int i = 0; i < 6; ++i) {
            const double a = std::numbers::pi * i / 6;
            const Point hub = at(x, 0.19), d{r * 0.9 * std::cos(a), r * 0.9 * std::sin(a)};
            s.stroke({hub - d, hub + d}, 0.8, flat(rgb(0xb9bec4)).opacity(0.6));
        }
        parts.push_back(outer);
    }
    const Point seat = at(-0.12, 0.5), crank = at(-0.03, 0.2), bar = at(0.22, 0.55);
    for (const Ring& tube : {Ring{at(-0.29, 0.19), seat, at(0.2, 0.47), crank, at(-0.29, 0.19)},
                             Ring{seat, crank}, Ring{bar, at(0.29, 0.19)}})
        s.stroke(tube, size * 0.022, flat(frame));
    const auto limb = [&](Point a, Point b, double ra, double rb, Color color) {
        Ring ring = capsule(a, b, ra * size, rb * size);
        s.fill(ring, linear({0, a.y}, shade(color, 1.08), {0, b.y}, shade(color, 0.8)));
        parts.push_back(std::move(ring));
    };
    limb(at(-0.1, 0.55), at(0.08, 0.4), 0.055, 0.042, dark);
    limb(at(0.08, 0.4), at(-0.02, 0.16), 0.04, 0.028, dark);
    limb(at(-0.1, 0.56), at(0.07, 0.86), 0.07, 0.062, shirt);
    limb(at(0.08, 0.83), at(0.15, 0.66), 0.032, 0.026, shirt);
    limb(at(0.15, 0.66), at(0.23, 0.57), 0.025, 0.02, skin);
    Ring head = ellipse(at(0.13, 0.98), size * 0.055, size * 0.065, 24);
    s.fill(head, flat(skin));
    parts.push_back(head);
    Ring helmet = clipped(ellipse(at(0.12, 1.0), size * 0.068, size * 0.062, 30),
                          at(looksRight ? 1 : -1, 0.99), at(looksRight ? -1 : 1, 0.99));
    s.fill(helmet, flat(frame));
    parts.push_back(helmet);
    return parts;
}

Ring drawTrafficLight(Scene& scene, const StreetLight& light, Point foot, double size)
{
    Surface& s = scene.surface;
    const Color metal = light.on(rgb(0x3a3f45));
    const double w = size * 0.13, top = foot.y - size;
    s.fill(rectangle(foot.x - size * 0.016, top + size * 0.2, size * 0.032, size * 0.8),
           linear({foot.x - 4, 0}, shade(metal, 1.4), {foot.x + 4, 0}, shade(metal, 0.7)));
    Ring housing = rounded(foot.x - w / 2, top, w, size * 0.34, w * 0.25);
    s.fill(housing, linear({foot.x - w / 2, 0}, shade(metal, 0.8), {foot.x + w / 2, 0}, shade(metal, 0.5)));
    const int on = scene.random.whole(0, 2);
    const std::array<Color, 3> colors = {rgb(0xff4a3d), rgb(0xffc23a), rgb(0x46d37a)};
    for (int i = 0; i < 3; ++i) {
        const Point lamp{foot.x, top + size * (0.065 + 0.105 * i)};
        const Color color = colors[static_cast<std::size_t>(i)];
        if (i == on)
            s.fill(ellipse(lamp, w, w), radial(lamp, w, color, color).fade(0.6, 0));
        s.fill(ellipse(lamp, w * 0.32, w * 0.32, 24), flat(i == on ? color : shade(color, 0.28)));
    }
    return housing;
}

Strip drawStreetLamp(Scene& scene, const StreetLight& light, Point foot, double size)
{
    Surface& s = scene.surface;
    const Color metal = light.on(rgb(0x3d444c));
    const double half = size * 0.011, top = foot.y - size;
    const Strip pole{{foot.x - half, top},
                     {foot.x - half * 1.5, foot.y},
                     {foot.x + half, top},
                     {foot.x + half * 1.5, foot.y}};
    s.fill(Ring{pole.topLeft, pole.topRight, pole.bottomRight, pole.bottomLeft},
           linear({foot.x - half * 1.5, 0}, shade(metal, 1.45), {foot.x + half * 1.5, 0}, shade(metal, 0.6)));
    const Point lamp{foot.x + size * 0.13, top - size * 0.005};
    s.stroke({{foot.x, top + half}, {foot.x + size * 0.06, top - size * 0.02}, lamp}, half * 1.3,
             flat(metal));
    s.fill(
        capsule({lamp.x - size * 0.02, lamp.y}, {lamp.x + size * 0.03, lamp.y}, size * 0.013, size * 0.013),
        flat(shade(metal, 0.8)));
    if (light.day < 0.6)
        s.fill(ellipse({lamp.x, lamp.y + size * 0.02}, size * 0.3, size * 0.3),
               radial({lamp.x, lamp.y + size * 0.02}, size * 0.3, rgb(0xffe3a3), rgb(0xffe3a3)).fade(0.6, 0));
    return pole;
}

} // namespace touchstone::sample
