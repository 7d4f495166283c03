#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/surfaces.h"

namespace touchstone::sample {

namespace {

struct Weather {
    Color skyTop, skyBottom, sea, far, sun;
    double tint;
};

constexpr std::array<std::uint32_t, 7> hulls = {0xb23a34, 0x2f5f8f, 0xf0ece2, 0x2f7a6a,
                                                0xe0a03a, 0x3a3f4a, 0x7a4a6a};

void drawBackdrop(Scene& scene, const Weather& weather, double horizon)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height();
    s.fill(rectangle(0, 0, w, horizon + 1), linear({0, 0}, weather.skyTop, {0, horizon}, weather.skyBottom));
    const Point sun{w * random.range(0.2, 0.8), horizon * random.range(0.35, 0.75)};
    s.fill(ellipse(sun, 300, 300), radial(sun, 300, weather.sun, weather.sun).fade(0.55, 0));
    s.fill(ellipse(sun, 34, 34), flat(shade(weather.sun, 1.5)).soft(2));
    for (int i = random.whole(3, 7); i > 0; --i) {
        const Point at{random.range(0, w), horizon * random.range(0.08, 0.7)};
        const double size = random.range(60, 170);
        for (int k = 0; k < 5; ++k)
            s.fill(ellipse({at.x + size * random.range(-1, 1), at.y + random.range(-8, 8)},
                           size * random.range(0.4, 0.8), size * random.range(0.04, 0.1), 24),
                   flat(mix(weather.skyBottom, Color{1, 1, 1}, 0.4)).opacity(0.3).soft(9));
    }
    for (int layer = 0; layer < 3; ++layer) {
        Ring hill = {{w + 20, horizon + 2}, {-20, horizon + 2}};
        const double height = 120 - 34 * layer, phase = random.range(0, 6), step = random.range(0.003, 0.007);
        for (double x = -20; x <= w + 20; x += 12)
            hill.push_back({x, horizon - height * (0.45 + 0.3 * std::sin(x * step + phase) +
                                                   0.14 * std::sin(x * step * 3.1 + phase * 2))});
        s.fill(hill, linear({0, horizon - height}, mix(weather.far, weather.skyBottom, 0.62 - 0.24 * layer),
                            {0, horizon}, mix(weather.far, weather.skyBottom, 0.8 - 0.24 * layer))
                         .grainy(0.1));
    }
    s.fill(rectangle(0, horizon, w, h - horizon),
           linear({0, horizon}, mix(weather.sea, weather.skyBottom, 0.62), {0, h}, shade(weather.sea, 0.72))
               .grainy(0.22, 0.25, 2.4));
    s.fill(
        Ring{{sun.x - 26, horizon}, {sun.x + 26, horizon}, {sun.x + 120, h}, {sun.x - 120, h}},
        linear({0, horizon}, weather.sun, {0, h}, weather.sun).fade(0.5, 0.05).soft(16).grainy(0.6, 0.3, 3));
    for (int i = 0; i < 260; ++i) {
        const double depth = std::pow(random.unit(), 0.7), y = horizon + 4 + depth * (h - horizon),
                     length = 10 + 60 * depth * random.unit();
        const double x = random.range(-30, w);
        s.fill(
            ellipse({x, y}, length, 0.8 + 1.4 * depth, 16),
            flat(random.chance(0.6) ? mix(weather.skyBottom, Color{1, 1, 1}, 0.3) : shade(weather.sea, 0.55))
                .opacity(0.28));
    }
}

/// Small houses along the far shore.
void drawTown(Scene& scene, const Weather& weather, double horizon)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double from = scene.width() * random.range(0, 0.3), to = scene.width() * random.range(0.6, 1);
    for (double x = from; x < to;) {
        const double width = random.range(26, 46), height = random.range(30, 62);
        const Color wall = mix(rgb(random.pick({0xd98a5a, 0xe6cf9c, 0xb5574a, 0x8fa8b5, 0xe9e2d2, 0xc9a24a})),
                               weather.skyBottom, 0.25);
        const Color roof = mix(rgb(0x7a3f34), weather.skyBottom, 0.2);
        s.fill(rectangle(x, horizon - height, width, height + 1),
               linear({x, 0}, shade(wall, 1.06), {x + width, 0}, shade(wall, 0.8)));
        s.fill(Ring{{x - 3, horizon - height},
                    {x + width / 2, horizon - height - 18},
                    {x + width + 3, horizon - height}},
               flat(roof));
        for (double wy = horizon - height + 8; wy < horizon - 12; wy += 15)
            for (double wx = x + 6; wx < x + width - 8; wx += 12)
                s.fill(rectangle(wx, wy, 5, 8), flat(random.chance(0.3) ? rgb(0xffdf9a) : shade(wall, 0.45)));
        s.fill(rectangle(x, horizon + 1, width, height * 0.7),
               linear({0, horizon}, wall, {0, horizon + height * 0.7}, wall).fade(0.35, 0).soft(3));
        x += width + (random.chance(0.25) ? random.range(8, 30) : 0);
    }
    s.fill(rectangle(from - 14, horizon - 3, to - from + 60, 6),
           flat(mix(rgb(0x6a635c), weather.skyBottom, 0.25)));
}

