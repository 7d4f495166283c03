#pragma once

#include <cstdint>
#include <random>

#include "touchstone/assist/pixel_view.h"

namespace touchstone::test {

/// A picture made in memory. Colours are 0xRRGGBB.
class Picture {
  public:
    Picture(std::int32_t width, std::int32_t height, std::uint32_t color);

    std::int32_t width() const { return m_image.width; }
    std::int32_t height() const { return m_image.height; }
    void set(std::int32_t x, std::int32_t y, std::uint32_t color);
    std::uint32_t get(std::int32_t x, std::int32_t y) const;
    Picture& fill(const PixelRect& rect, std::uint32_t color);
    Picture& ellipse(Point center, double radiusX, double radiusY, std::uint32_t color);
    /// Adds to every channel of every pixel up to ± `amount`.
    Picture& noise(int amount, std::uint32_t seed);
    /// Every pixel becomes the mean of its square of 2 · radius + 1.
    Picture& blur(int radius);
    PixelView view() const;
    const ImageBuffer& image() const { return m_image; }

  private:
    ImageBuffer m_image;
};

bool inEllipse(std::int32_t x, std::int32_t y, Point center, double radiusX, double radiusY);
Mask ellipseMask(std::int32_t width, std::int32_t height, Point center, double radiusX, double radiusY);
double iouOf(const Mask& a, const Mask& b);
double iouOf(const Rect& a, const Rect& b);

} // namespace touchstone::test
