#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/scene.h"

namespace touchstone::sample {

namespace {

struct Stain {
    Color background, far, plasma, rim, nucleus, grains;
    bool dark;
};

/// Room for the next body: centres keep a distance, some just touching.
class Places {
  public:
    bool take(Point at, double radius, double gap)
    {
        for (const auto& [place, other] : m_taken)
            if (distance(place, at) < other + radius + gap)
                return false;
        m_taken.emplace_back(at, radius);
        return true;
    }

  private:
    std::vector<std::pair<Point, double>> m_taken;
};

void drawNucleus(Scene& scene, const Stain& stain, const Ring& ring, Point center, double radius)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    s.fill(ring, radial({center.x - radius * 0.3, center.y - radius * 0.3}, radius * 1.5,
                        shade(stain.nucleus, 1.2), shade(stain.nucleus, 0.75))
                     .grainy(0.3, 2.2, 2.2)
                     .soft(1.2)
                     .opacity(0.92));
    for (int i = random.whole(1, 3); i > 0; --i) {
        const double a = random.range(0, 2 * std::numbers::pi), r = radius * random.range(0, 0.5);
        s.fill(ellipse({center.x + r * std::cos(a), center.y + r * std::sin(a)}, radius * 0.16, radius * 0.14,
                       14),
               flat(shade(stain.nucleus, stain.dark ? 1.5 : 0.55)).opacity(0.8).soft(1.2));
    }
}

void drawCell(Scene& scene, const Stain& stain, Point at, double radius)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double squeeze = random.range(0.84, 1.16);
    const Ring cell = blob(random, at, radius * squeeze, radius / squeeze, 0.12, 40);
    s.fill(moved(cell, {3, 4}), flat(Color{}).opacity(stain.dark ? 0 : 0.12).soft(6));
    s.fill(cell, radial(at, radius * 1.25, shade(stain.plasma, 1.1), shade(stain.plasma, 0.9))
                     .grainy(0.12, 1.5, 1.5)
                     .opacity(0.82)
                     .soft(1.4));
    s.stroke(cell, 2.4, flat(stain.rim).opacity(0.16).soft(1.6), true);
    s.stroke(cell, 1.2, flat(stain.rim).opacity(0.35), true);
    for (int i = static_cast<int>(radius * 0.5); i > 0; --i) {
        const double a = random.range(0, 2 * std::numbers::pi), r = radius * std::sqrt(random.unit()) * 0.8;
        s.fill(ellipse({at.x + r * std::cos(a), at.y + r * std::sin(a)}, random.range(0.8, 2.2),
                       random.range(0.8, 2), 8),
               flat(stain.grains).opacity(random.range(0.2, 0.6)));
    }
    if (random.chance(0.1)) { // Dividing: two nuclei that draw apart.
        const double a = random.range(0, std::numbers::pi);
        for (const double way : {-1.0, 1.0}) {
            const Point place{at.x + way * radius * 0.42 * std::cos(a),
                              at.y + way * radius * 0.42 * std::sin(a)};
            drawNucleus(scene, stain, placed(ellipse({}, radius * 0.14, radius * 0.34, 26), place, 1, 1, a),
                        place, radius * 0.3);
        }
        scene.addPolygon("dividing cell", cell);
        return;
    }
    const double core = radius * random.range(0.32, 0.48);
    const Point center{at.x + radius * random.range(-0.2, 0.2), at.y + radius * random.range(-0.2, 0.2)};
    const Ring nucleus = blob(random, center, core, core * random.range(0.8, 1.1), 0.14, 28);
    drawNucleus(scene, stain, nucleus, center, core);
    scene.addPolygon("cell", cell);
    scene.addPolygon("nucleus", nucleus);
}

