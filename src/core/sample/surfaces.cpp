#include "core/sample/surfaces.h"

#include <algorithm>

namespace touchstone::sample {

void drawPlanks(Scene& scene, Color wood)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height();
    for (double y = -random.range(0, 80); y < h;) {
        const double plank = random.range(120, 170);
        const Color color = shade(wood, random.range(0.88, 1.12));
        s.fill(rectangle(0, y, w, plank),
               linear({0, y}, shade(color, 1.05), {0, y + plank}, shade(color, 0.93))
                   .grainy(0.32, 0.09, random.range(1.2, 1.8)));
        for (int i = random.whole(0, 2); i > 0; --i) {
            const Point knot{random.range(0, w), y + plank * random.range(0.25, 0.75)};
            for (int ring = 5; ring > 0; --ring)
                s.fill(ellipse(knot, 5.0 * ring, 2.2 * ring, 26),
                       flat(shade(color, ring % 2 == 0 ? 0.82 : 0.68)).opacity(0.35).soft(1.5));
        }
        s.fill(rectangle(0, y + plank - 2.5, w, 3), flat(shade(wood, 0.3)).soft(1));
        s.fill(rectangle(0, y + plank + 1, w, 1.5), flat(shade(wood, 1.3)).opacity(0.4));
        y += plank;
    }
}

void drawSoil(Scene& scene, Color earth)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height();
    s.fill(rectangle(0, 0, w, h),
           linear({0, 0}, shade(earth, 1.08), {w, h}, shade(earth, 0.85)).grainy(0.5, 1.3, 1.3));
    for (int i = 0; i < 1300; ++i) {
        const double r = random.unit() < 0.94 ? random.range(1.5, 5) : random.range(6, 15);
        const Point at{random.range(0, w), random.range(0, h)};
        const Color color = mix(shade(earth, random.range(0.55, 1.4)), rgb(0x9a938a), r > 6 ? 0.6 : 0.1);
        s.fill(ellipse({at.x + r * 0.4, at.y + r * 0.5}, r, r * 0.8, 12), flat(Color{}).opacity(0.3));
        s.fill(blob(random, at, r, r * random.range(0.65, 1), 0.25, 12),
               linear({at.x - r, at.y - r}, shade(color, 1.25), {at.x + r, at.y + r}, shade(color, 0.7)));
    }
}

void drawCloth(Scene& scene, Color base, Color stripe, double pitch)
{
    Surface& s = scene.surface;
    const double w = scene.width(), h = scene.height();
    s.fill(rectangle(0, 0, w, h),
           linear({0, 0}, shade(base, 1.04), {w, h}, shade(base, 0.9)).grainy(0.07, 2.5, 2.5));
    for (double x = pitch * 0.3; x < w; x += pitch)
        s.fill(rectangle(x, 0, pitch * 0.42, h), flat(stripe).opacity(0.42).grainy(0.1, 3, 3));
    for (double y = pitch * 0.3; y < h; y += pitch)
        s.fill(rectangle(0, y, w, pitch * 0.42), flat(stripe).opacity(0.42).grainy(0.1, 3, 3));
    for (int i = 0; i < 5; ++i) { // Soft folds.
        const Point a{scene.random.range(0, w), -20}, b{scene.random.range(0, w), h + 20};
        s.fill(capsule(a, b, 26, 26),
               flat(scene.random.chance(0.5) ? Color{} : Color{1, 1, 1}).opacity(0.1).soft(24));
    }
}

void dropShadow(Surface& surface, const std::vector<Ring>& rings, double height)
{
    std::vector<Ring> shadow;
    for (const Ring& ring : rings)
        shadow.push_back(moved(ring, {height * 0.7, height}));
    surface.fill(shadow, flat(Color{0.05f, 0.03f, 0.02f}).opacity(0.42).soft(height * 0.9));
    surface.fill(shadow, flat(Color{0.05f, 0.03f, 0.02f}).opacity(0.22).soft(height * 0.3));
}

bool FreePlaces::find(Random& random, double radius, double gap, Point& place)
{
    for (int attempt = 0; attempt < 60; ++attempt) {
        place = {random.range(radius * 0.6, m_width - radius * 0.6),
                 random.range(radius * 0.6, m_height - radius * 0.6)};
        const bool free = std::all_of(m_taken.begin(), m_taken.end(), [&](const Circle& other) {
            return distance(other.center, place) >= other.radius + radius + gap;
        });
        if (free) {
            take(place, radius);
            return true;
        }
    }
    return false;
}

} // namespace touchstone::sample
