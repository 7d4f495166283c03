#include <algorithm>
#include <array>

#include "core/sample/street_parts.h"

namespace touchstone::sample {

namespace {

constexpr std::array<std::uint32_t, 10> facades = {0xb8a58a, 0xa8838b, 0x7f8f86, 0x8992a6, 0xc28e6e,
                                                   0xd2c3a5, 0x96705c, 0xa9b3a0, 0xc9a27e, 0x7d7f92};
constexpr std::array<std::uint32_t, 6> awnings = {0xb5483f, 0x3f7d6b, 0x2f5f8c, 0xd08b3a, 0x6a5490, 0x8b3a52};

struct Facade {
    double x, top, width, ground;
    Color color;
};

void drawWindow(Scene& scene, const StreetLight& light, const Rect& r, Color wall, bool lit)
{
    Surface& s = scene.surface;
    const Color frame = shade(wall, 1.35), glass = mix(light.on(rgb(0x44586b)), light.skyBottom, 0.18);
    s.fill(rectangle(r.x - 1.5, r.y - 1.5, r.width + 3, r.height + 3), flat(frame));
    if (lit) {
        const Color warm = scene.random.pick({rgb(0xffd98a), rgb(0xffe7b8), rgb(0xf7c268)});
        s.fill(rectangle(r.x, r.y, r.width, r.height),
               linear({r.x, r.y}, shade(warm, 1.1), {r.x, r.bottom()}, shade(warm, 0.78)));
    } else {
        s.fill(rectangle(r.x, r.y, r.width, r.height),
               linear({r.x, r.y}, shade(glass, 1.25), {r.right(), r.bottom()}, shade(glass, 0.78)));
    }
    if (scene.random.chance(0.35)) {
        const double blind = r.height * scene.random.range(0.2, 0.65);
        s.fill(rectangle(r.x, r.y, r.width, blind),
               flat(shade(light.on(rgb(0xd8d2c4)), lit ? 1.1 : 0.95)).opacity(0.75));
    }
    s.fill(rectangle(r.x + r.width / 2 - 0.7, r.y, 1.4, r.height), flat(frame).opacity(0.9));
    s.fill(rectangle(r.x - 2.5, r.bottom() + 1, r.width + 5, 2.5), flat(shade(wall, 0.72)));
}

void drawShop(Scene& scene, const StreetLight& light, const Facade& f, double height)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double top = f.ground - height;
    s.fill(rectangle(f.x, top, f.width, height), flat(shade(f.color, 0.62)));
    const bool open = random.chance(0.4 + 0.5 * light.lit);
    const Color inside = open ? rgb(0xffdfa0) : mix(light.on(rgb(0x3d4c59)), light.skyBottom, 0.2);
    const double door = std::min(30.0, f.width * 0.25),
                 doorX = f.x + (random.chance(0.5) ? 8 : f.width - door - 8);
    const double paneX = doorX < f.x + f.width / 2 ? doorX + door + 8 : f.x + 8;
    const double paneWidth = f.width - door - 24;
    s.fill(rectangle(paneX, top + height * 0.34, paneWidth, height * 0.5),
           linear({paneX, top}, shade(inside, 1.1), {paneX + paneWidth, f.ground}, shade(inside, 0.75)));
    s.fill(rectangle(doorX, top + height * 0.34, door, height * 0.66), flat(shade(inside, 0.7)));
    s.fill(rectangle(doorX + door - 6, top + height * 0.65, 2, 8), flat(rgb(0xd8c48a)));
    if (paneWidth > 20)
        for (int i = 0; i < 4; ++i)
            s.fill(rectangle(paneX + paneWidth * (0.08 + 0.23 * i),
                             f.ground - height * random.range(0.24, 0.4), paneWidth * 0.13, height * 0.12),
                   flat(light.on(rgb(random.pick(std::span<const std::uint32_t>(awnings))))).opacity(0.7));
    // A striped awning.
    const Color stripe = light.on(rgb(random.pick(std::span<const std::uint32_t>(awnings))));
    const Color other = light.on(rgb(0xeee6d6));
    const double awningTop = top + height * 0.1, drop = height * 0.26;
    const int stripes = std::max(4, static_cast<int>(f.width / 15));
    for (int i = 0; i < stripes; ++i) {
        const double a = f.x + f.width * i / stripes, b = f.x + f.width * (i + 1) / stripes;
        const Color color = i % 2 == 0 ? stripe : other;
        const double spread = 4.0 * (2.0 * i / stripes - 1);
        s.fill(Ring{{a, awningTop},
                    {b, awningTop},
                    {b + spread, awningTop + drop},
                    {a + spread, awningTop + drop}},
               linear({a, awningTop}, shade(color, 1.06), {a, awningTop + drop}, shade(color, 0.8)));
        s.fill(ellipse({(a + b) / 2 + spread, awningTop + drop}, (b - a) / 2, 4, 12),
               flat(shade(color, 0.78)));
    }
    s.fill(rectangle(f.x, awningTop + drop + 3, f.width, 9), flat(Color{}).opacity(0.16).soft(4));
}

void drawRoof(Scene& scene, const StreetLight& light, const Facade& f)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    const Color edge = shade(f.color, 1.22);
    switch (random.whole(0, 3)) {
    case 0: {
        const Color tiles = light.on(scene.random.pick({rgb(0x8d4f3f), rgb(0x5f5a63), rgb(0x744a3c)}));
        const double rise = random.range(26, 46);
        s.fill(Ring{{f.x - 5, f.top + 2},
                    {f.x + f.width * 0.16, f.top - rise},
                    {f.x + f.width * 0.84, f.top - rise},
                    {f.x + f.width + 5, f.top + 2}},
               linear({f.x, f.top - rise}, shade(tiles, 1.14), {f.x, f.top}, shade(tiles, 0.85))
                   .grainy(0.2, 0.7, 3));
        s.fill(rectangle(f.x + f.width * 0.66, f.top - rise - 16, 15, 26), flat(shade(tiles, 0.75)));
        break;
    }
    case 1: {
        const double tankX = f.x + f.width * random.range(0.25, 0.65);
        for (double leg : {-13.0, 11.0})
            s.fill(rectangle(tankX + leg, f.top - 16, 2.5, 17), flat(shade(f.color, 0.45)));
        s.fill(rectangle(tankX - 17, f.top - 42, 34, 28),
               linear({tankX - 17, 0}, light.on(rgb(0x9a7a5a)), {tankX + 17, 0}, light.on(rgb(0x5e4a38)))
                   .grainy(0.2, 2, 0.2));
        s.fill(Ring{{tankX - 20, f.top - 42}, {tankX, f.top - 57}, {tankX + 20, f.top - 42}},
               flat(light.on(rgb(0x544a47))));
        break;
    }
    case 2: {
        const double x = f.x + f.width * random.range(0.2, 0.8);
        s.stroke({{x, f.top}, {x, f.top - 44}}, 1.6, flat(shade(f.color, 0.5)));
        s.stroke({{x - 9, f.top - 34}, {x + 9, f.top - 34}}, 1.3, flat(shade(f.color, 0.5)));
        s.stroke({{x - 6, f.top - 40}, {x + 6, f.top - 40}}, 1.3, flat(shade(f.color, 0.5)));
        break;
    }
    default:
        s.fill(rectangle(f.x + f.width * 0.3, f.top - 15, f.width * 0.32, 16), flat(shade(f.color, 0.82)));
    }
    s.fill(rectangle(f.x - 3, f.top - 4, f.width + 6, 8),
           linear({0, f.top - 4}, edge, {0, f.top + 4}, shade(f.color, 0.85)));
}

