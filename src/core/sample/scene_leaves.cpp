#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/surfaces.h"

namespace touchstone::sample {

namespace {

enum class Species { Oval, Lance, Maple, Round };

/// Tip at (0, -1), stalk at (0, 1); the width belongs to the species.
Ring leafOutline(Random& random, Species species)
{
    Ring half;
    if (species == Species::Maple) {
        const Point lobes[] = {{0.0, -1},    {0.12, -0.62}, {0.3, -0.7},   {0.27, -0.42}, {0.62, -0.66},
                               {0.6, -0.45}, {0.86, -0.42}, {0.62, -0.12}, {0.72, 0.02},  {0.4, 0.22},
                               {0.46, 0.44}, {0.14, 0.48},  {0.03, 0.55}};
        half.assign(std::begin(lobes), std::end(lobes));
    } else {
        const double width = species == Species::Lance ? 0.26 : species == Species::Oval ? 0.46 : 0.74;
        const double belly = species == Species::Round ? 1.1 : 1.3;
        constexpr int steps = 22;
        for (int i = 0; i <= steps; ++i) {
            const double t = static_cast<double>(i) / steps;
            const double tooth = species == Species::Oval && i % 2 == 1 ? 0.94 : 1;
            half.push_back({width * tooth * std::pow(std::sin(std::numbers::pi * std::pow(t, belly)), 0.85),
                            -1 + 1.8 * t});
        }
    }
    Ring ring = half;
    for (std::size_t i = half.size() - 1; i > 0; --i)
        ring.push_back({-half[i].x * random.range(0.96, 1.04), half[i].y});
    return rounded(ring, 0.02);
}

struct Leaf {
    Point at;
    double size, turn;
    Ring outline;

