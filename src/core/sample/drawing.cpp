#include "core/sample/drawing.h"

#include <algorithm>
#include <cmath>

#include "core/sample/coverage.h"
#include "core/sample/noise.h"
#include "core/sample/outlines.h"

namespace touchstone::sample {

Color rgb(std::uint32_t hex)
{
    const auto part = [hex](int shift) { return static_cast<float>(hex >> shift & 255) / 255.0f; };
    return {part(16), part(8), part(0)};
}

Color mix(Color a, Color b, double t)
{
    const auto f = static_cast<float>(t);
    return {a.r + (b.r - a.r) * f, a.g + (b.g - a.g) * f, a.b + (b.b - a.b) * f};
}

Color shade(Color color, double factor)
{
    return factor <= 1 ? mix(Color{}, color, factor) : mix(color, Color{1, 1, 1}, factor - 1);
}

Paint Paint::soft(double pixels) const
{
    Paint paint = *this;
    paint.blur = pixels;
    return paint;
}

Paint Paint::opacity(double value) const
{
    return fade(value, value);
}

Paint Paint::fade(double start, double end) const
{
    Paint paint = *this;
    paint.alpha = start;
    paint.secondAlpha = end;
    return paint;
}

Paint Paint::grainy(double amount, double stepX, double stepY) const
{
    Paint paint = *this;
    paint.grain = amount;
    paint.grainStep = {stepX, stepY};
    return paint;
}

Paint flat(Color color)
{
    Paint paint;
    paint.first = paint.second = color;
    return paint;
}

Paint linear(Point from, Color first, Point to, Color second)
{
    Paint paint;
    paint.kind = Paint::Kind::Linear;
    paint.first = first;
    paint.second = second;
    paint.from = from;
    paint.to = to;
    return paint;
}

Paint radial(Point center, double radius, Color inner, Color outer)
{
    Paint paint = linear(center, inner, {center.x + radius, center.y}, outer);
    paint.kind = Paint::Kind::Radial;
    return paint;
}

Surface::Surface(int width, int height)
    : m_width(width), m_height(height),
      m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
{
}

void Surface::fill(const std::vector<Ring>& rings, const Paint& paint)
{
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (const Ring& ring : rings)
        for (const Point& p : ring) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
    const double margin = paint.blur > 0 ? paint.blur * 1.3 + 2 : 0;
    // Blurring needs what lies just outside the picture too.
    const double lowX = -margin, highX = m_width + margin, lowY = -margin, highY = m_height + margin;
    const Box box{static_cast<int>(std::floor(std::clamp(left - margin, lowX, highX))),
                  static_cast<int>(std::floor(std::clamp(top - margin, lowY, highY))),
                  static_cast<int>(std::ceil(std::clamp(right + margin, lowX, highX))),
                  static_cast<int>(std::ceil(std::clamp(bottom + margin, lowY, highY)))};
    if (box.left >= box.right || box.top >= box.bottom)
        return;
    cover(rings, box);
    if (paint.blur > 0)
        blur(m_coverage, box.right - box.left, box.bottom - box.top, paint.blur, m_scratch);
    blend(box, paint);
}

void Surface::stroke(const Ring& line, double thickness, const Paint& paint, bool closed)
{
    const std::size_t count = line.size() - (closed ? 0 : 1);
    for (std::size_t i = 0; i < count; ++i)
        fill(capsule(line[i], line[(i + 1) % line.size()], thickness / 2, thickness / 2), paint);
}

void Surface::cover(const std::vector<Ring>& rings, const Box& box)
{
    rasterize(rings, {static_cast<double>(box.left), static_cast<double>(box.top)}, box.right - box.left,
              box.bottom - box.top, m_coverage);
}

void Surface::blend(const Box& box, const Paint& paint)
{
    const Point along = paint.to - paint.from;
    const double length2 = std::max(1e-9, along.x * along.x + along.y * along.y);
    const double inverseRadius = 1 / std::sqrt(length2);
    const int stride = box.right - box.left;
    for (int y = std::max(box.top, 0); y < std::min(box.bottom, m_height); ++y)
        for (int x = std::max(box.left, 0); x < std::min(box.right, m_width); ++x) {
            const float covered =
                m_coverage[static_cast<std::size_t>(y - box.top) * static_cast<std::size_t>(stride) +
                           static_cast<std::size_t>(x - box.left)];
            if (covered < 0.002f)
                continue;
            double t = 0;
            const double dx = x + 0.5 - paint.from.x, dy = y + 0.5 - paint.from.y;
            if (paint.kind == Paint::Kind::Linear)
                t = std::clamp((dx * along.x + dy * along.y) / length2, 0.0, 1.0);
            else if (paint.kind == Paint::Kind::Radial)
                t = std::min(std::sqrt(dx * dx + dy * dy) * inverseRadius, 1.0);
            Color color = mix(paint.first, paint.second, t);
            if (paint.grain > 0)
                color = shade(
                    color, std::clamp(1 + paint.grain * static_cast<double>(noiseAt(x * paint.grainStep.x,
                                                                                    y * paint.grainStep.y)),
                                      0.0, 2.0));
            const double alpha = paint.alpha + (paint.secondAlpha - paint.alpha) * t;
            Color& pixel = m_pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) +
                                    static_cast<std::size_t>(x)];
            pixel = mix(pixel, color, static_cast<double>(covered) * alpha);
        }
}

ImageBuffer Surface::finish(double vignette, double grain, std::uint64_t seed) const
{
    ImageBuffer image{m_width, m_height, m_width, m_height, nullptr};
    image.pixels = std::make_shared<std::vector<std::uint8_t>>(m_pixels.size() * 4);
    std::uint8_t* out = image.pixels->data();
    const double cx = m_width / 2.0, cy = m_height / 2.0, corner = 1 / (cx * cx + cy * cy);
    std::uint32_t state = static_cast<std::uint32_t>(seed) | 1;
    const auto byte = [](float value) {
        return static_cast<std::uint8_t>(std::clamp(value * 255.0f + 0.5f, 0.0f, 255.0f));
    };
    for (int y = 0; y < m_height; ++y)
        for (int x = 0; x < m_width; ++x, out += 4) {
            const double d = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) * corner;
            const auto light = static_cast<float>(1 - vignette * d * d);
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            // The sum of four bytes is near enough to a bell curve.
            const int sum =
                static_cast<int>((state & 255) + (state >> 8 & 255) + (state >> 16 & 255) + (state >> 24));
            const float noise = static_cast<float>(grain) * static_cast<float>(sum - 510) / 300.0f;
            const Color& c = m_pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) +
                                      static_cast<std::size_t>(x)];
            out[0] = byte(c.b * light + noise);
            out[1] = byte(c.g * light + noise);
            out[2] = byte(c.r * light + noise);
            out[3] = 255;
        }
    return image;
}

} // namespace touchstone::sample