/// Collects what makes up one boat, so that its reflection and its outline follow from the same rings.
class Boat {
  public:
    Boat(Scene& scene, const Weather& weather, Point waterline, double size, bool right)
        : m_scene(scene), m_weather(weather), m_at(waterline), m_size(size), m_way(right ? 1 : -1)
    {
    }
    Point spot(double x, double y) const { return {m_at.x + m_way * x * m_size, m_at.y - y * m_size}; }
    Ring put(const Ring& ring) const { return placed(ring, m_at, m_way * m_size, -m_size); }
    /// `counts`: part of the outline.
    void part(const Ring& ring, Color top, Color bottom, bool counts = true)
    {
        const Rect box = *bounds(ring);
        Ring mirrored = ring;
        for (Point& p : mirrored)
            p.y = m_at.y + (m_at.y - p.y) * 0.8;
        m_reflections.push_back({mirrored, mix(top, bottom, 0.5)});
        m_parts.push_back({ring, linear({0, box.y}, tinted(top), {0, box.bottom()}, tinted(bottom))});
        if (counts)
            m_outline.push_back({ring, {}});
    }
    Polygon finish()
    {
        Surface& s = m_scene.surface;
        for (const auto& [ring, color] : m_reflections)
            s.fill(ring, flat(mix(color, m_weather.sea, 0.45)).opacity(0.42).soft(4));
        for (int i = 0; i < 16; ++i) {
            const Point at = spot(m_scene.random.range(-0.6, 0.6), -m_scene.random.range(0.03, 0.5));
            s.fill(ellipse(at, m_size * m_scene.random.range(0.05, 0.16), 1.4, 14),
                   flat(mix(m_weather.sea, m_weather.skyBottom, 0.5)).opacity(0.45));
        }
        for (const auto& [ring, paint] : m_parts)
            s.fill(ring, paint);
        s.fill(ellipse({m_at.x, m_at.y + 1}, m_size * 0.5, 2.4), flat(Color{1, 1, 1}).opacity(0.4));
        return m_outline;
    }

  private:
    Color tinted(Color color) const { return mix(color, m_weather.skyBottom, m_weather.tint); }

    Scene& m_scene;
    const Weather& m_weather;
    Point m_at;
    double m_size, m_way;
    std::vector<std::pair<Ring, Color>> m_reflections;
    std::vector<std::pair<Ring, Paint>> m_parts;
    Polygon m_outline;
};

