#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/surfaces.h"

namespace touchstone::sample {

namespace {

void highlight(Surface& s, Point at, double radius, double strength)
{
    s.fill(ellipse({at.x - radius * 0.36, at.y - radius * 0.4}, radius * 0.24, radius * 0.17),
           flat(Color{1, 1, 1}).opacity(strength).soft(radius * 0.1));
}

void drawApple(Scene& scene, Point at, double radius)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const Color color = random.pick({rgb(0xb92b2b), rgb(0x8fae3a), rgb(0xd9662f), rgb(0xa8213a)});
    const Ring ring = blob(random, at, radius, radius * 0.97, 0.05, 36);
    dropShadow(s, {ring}, radius * 0.3);
    s.fill(ring, radial({at.x - radius * 0.3, at.y - radius * 0.35}, radius * 1.5, shade(color, 1.25),
                        shade(color, 0.42))
                     .grainy(0.1, 1, 1));
    for (int i = 0; i < 40; ++i) {
        const double a = random.range(0, 2 * std::numbers::pi);
        const Point in{at.x + radius * 0.2 * std::cos(a), at.y + radius * 0.2 * std::sin(a)};
        const double r = radius * random.range(0.5, 0.85);
        s.fill(capsule(in, {at.x + r * std::cos(a), at.y + r * std::sin(a)}, 1.4, 0.6),
               flat(rgb(0xf0cf6a)).opacity(0.16));
    }
    s.fill(ellipse(at, radius * 0.24, radius * 0.2),
           radial(at, radius * 0.26, shade(color, 0.35), shade(color, 0.7)).fade(0.9, 0));
    s.fill(capsule(at, {at.x + radius * 0.2, at.y - radius * 0.26}, radius * 0.045, radius * 0.06),
           flat(rgb(0x4a3220)));
    highlight(s, at, radius, 0.55);
    scene.addPolygon("apple", ring);
}

void drawOrange(Scene& scene, Point at, double radius, bool lemon)
{
    Surface& s = scene.surface;
    const double turn = scene.random.range(0, std::numbers::pi);
    const Color color = lemon ? rgb(0xf0cf3a) : rgb(0xee8a24);
    const Ring round = lemon ? smooth({{1.28, 0},
                                       {1.02, 0.22},
                                       {0.6, 0.72},
                                       {0, 0.86},
                                       {-0.6, 0.72},
                                       {-1.02, 0.22},
                                       {-1.28, 0},
                                       {-1.02, -0.22},
                                       {-0.6, -0.72},
                                       {0, -0.86},
                                       {0.6, -0.72},
                                       {1.02, -0.22}},
                                      3)
                             : ellipse({}, 1, 1, 40);
    const Ring ring = placed(round, at, radius, radius, turn);
    dropShadow(s, {ring}, radius * 0.3);
    s.fill(ring, radial({at.x - radius * 0.3, at.y - radius * 0.35}, radius * 1.6, shade(color, 1.22),
                        shade(color, 0.5))
                     .grainy(0.12, 17, 17));
    if (!lemon)
        s.fill(regular({at.x + radius * 0.15, at.y - radius * 0.1}, radius * 0.09, 5, turn),
               flat(rgb(0x55702c)));
    highlight(s, at, radius, 0.4);
    scene.addPolygon(lemon ? "lemon" : "orange", ring);
}

void drawBanana(Scene& scene, Point at, double size)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double turn = random.range(0, 2 * std::numbers::pi);
    Ring inner, outer;
    for (int i = 0; i <= 14; ++i) {
        const double t = static_cast<double>(i) / 14, a = std::numbers::pi * (0.12 + 0.76 * t);
        const double thick = 0.23 * std::pow(std::sin(std::numbers::pi * (0.06 + 0.88 * t)), 0.6);
        outer.push_back({std::cos(a) * (0.95 + thick), std::sin(a) * (0.95 + thick) - 0.75});
        inner.push_back({std::cos(a) * (0.95 - thick * 0.55), std::sin(a) * (0.95 - thick * 0.55) - 0.75});
    }
    Ring shape = outer;
    shape.insert(shape.end(), inner.rbegin(), inner.rend());
    const Ring ring = placed(rounded(shape, 0.05), at, size, size, turn);
    const auto spot = [&](double x, double y) { return placed({{x, y}}, at, size, size, turn).front(); };
    dropShadow(s, {ring}, size * 0.16);
    s.fill(ring, radial(spot(0, -0.75), size * 1.25, rgb(0xb98a22), rgb(0xf4d548)).grainy(0.1, 1.5, 1.5));
    Ring ridge;
    for (int i = 1; i < 14; ++i) {
        const double a = std::numbers::pi * (0.12 + 0.76 * i / 14);
        ridge.push_back(spot(std::cos(a) * 1.0, std::sin(a) - 0.75));
    }
    s.stroke(ridge, size * 0.02, flat(rgb(0xc89a28)).opacity(0.5));
    for (const Ring& end : {Ring{outer.front(), inner.front()}, Ring{outer.back(), inner.back()}}) {
        const Ring tip = placed(end, at, size, size, turn);
        s.fill(capsule(tip[0], tip[1], size * 0.035, size * 0.035), flat(rgb(0x5a4324)));
    }
    for (int i = 0; i < 9; ++i) {
        const double a = std::numbers::pi * random.range(0.2, 0.8), r = random.range(0.92, 1.08);
        s.fill(
            blob(random, spot(std::cos(a) * r, std::sin(a) * r - 0.75), size * 0.02, size * 0.014, 0.3, 10),
            flat(rgb(0x7a5a22)).opacity(0.6));
    }
    scene.addPolygon("banana", ring);
}

