#pragma once

#include <cstdint>
#include <vector>

#include "touchstone/geometry/polygon.h"
#include "touchstone/media/image.h"

namespace touchstone::sample {

struct Color {
    float r = 0;
    float g = 0;
    float b = 0;
};
Color rgb(std::uint32_t hex);
Color mix(Color a, Color b, double t);
/// Below 1 darker, above 1 towards white.
Color shade(Color color, double factor);

/// What a region is filled with.
struct Paint {
    enum class Kind { Flat, Linear, Radial };
    Kind kind = Kind::Flat;
    Color first;
    Color second;
    Point from;
    Point to;
    double alpha = 1;
    double secondAlpha = 1;
    /// Softens the border, in pixels.
    double blur = 0;
    double grain = 0;
    Point grainStep{1, 1};

    Paint soft(double pixels) const;
    /// Opacity, at both ends of a gradient.
    Paint opacity(double value) const;
    Paint fade(double start, double end) const;
    /// Varies the lightness; the step stretches the texture (small values: long streaks).
    Paint grainy(double amount, double stepX = 1, double stepY = 1) const;
};
Paint flat(Color color);
Paint linear(Point from, Color first, Point to, Color second);
/// From the centre outwards.
Paint radial(Point center, double radius, Color inner, Color outer);

/// A picture in the making: floating point colours, so that gradients do not band.
class Surface {
  public:
    Surface(int width, int height);
    int width() const { return m_width; }
    int height() const { return m_height; }

    void fill(const std::vector<Ring>& rings, const Paint& paint);
    void fill(const Ring& ring, const Paint& paint) { fill(std::vector<Ring>{ring}, paint); }
    /// A line with round ends.
    void stroke(const Ring& line, double thickness, const Paint& paint, bool closed = false);

    /// Darkens the corners, adds grain as of a camera, and rounds to bytes.
    ImageBuffer finish(double vignette, double grain, std::uint64_t seed) const;

  private:
    struct Box {
        int left, top, right, bottom;
    };
    void cover(const std::vector<Ring>& rings, const Box& box);
    void blend(const Box& box, const Paint& paint);

    int m_width;
    int m_height;
    std::vector<Color> m_pixels;
    std::vector<float> m_coverage;
    std::vector<float> m_scratch;
};

} // namespace touchstone::sample