Polygon drawBoat(Scene& scene, const Weather& weather, Point at, double size, bool sails)
{
    Random& random = scene.random;
    Boat boat(scene, weather, at, size, random.chance(0.5));
    const Color hull = rgb(random.pick(std::span<const std::uint32_t>(hulls)));
    const Color cloth = random.pick({rgb(0xf7f2e6), rgb(0xf2dcb8), rgb(0xe4ebee), rgb(0xd9735a)});
    if (sails) {
        boat.part(boat.put({{-0.012, 0.08}, {0.012, 0.08}, {0.008, 1.2}, {-0.008, 1.2}}), rgb(0x8a6a48),
                  rgb(0x5a4330));
        boat.part(boat.put(rounded({{-0.03, 0.2}, {-0.025, 1.15}, {-0.14, 0.75}, {-0.44, 0.22}}, 0.05)),
                  shade(cloth, 1.1), shade(cloth, 0.82));
        boat.part(boat.put(rounded({{0.03, 0.2}, {0.025, 1.02}, {0.2, 0.6}, {0.45, 0.2}}, 0.05)), cloth,
                  shade(cloth, 0.74));
    } else {
        boat.part(boat.put({{-0.32, 0.12}, {0.04, 0.12}, {0.04, 0.42}, {-0.28, 0.42}}), rgb(0xf4efe4),
                  rgb(0xc9c2b4));
        boat.part(boat.put({{-0.34, 0.42}, {0.1, 0.42}, {0.08, 0.47}, {-0.32, 0.47}}), shade(hull, 1.1),
                  shade(hull, 0.8));
        for (const double x : {-0.25, -0.14, -0.03})
            boat.part(boat.put({{x, 0.26}, {x + 0.07, 0.26}, {x + 0.07, 0.37}, {x, 0.37}}), rgb(0x5a7a8c),
                      rgb(0x33485a), false);
        boat.part(boat.put({{-0.2, 0.46}, {-0.185, 0.46}, {-0.185, 0.78}, {-0.2, 0.78}}), rgb(0x5a5048),
                  rgb(0x3a332e));
    }
    boat.part(boat.put(rounded({{-0.52, 0.17}, {0.6, 0.21}, {0.42, 0.0}, {-0.44, 0.0}}, 0.06)),
              shade(hull, 1.2), shade(hull, 0.5));
    boat.part(boat.put({{-0.52, 0.172}, {0.59, 0.21}, {0.565, 0.178}, {-0.51, 0.143}}), rgb(0xf2ecdf),
              rgb(0xd8d0c0), false);
    return boat.finish();
}

void drawGull(Scene& scene, Point at, double size)
{
    const double lift = scene.random.range(0.15, 0.4);
    const Ring wings = smooth({{-1, -lift},
                               {-0.5, -lift * 1.2},
                               {-0.08, 0},
                               {0.08, 0},
                               {0.5, -lift * 1.2},
                               {1, -lift},
                               {0.5, -lift * 0.75},
                               {0.1, 0.16},
                               {-0.1, 0.16},
                               {-0.5, -lift * 0.75}},
                              4);
    const Ring ring = placed(wings, at, size, size, scene.random.range(-0.25, 0.25));
    scene.surface.fill(ring,
                       linear({0, at.y - size * 0.3}, rgb(0xfbfaf6), {0, at.y + size * 0.2}, rgb(0x9aa3ab)));
    scene.addBox("gull", {ring});
}

/// A life belt on its hook: a ring.
void drawBelt(Scene& scene, Point at, double radius)
{
    Surface& s = scene.surface;
    const Ring outer = ellipse(at, radius, radius, 48), inner = ellipse(at, radius * 0.56, radius * 0.56, 36);
    const std::vector<Ring> belt = {outer, reversed(inner)};
    dropShadow(s, belt, radius * 0.14);
    s.fill(belt, linear({at.x - radius, at.y - radius}, rgb(0xf6522f), {at.x + radius, at.y + radius},
                        rgb(0xb3301c)));
    for (int i = 0; i < 4; ++i) {
        const double a = std::numbers::pi * (0.25 + 0.5 * i);
        Ring band;
        for (const auto& [r, d] : {std::pair{1.0, -0.2}, {1.0, 0.2}, {0.56, 0.28}, {0.56, -0.28}})
            band.push_back({at.x + radius * r * std::cos(a + d), at.y + radius * r * std::sin(a + d)});
        s.fill(band, flat(rgb(0xf7f3ea)));
    }
    s.fill(ellipse({at.x - radius * 0.5, at.y - radius * 0.58}, radius * 0.16, radius * 0.08),
           flat(Color{1, 1, 1}).opacity(0.5).soft(3));
    scene.addMask("life belt", {outer}, {inner});
}