/// A ring: what a box or a plain polygon cannot say.
void drawDonut(Scene& scene, Point at, double radius)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const Ring outer = blob(random, at, radius, radius * 0.98, 0.04, 44),
               inner = ellipse(at, radius * 0.3, radius * 0.29, 32);
    const std::vector<Ring> dough = {outer, reversed(inner)};
    dropShadow(s, dough, radius * 0.18);
    s.fill(dough, radial(at, radius, rgb(0xb9793c), rgb(0x9c5f2c)).grainy(0.2, 1.5, 1.5));
    s.fill(dough,
           radial({at.x - radius * 0.2, at.y - radius * 0.2}, radius * 1.3, rgb(0xffe0b0), rgb(0x5a3010))
               .fade(0.25, 0.35));
    const Color icing = random.pick({rgb(0xe88aa8), rgb(0x5a3422), rgb(0xf3ede0), rgb(0x9fd0c8)});
    const std::vector<Ring> glaze = {blob(random, at, radius * 0.86, radius * 0.85, 0.09, 44),
                                     reversed(blob(random, at, radius * 0.4, radius * 0.39, 0.1, 30))};
    s.fill(glaze, radial({at.x - radius * 0.3, at.y - radius * 0.3}, radius * 1.5, shade(icing, 1.22),
                         shade(icing, 0.68)));
    for (int i = 0; i < 44; ++i) {
        const double a = random.range(0, 2 * std::numbers::pi), r = radius * random.range(0.47, 0.78),
                     b = random.range(0, 3.1);
        const Point p{at.x + r * std::cos(a), at.y + r * std::sin(a)},
            d{radius * 0.045 * std::cos(b), radius * 0.045 * std::sin(b)};
        s.fill(
            capsule(p - d, p + d, radius * 0.018, radius * 0.018),
            flat(random.pick({rgb(0xf5d33f), rgb(0x4aa3df), rgb(0xe8503a), rgb(0x68c06a), rgb(0xffffff)})));
    }
    s.fill(ellipse({at.x - radius * 0.42, at.y - radius * 0.46}, radius * 0.16, radius * 0.09),
           flat(Color{1, 1, 1}).opacity(0.5).soft(radius * 0.06));
    scene.addMask("donut", {outer}, {inner});
}