/// Blood: red discs with a pale middle, and a few white cells among them.
void drawBlood(Scene& scene, const Stain& stain)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    Places places;
    for (int i = 0; i < 4; ++i) {
        const double radius = random.range(56, 70);
        const Point at{random.range(80, scene.width() - 80), random.range(80, scene.height() - 80)};
        if (!places.take(at, radius, 6))
            continue;
        const Ring cell = blob(random, at, radius, radius, 0.1, 40);
        s.fill(cell, radial(at, radius * 1.2, rgb(0xcdbfe0), rgb(0xb3a4d0)).grainy(0.14, 1.5, 1.5).soft(1.5));
        for (int lobe = 0; lobe < 3; ++lobe) {
            const double a = 2.1 * lobe + random.range(0, 0.6);
            const Point place{at.x + radius * 0.33 * std::cos(a), at.y + radius * 0.33 * std::sin(a)};
            s.fill(blob(random, place, radius * 0.33, radius * 0.28, 0.2, 26),
                   radial(place, radius * 0.4, rgb(0x6a4a9c), rgb(0x4c3080)).grainy(0.3, 2, 2).soft(1.2));
        }
        scene.addPolygon("white cell", cell);
    }
    for (int i = 0; i < 900; ++i) {
        const double radius = random.range(30, 38);
        const Point at{random.range(-20, scene.width() + 20), random.range(-20, scene.height() + 20)};
        if (!places.take(at, radius, random.chance(0.3) ? -6 : 3))
            continue;
        const Ring cell = blob(random, at, radius, radius * random.range(0.88, 1), 0.07, 32);
        s.fill(moved(cell, {2, 3}), flat(stain.rim).opacity(0.18).soft(4));
        s.fill(
            cell,
            radial(at, radius, shade(stain.plasma, 1.12), shade(stain.plasma, 0.88)).opacity(0.86).soft(1.2));
        s.fill(ellipse({at.x - 1, at.y - 1}, radius * 0.48, radius * 0.44),
               radial(at, radius * 0.5, shade(stain.background, 0.98), stain.plasma).fade(0.75, 0));
        scene.addPolygon("red cell", cell);
    }
}

} // namespace

Finish drawCells(Scene& scene, int variant)
{
    static const std::array<Stain, 4> stains = {{
        {rgb(0xf4e9ee), rgb(0xe6ccd8), rgb(0xe3a9c4), rgb(0xa8577f), rgb(0x6a4a97), rgb(0xb26a94), false},
        {rgb(0x0a0f1c), rgb(0x05070d), rgb(0x1f7a52), rgb(0x5fe0a0), rgb(0x3f6df0), rgb(0x8affc4), true},
        {rgb(0xf3ead9), rgb(0xe2d2b6), rgb(0xd9776a), rgb(0x9c4238), rgb(0x6a4a97), rgb(0xb26a94), false},
        {rgb(0xaeb4b2), rgb(0x8d9492), rgb(0xc4c9c5), rgb(0xf2f4f0), rgb(0x7d8584), rgb(0x5f6665), false},
    }};
    const std::size_t kind = static_cast<std::size_t>(variant) % stains.size();
    const Stain& stain = stains[kind];
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height();
    s.fill(rectangle(0, 0, w, h),
           radial({w / 2, h / 2}, w * 0.7, stain.background, stain.far).grainy(0.05, 0.6, 0.6));
    for (int i = 0; i < 26; ++i) { // Out of focus, above or below.
        const double r = random.range(10, 60);
        s.fill(ellipse({random.range(0, w), random.range(0, h)}, r, r),
               flat(stain.plasma).opacity(0.1).soft(r * 0.5));
    }
    if (kind == 2) {
        drawBlood(scene, stain);
        return {0.55, 0.02};
    }
    Places places;
    for (int i = 0; i < 420; ++i) {
        const double radius = random.range(40, 74);
        const Point at{random.range(-10, w + 10), random.range(-10, h + 10)};
        if (places.take(at, radius, random.chance(0.25) ? 0 : 12) && random.chance(0.7))
            drawCell(scene, stain, at, radius);
    }
    return {stain.dark ? 0.6 : 0.5, stain.dark ? 0.03 : 0.025};
}

} // namespace touchstone::sample