void drawPost(Scene& scene, const Weather& weather, const Strip& post)
{
    const Color wood = mix(rgb(0x6a4f3a), weather.skyBottom, weather.tint * 0.6);
    Surface& s = scene.surface;
    s.fill(
        Ring{post.topLeft, post.topRight, post.bottomRight, post.bottomLeft},
        linear(post.bottomLeft, shade(wood, 1.2), post.bottomRight, shade(wood, 0.5)).grainy(0.4, 2.5, 0.3));
    const Point top = (post.topLeft + post.topRight) * 0.5;
    s.fill(ellipse(top, distance(post.topLeft, post.topRight) / 2, 7), flat(shade(wood, 1.3)));
}

} // namespace

Finish drawHarbour(Scene& scene, int variant)
{
    static const std::array<Weather, 4> weathers = {{
        {rgb(0x6fb0dc), rgb(0xdcecf0), rgb(0x2f7a94), rgb(0x4f7a6a), rgb(0xfff6d8), 0.06},
        {rgb(0x4a4f8a), rgb(0xf7b07a), rgb(0x5a5a86), rgb(0x5a4a6a), rgb(0xffd08a), 0.24},
        {rgb(0xa9bcc6), rgb(0xe6e9e6), rgb(0x5f7f88), rgb(0x6a7a7c), rgb(0xfafaf2), 0.18},
        {rgb(0x5a9ac9), rgb(0xf6e2c0), rgb(0x2a6f86), rgb(0x6a7f5a), rgb(0xffefc0), 0.1},
    }};
    const Weather& weather = weathers[static_cast<std::size_t>(variant) % weathers.size()];
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height(), horizon = h * random.range(0.42, 0.5);
    drawBackdrop(scene, weather, horizon);
    drawTown(scene, weather, horizon);
    for (int i = random.whole(2, 5); i > 0; --i)
        drawGull(scene, {random.range(40, w - 40), random.range(40, horizon * 0.7)}, random.range(14, 30));

    const double postX = w * random.range(0.3, 0.7), half = 15;
    const Strip post{{postX - half, h * 0.56},
                     {postX - half - 3, h + 4},
                     {postX + half, h * 0.56},
                     {postX + half + 3, h + 4}};
    const std::array<double, 3> lanes = {0.1, 0.34, 0.68};
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        const double y = horizon + (h - horizon) * lanes[lane], size = 90 + 210 * lanes[lane];
        const double start = lane == 2 ? postX - size * 0.12 : random.range(0, size);
        for (double x = start; x < w; x += size * random.range(1.35, 2.2)) {
            const Polygon boat =
                drawBoat(scene, weather, {x, y + random.range(-6, 6)}, size, random.chance(0.6));
            Polygon seen;
            for (const PolygonPart& part : boat) {
                const Polygon pieces = lane == 2 ? behind(part.outer, post) : Polygon{part};
                seen.insert(seen.end(), pieces.begin(), pieces.end());
            }
            scene.addPolygon("boat", seen);
        }
    }
    for (int i = random.whole(1, 3); i > 0; --i) {
        const Point at{random.range(40, w - 40), h * random.range(0.72, 0.92)};
        const Ring buoy = rounded(
            placed({{-0.5, 0}, {-0.2, -1}, {0.2, -1}, {0.5, 0}, {0.6, 0.3}, {-0.6, 0.3}}, at, 22, 34), 6);
        scene.surface.fill(ellipse({at.x, at.y + 12}, 22, 5), flat(Color{}).opacity(0.3).soft(4));
        scene.surface.fill(buoy, linear({at.x - 14, 0}, rgb(0xf06a3a), {at.x + 16, 0}, rgb(0x9c2f1a)));
        scene.surface.fill(rectangle(at.x - 8, at.y - 18, 16, 7), flat(rgb(0xf4eee0)));
        scene.addBox("buoy", {buoy});
    }
    drawPost(scene, weather, post);
    drawBelt(scene, {postX, h * 0.72}, 44);
    return {0.24, 0.02};
}

} // namespace touchstone::sample