void drawBowl(Scene& scene, Point at, double radius, Color glaze)
{
    Surface& s = scene.surface;
    const Ring rim = ellipse(at, radius, radius, 72);
    dropShadow(s, {rim}, radius * 0.16);
    s.fill(rim, linear({at.x - radius, at.y - radius}, shade(glaze, 1.35), {at.x + radius, at.y + radius},
                       shade(glaze, 0.65)));
    const double inside = radius * 0.9;
    s.fill(ellipse(at, inside, inside, 72), linear({at.x - inside, at.y - inside}, shade(glaze, 0.55),
                                                   {at.x + inside, at.y + inside}, shade(glaze, 1.12))
                                                .grainy(0.05));
    s.stroke(ellipse(at, radius * 0.95, radius * 0.95, 72), 2, flat(shade(glaze, 1.5)).opacity(0.5), true);
    s.fill(ellipse(at, radius * 0.5, radius * 0.5, 60),
           radial(at, radius * 0.5, shade(glaze, 1.2), glaze).fade(0.5, 0));
    scene.addBox("bowl", {rim});
}

} // namespace

Finish drawFruit(Scene& scene, int variant)
{
    Random& random = scene.random;
    switch (variant % 4) {
    case 0:
        drawCloth(scene, rgb(0xf1ece0), rgb(0xc65a4a), 92);
        break;
    case 1:
        drawPlanks(scene, rgb(0x8a5c38));
        break;
    case 2:
        drawCloth(scene, rgb(0x5f7f8c), rgb(0xdde7e6), 260);
        break;
    default:
        drawPlanks(scene, rgb(0xb59a78));
    }
    const double w = scene.width(), h = scene.height(), radius = std::min(w, h) * random.range(0.3, 0.36);
    FreePlaces places(w, h);
    const auto drawAny = [&](Point at, double size) {
        switch (random.whole(0, 4)) {
        case 0:
        case 1:
            return drawApple(scene, at, size);
        case 2:
            return drawOrange(scene, at, size, false);
        case 3:
            return drawOrange(scene, at, size * 0.86, true);
        default:
            return drawBanana(scene, at, size * 1.5);
        }
    };
    const int bowls = w > h && variant % 2 == 1 ? 2 : 1;
    for (int i = 0; i < bowls; ++i) {
        const double r = radius * (bowls == 2 ? 0.86 : 1);
        const Point at{bowls == 2 ? w * (0.27 + 0.46 * i) : w * random.range(0.4, 0.6),
                       h * random.range(0.46, 0.54)};
        places.take(at, r);
        drawBowl(scene, at, r,
                 random.pick({rgb(0x3f6f8f), rgb(0xd9d2c4), rgb(0x8f4f3f), rgb(0x5f8f7a), rgb(0x4a4a55)}));
        for (int k = 0; k < 6; ++k) {
            const double a = 2 * std::numbers::pi * k / 6 + variant,
                         d = k == 0 && variant % 2 == 0 ? 0.0 : r * 0.54;
            const double size = r * random.range(0.215, 0.25);
            const Point place{at.x + d * std::cos(a), at.y + d * std::sin(a)};
            if (d > 0)
                (k % 3 == 1 ? drawOrange(scene, place, size, false) : drawApple(scene, place, size));
        }
        drawOrange(scene, at, r * 0.2, true);
    }
    Point at;
    for (int i = 0; i < 3; ++i)
        if (const double size = random.range(66, 84); places.find(random, size, 14, at))
            drawDonut(scene, at, size);
    for (int i = 0; i < 14; ++i)
        if (const double size = random.range(58, 76); places.find(random, size * 1.05, 10, at))
            drawAny(at, size);
    return {0.3, 0.02};
}

} // namespace touchstone::sample
