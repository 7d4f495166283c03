#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/sample/scene.h"

namespace touchstone::sample {

namespace {

struct Store {
    Color wall, board, edge;
};

constexpr std::array<std::uint32_t, 12> hues = {0xc2453d, 0xe08a2e, 0xe6c23c, 0x6fa04a, 0x2f8f7a, 0x2f74b5,
                                                0x5a55a5, 0xa14f8f, 0xd96a84, 0x7a4a30, 0x3a4a5a, 0xe8e0cf};

Color anyHue(Random& random)
{
    return rgb(random.pick(std::span<const std::uint32_t>(hues)));
}

/// Light from the upper left on something round.
void shadeRound(Surface& s, const Ring& ring, double left, double width, Color color)
{
    const Point a{left, 0}, b{left + width, 0}, mid{left + width * 0.38, 0};
    s.fill(ring, linear(a, shade(color, 0.62), b, shade(color, 0.5)));
    s.fill(ring, linear(a, shade(color, 1.18), mid, shade(color, 1.18)).fade(0, 0.9));
    s.fill(clipped(ring, {mid.x, 1e5}, {mid.x, -1e5}),
           linear(mid, shade(color, 1.18), b, shade(color, 0.5)).fade(1, 1));
}

struct BottleKind {
    Color glass, cap, paper, mark;
    double neck, shoulder, round;
    bool drink;
};

BottleKind bottleKind(Random& random)
{
    return {random.pick({rgb(0x2f6b45), rgb(0x6a3b20), rgb(0xd8e4e6), rgb(0x8a1f2a), rgb(0xe3a13a),
                         rgb(0x3b78b0), rgb(0xf0f0ec)}),
            anyHue(random),
            rgb(0xf2ead8),
            anyHue(random),
            random.range(0.26, 0.4),
            random.range(0.2, 0.34),
            random.range(0.06, 0.2),
            random.chance(0.6)};
}

Ring drawBottle(Scene& scene, const BottleKind& kind, Point foot, double width, double height)
{
    Surface& s = scene.surface;
    const double left = foot.x - width / 2, top = foot.y - height, neck = width * kind.neck / 2;
    const double shoulder = foot.y - height * (1 - kind.shoulder), capHeight = height * 0.07;
    const Ring body = rounded({{foot.x - neck, top},
                               {foot.x + neck, top},
                               {foot.x + neck, shoulder - height * 0.1},
                               {left + width, shoulder + height * 0.03},
                               {left + width, foot.y},
                               {left, foot.y},
                               {left, shoulder + height * 0.03},
                               {foot.x - neck, shoulder - height * 0.1}},
                              width * kind.round + 3);
    shadeRound(s, body, left, width, kind.glass);
    if (kind.drink)
        s.fill(
            clipped(body, {left - 1, shoulder - height * 0.02}, {left + width + 1, shoulder - height * 0.02}),
            flat(shade(kind.glass, 0.6)).opacity(0.35));
    const double paperTop = foot.y - height * 0.5, paperHeight = height * 0.32;
    s.fill(rectangle(left, paperTop, width, paperHeight),
           linear({left, 0}, shade(kind.paper, 0.8), {left + width * 0.4, 0}, kind.paper));
    s.fill(rectangle(left + width * 0.4, paperTop, width * 0.6, paperHeight),
           linear({left + width * 0.4, 0}, kind.paper, {left + width, 0}, shade(kind.paper, 0.6)));
    s.fill(ellipse({foot.x, paperTop + paperHeight * 0.42}, width * 0.24, width * 0.24, 28), flat(kind.mark));
    s.fill(rectangle(left + width * 0.2, paperTop + paperHeight * 0.8, width * 0.6, paperHeight * 0.07),
           flat(shade(kind.mark, 0.7)));
    s.fill(rounded(foot.x - neck * 1.15, top - capHeight * 0.3, neck * 2.3, capHeight, 2),
           linear({foot.x - neck, 0}, shade(kind.cap, 1.2), {foot.x + neck, 0}, shade(kind.cap, 0.6)));
    s.fill(capsule({left + width * 0.2, shoulder + height * 0.08},
                   {left + width * 0.2, foot.y - height * 0.08}, width * 0.035, width * 0.035),
           flat(Color{1, 1, 1}).opacity(0.35).soft(1.5));
    Ring outline = body;
    for (Point& p : outline)
        p.y = std::min(p.y, foot.y);
    return outline;
}

void drawCan(Scene& scene, Point foot, double width, double height, Color color, Color band)
{
    Surface& s = scene.surface;
    const double left = foot.x - width / 2, top = foot.y - height, lip = width * 0.1;
    const Ring body = rounded(left, top, width, height, 4);
    shadeRound(s, body, left, width, color);
    s.fill(
        clipped(clipped(body, {left - 9, foot.y - height * 0.62}, {left + width + 9, foot.y - height * 0.62}),
                {left + width + 9, foot.y - height * 0.3}, {left - 9, foot.y - height * 0.3}),
        linear({left, 0}, shade(band, 0.8), {left + width, 0}, shade(band, 0.65)));
    s.fill(ellipse({foot.x - width * 0.05, foot.y - height * 0.46}, width * 0.17, height * 0.1, 24),
           flat(shade(color, 1.3)));
    for (const double y : {top + lip * 0.5, foot.y - lip * 0.5})
        s.fill(rounded(left, y - lip / 2, width, lip, 2),
               linear({left, 0}, rgb(0xe8ebee), {left + width, 0}, rgb(0x70767c)));
    s.fill(capsule({left + width * 0.22, top + height * 0.14}, {left + width * 0.22, foot.y - height * 0.14},
                   width * 0.03, width * 0.03),
           flat(Color{1, 1, 1}).opacity(0.4).soft(1.5));
}

Ring drawCarton(Scene& scene, Point foot, double width, double height, Color color, Color mark, int motif)
{
    Surface& s = scene.surface;
    const double side = width * 0.16, front = width - side, left = foot.x - width / 2, top = foot.y - height,
                 rise = side * 0.45;
    s.fill(rectangle(left, top, front, height),
           linear({left, top}, shade(color, 1.12), {left + front, foot.y}, shade(color, 0.86)).grainy(0.04));
    s.fill(Ring{{left + front, top},
                {left + width, top - rise},
                {left + width, foot.y - rise},
                {left + front, foot.y}},
           flat(shade(color, 0.62)));
    s.fill(Ring{{left, top}, {left + side, top - rise}, {left + width, top - rise}, {left + front, top}},
           flat(shade(color, 1.3)));
    s.fill(rectangle(left + front * 0.1, top + height * 0.1, front * 0.8, height * 0.16),
           flat(shade(mark, 1.05)));
    s.fill(rectangle(left + front * 0.2, top + height * 0.15, front * 0.6, height * 0.06),
           flat(rgb(0xf7f3e8)));
    const Point center{left + front * 0.5, top + height * 0.58};
    if (motif == 0)
        s.fill(ellipse(center, front * 0.3, height * 0.2),
               radial({center.x - 6, center.y - 8}, front * 0.4, shade(mark, 1.4), shade(mark, 0.8)));
    else if (motif == 1)
        for (int i = 0; i < 5; ++i)
            s.fill(regular({center.x + front * 0.17 * (i - 2), center.y + height * 0.05 * (i % 2)},
                           front * 0.11, 5, 0.3 * i),
                   flat(shade(mark, 0.9 + 0.08 * i)));
    else
        s.fill(Ring{{left, center.y + height * 0.12},
                    {left + front, center.y - height * 0.16},
                    {left + front, center.y + height * 0.08},
                    {left, center.y + height * 0.34}},
               flat(mark));
    s.fill(rectangle(left + front * 0.12, foot.y - height * 0.1, front * 0.4, height * 0.025),
           flat(rgb(0xf7f3e8)).opacity(0.8));
    return {{left, top},
            {left + side, top - rise},
            {left + width, top - rise},
            {left + width, foot.y - rise},
            {left + front, foot.y},
            {left, foot.y}};
}

/// A group of equal goods side by side; returns where it ends.
double drawGroup(Scene& scene, double x, double floor, double room)
{
    Random& random = scene.random;
    Surface& s = scene.surface;
    const int kind = random.whole(0, 2), count = random.whole(2, 5), motif = random.whole(0, 2);
    const Color color = anyHue(random), mark = anyHue(random);
    const BottleKind bottle = bottleKind(random);
    const double height = room * (kind == 1 ? random.range(0.42, 0.58) : random.range(0.66, 0.9));
    const double width = kind == 0   ? height * random.range(0.29, 0.36)
                         : kind == 1 ? height * random.range(0.56, 0.7)
                                     : height * random.range(0.55, 0.8);
    for (int i = 0; i < count && x < scene.width() + 10; ++i) {
        const Point foot{x + width / 2 + random.range(-1, 1), floor};
        x += width + random.range(2, 7);
        if (random.chance(0.07))
            continue;
        s.fill(ellipse({foot.x + width * 0.1, floor + 3}, width * 0.62, 7),
               flat(Color{}).opacity(0.5).soft(5));
        if (kind == 0) {
            scene.addPolygon("bottle", drawBottle(scene, bottle, foot, width, height));
        } else if (kind == 1) {
            drawCan(scene, foot, width, height, color, mark);
            scene.addBox("can", {rectangle(foot.x - width / 2, floor - height, width, height)});
        } else {
            const Ring outline = drawCarton(scene, foot, width, height, color, mark, motif);
            scene.addBox("carton", {outline});
        }
    }
    return x + random.range(8, 26);
}

} // namespace

Finish drawShelf(Scene& scene, int variant)
{
    static const std::array<Store, 4> stores = {{{rgb(0xcfd6da), rgb(0xe9ecee), rgb(0xb9c0c6)},
                                                 {rgb(0x8c6a4a), rgb(0xb98a5c), rgb(0x7a5636)},
                                                 {rgb(0x3d4750), rgb(0x59646e), rgb(0x2b333a)},
                                                 {rgb(0xd9c8b2), rgb(0xf1e6d6), rgb(0xb79f83)}}};
    const Store& store = stores[static_cast<std::size_t>(variant) % stores.size()];
    Surface& s = scene.surface;
    Random& random = scene.random;
    const double w = scene.width(), h = scene.height();
    const bool wood = variant % stores.size() == 1;
    s.fill(rectangle(0, 0, w, h), linear({0, 0}, shade(store.wall, 1.05), {0, h}, shade(store.wall, 0.7))
                                      .grainy(wood ? 0.3 : 0.05, wood ? 0.15 : 1, wood ? 3 : 1));
    const int rows = h > w ? 5 : random.whole(3, 4);
    const double room = h / rows, board = 24;
    for (int row = 0; row < rows; ++row) {
        const double top = room * row, floor = room * (row + 1) - board - 8;
        s.fill(rectangle(0, top, w, room * 0.5),
               linear({0, top}, Color{}, {0, top + room * 0.5}, Color{}).fade(0.5, 0));
        s.fill(rectangle(0, floor - 14, w, 22),
               linear({0, floor - 14}, shade(store.board, 0.62), {0, floor + 8}, shade(store.board, 0.92))
                   .grainy(wood ? 0.2 : 0.03, 0.2, 3));
        for (double x = -random.range(0, 40); x < w;)
            x = drawGroup(scene, x, floor + random.range(-3, 2), room - board - 30);
        s.fill(rectangle(0, floor + 8, w, board),
               linear({0, floor + 8}, shade(store.board, 1.12), {0, floor + 8 + board}, store.edge)
                   .grainy(wood ? 0.25 : 0.03, 0.15, 3));
        for (double x = random.range(20, 90); x < w; x += random.range(110, 190)) {
            const bool offer = random.chance(0.2);
            s.fill(rounded(x, floor + 11, 46, board - 6, 2), flat(offer ? rgb(0xf6d23c) : rgb(0xfbfaf5)));
            s.fill(rectangle(x + 6, floor + 15, 20, 9), flat(offer ? rgb(0xb3261e) : rgb(0x33383d)));
            s.fill(rectangle(x + 30, floor + 15, 10, 4), flat(rgb(0x777c80)));
        }
    }
    return {0.22, 0.022};
}

} // namespace touchstone::sample