void drawFacade(Scene& scene, const StreetLight& light, const Facade& f, double scale)
{
    Surface& s = scene.surface;
    Random& random = scene.random;
    drawRoof(scene, light, f);
    s.fill(rectangle(f.x, f.top, f.width, f.ground - f.top),
           linear({f.x, f.top}, shade(f.color, 1.1), {f.x + f.width, f.ground}, shade(f.color, 0.84))
               .grainy(0.07));
    if (random.chance(0.3)) // Courses of brick, only just visible.
        for (double y = f.top + 8; y < f.ground; y += 5)
            s.fill(rectangle(f.x, y, f.width, 0.8), flat(shade(f.color, 0.7)).opacity(0.35));
    const double shop = 84 * scale, wide = random.range(15, 21) * scale, tall = random.range(20, 29) * scale;
    const int columns = std::max(2, static_cast<int>(f.width / (wide * 2.1)));
    const double gap = (f.width - columns * wide) / (columns + 1), storey = tall * random.range(1.75, 2.0);
    for (double y = f.top + storey * 0.55; y + tall < f.ground - shop - 6; y += storey)
        for (int c = 0; c < columns; ++c)
            drawWindow(scene, light, {f.x + gap + c * (wide + gap), y, wide, tall}, f.color,
                       random.chance(light.lit));
    drawShop(scene, light, f, shop);
    // The neighbour's shade.
    s.fill(rectangle(f.x + f.width - 9, f.top, 9, f.ground - f.top),
           linear({f.x + f.width - 9, 0}, Color{}, {f.x + f.width, 0}, Color{}).fade(0, 0.28));
}

} // namespace

void drawBuildings(Scene& scene, const StreetLight& light, double ground, double scale)
{
    Random& random = scene.random;
    // The far skyline, nearly as bright as the sky.
    for (double x = -20; x < scene.width(); x += random.range(30, 80)) {
        const double top = ground * random.range(0.22, 0.5), width = random.range(45, 100);
        const Color color = mix(light.on(rgb(0x6f7c8e)), light.haze, 0.72);
        scene.surface.fill(rectangle(x, top, width, ground - top),
                           linear({x, top}, color, {x, ground}, mix(color, light.haze, 0.5)));
    }
    std::uint32_t last = 0;
    for (double x = -random.range(10, 60); x < scene.width();) {
        std::uint32_t hue = random.pick(std::span<const std::uint32_t>(facades));
        while (hue == last)
            hue = random.pick(std::span<const std::uint32_t>(facades));
        last = hue;
        const double width = random.range(110, 190) * scale, height = ground * random.range(0.5, 0.86);
        drawFacade(scene, light,
                   {x, ground - height, width, ground, mix(light.on(rgb(hue)), light.haze, 0.1)}, scale);
        x += width + (random.chance(0.15) ? random.range(14, 40) : 0);
    }
}

} // namespace touchstone::sample