    Point place(double x, double y) const
    {
        const double c = std::cos(turn), s = std::sin(turn);
        return {at.x + size * (x * c - y * s), at.y + size * (x * s + y * c)};
    }
};

/// The veins, but for those that would cross what was eaten.
void drawVeins(Scene& scene, const Leaf& leaf, Species species, Color vein, const std::vector<Ring>& holes)
{
    Surface& s = scene.surface;
    const double thick = leaf.size * 0.022;
    const auto isWhole = [&](Point a, Point b) {
        return std::all_of(holes.begin(), holes.end(), [&](const Ring& hole) {
            return std::all_of(hole.begin(), hole.end(),
                               [&](Point p) { return distanceToSegment(p, a, b) > 4; });
        });
    };
    const Point root = leaf.place(0, species == Species::Maple ? 0.52 : 0.76), tip = leaf.place(0, -0.85);
    if (isWhole(root, tip))
        s.fill(capsule(root, tip, thick, thick * 0.3), flat(vein).opacity(0.75));
    const double reach = species == Species::Lance ? 0.2 : species == Species::Oval ? 0.38 : 0.55;
    for (int i = 0; i < 7; ++i)
        for (const double way : {-1.0, 1.0}) {
            const double y = 0.55 - 0.2 * i, length = reach * std::sin(std::numbers::pi * (0.15 + 0.1 * i));
            const Point a = leaf.place(0, y);
            Point b = leaf.place(way * length * 0.95, y - length * 0.75);
            while (distance(a, b) > 4 && !contains(leaf.outline, a + (b - a) * 1.12))
                b = a + (b - a) * 0.85;
            if (contains(leaf.outline, a) && contains(leaf.outline, b) && isWhole(a, b))
                s.fill(capsule(a, b, thick * 0.5, thick * 0.15), flat(vein).opacity(0.55));
        }
}

void drawSpots(Scene& scene, const Leaf& leaf, Species species, int count)
{
    Random& random = scene.random;
    Surface& s = scene.surface;
    const double reach = species == Species::Lance ? 0.14 : species == Species::Oval ? 0.27 : 0.42;
    std::vector<std::pair<Point, double>> done;
    for (int i = 0; i < count; ++i) {
        const Point at = leaf.place(random.range(-reach, reach), random.range(-0.5, 0.4));
        const double r = leaf.size * random.range(0.03, 0.075);
        bool free = true;
        for (const auto& [other, radius] : done)
            free = free && distance(other, at) > radius + r + 3;
        if (!free)
            continue;
        done.emplace_back(at, r);
        const Ring spot = blob(random, at, r, r * random.range(0.75, 1), 0.28, 22);
        s.fill(placed(moved(spot, Point{} - at), at, 1.5, 1.5),
               flat(rgb(0xd9c24a)).opacity(0.65).soft(r * 0.35));
        s.fill(spot, radial(at, r * 1.1, rgb(0xb08a5a), rgb(0x4e2f1a)).grainy(0.3, 2.5, 2.5).soft(0.8));
        scene.addPolygon("spot", spot);
    }
}

void drawLeaf(Scene& scene, Leaf leaf, Species species, Color color, bool eaten, int spots)
{
    Random& random = scene.random;
    Surface& s = scene.surface;
    leaf.outline = placed(leafOutline(random, species), leaf.at, leaf.size, leaf.size, leaf.turn);
    std::vector<Ring> holes;
    if (eaten)
        for (int i = random.whole(1, 3); i > 0; --i) {
            const Point at =
                leaf.place(random.pick({-0.16, 0.17}) * random.range(0.8, 1.2), -0.55 + 0.38 * i);
            const Ring hole = blob(random, at, leaf.size * random.range(0.06, 0.11),
                                   leaf.size * random.range(0.05, 0.09), 0.3, 22);
            const bool inside =
                std::all_of(hole.begin(), hole.end(), [&](Point p) { return contains(leaf.outline, p); });
            if (inside)
                holes.push_back(hole);
        }
    std::vector<Ring> rings = {leaf.outline};
    for (const Ring& hole : holes)
        rings.push_back(reversed(hole));
    if (signedArea(leaf.outline) < 0)
        rings.front() = reversed(leaf.outline);
    const Point stalkEnd = leaf.place(0.06, 1.25);
    dropShadow(s, rings, leaf.size * 0.06 + 4);
    s.fill(capsule(leaf.place(0, species == Species::Maple ? 0.5 : 0.78), stalkEnd, leaf.size * 0.02,
                   leaf.size * 0.016),
           flat(shade(color, 0.7)));
    const Color other =
        mix(color, random.pick({rgb(0xc9a13a), rgb(0x5f8f3a), rgb(0xa8542e)}), random.range(0, 0.35));
    s.fill(rings, linear(leaf.place(-0.5, -0.9), shade(color, 1.16), leaf.place(0.5, 0.9), shade(other, 0.78))
                      .grainy(0.16, 1.2, 1.2));
    // One half lies a little steeper and is darker.
    s.fill(clipped(leaf.outline, leaf.place(0, 1), leaf.place(0, -1)),
           flat(Color{}).opacity(holes.empty() ? 0.1 : 0));
    drawVeins(scene, leaf, species, shade(color, 1.38), holes);
    for (const Ring& hole : holes)
        s.stroke(hole, 2.5, flat(rgb(0x6b4a22)).opacity(0.7), true);
    if (holes.empty())
        scene.addPolygon("leaf", leaf.outline);
    else
        scene.addMask("leaf", {leaf.outline}, holes);
    if (spots > 0 && holes.empty())
        drawSpots(scene, leaf, species, spots);
}

} // namespace

Finish drawLeaves(Scene& scene, int variant)
{
    Random& random = scene.random;
    switch (variant % 4) {
    case 0:
        drawPlanks(scene, rgb(0x9c7046));
        break;
    case 1:
        drawSoil(scene, rgb(0x5a4332));
        break;
    case 2:
        drawCloth(scene, rgb(0xe9e4d8), rgb(0xe2dccd), 900);
        break;
    default:
        drawPlanks(scene, rgb(0x5f6468));
    }
    const bool autumn = variant % 3 == 1;
    const std::array<Color, 5> green = {rgb(0x4f8c3c), rgb(0x6ba344), rgb(0x3b7d4b), rgb(0x86a83c),
                                        rgb(0x5a9650)};
    const std::array<Color, 5> gold = {rgb(0xd08a2c), rgb(0xb84a2a), rgb(0xdcb23c), rgb(0x9a5a2e),
                                       rgb(0x8f9a3c)};
    FreePlaces places(scene.width(), scene.height());
    const double base = scene.height() > scene.width() ? 150 : 165;
    const int count = random.whole(8, 14);
    for (int i = 0; i < count; ++i) {
        const Species species =
            random.pick({Species::Oval, Species::Lance, Species::Maple, Species::Round, Species::Oval});
        Leaf leaf{{}, base * random.range(0.75, 1.15), random.range(0, 2 * std::numbers::pi), {}};
        if (!places.find(random, leaf.size * (species == Species::Lance ? 0.72 : 0.86), -6, leaf.at))
            continue;
        drawLeaf(scene, leaf, species, random.pick(std::span<const Color>(autumn ? gold : green)), i % 5 == 3,
                 random.chance(0.6) ? random.whole(2, 7) : 0);
    }
    return {0.3, 0.022};
}

} // namespace touchstone::sample
