#include "assist/pictures.h"

#include <algorithm>
#include <vector>

namespace touchstone::test {

Picture::Picture(std::int32_t width, std::int32_t height, std::uint32_t color)
{
    m_image = {width, height, width, height,
               std::make_shared<std::vector<std::uint8_t>>(std::size_t(width) * std::size_t(height) * 4)};
    fill({0, 0, width, height}, color);
}

void Picture::set(std::int32_t x, std::int32_t y, std::uint32_t color)
{
    if (x < 0 || y < 0 || x >= width() || y >= height())
        return;
    std::uint8_t* pixel = m_image.pixels->data() + (std::size_t(y) * std::size_t(width()) + std::size_t(x)) * 4;
    pixel[0] = static_cast<std::uint8_t>(color);
    pixel[1] = static_cast<std::uint8_t>(color >> 8);
    pixel[2] = static_cast<std::uint8_t>(color >> 16);
    pixel[3] = 255;
}

std::uint32_t Picture::get(std::int32_t x, std::int32_t y) const
{
    const std::uint8_t* pixel = view().at(x, y);
    return std::uint32_t{pixel[2]} << 16 | std::uint32_t{pixel[1]} << 8 | pixel[0];
}

Picture& Picture::fill(const PixelRect& rect, std::uint32_t color)
{
    for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y)
        for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x)
            set(x, y, color);
    return *this;
}

Picture& Picture::ellipse(Point center, double radiusX, double radiusY, std::uint32_t color)
{
    for (auto y = static_cast<std::int32_t>(center.y - radiusY); y <= center.y + radiusY; ++y)
        for (auto x = static_cast<std::int32_t>(center.x - radiusX); x <= center.x + radiusX; ++x)
            if (inEllipse(x, y, center, radiusX, radiusY))
                set(x, y, color);
    return *this;
}

Picture& Picture::noise(int amount, std::uint32_t seed)
{
    std::minstd_rand random(seed + 1);
    for (std::uint8_t& byte : *m_image.pixels)
        byte = static_cast<std::uint8_t>(
            std::clamp(int(byte) + int(random() % (2 * unsigned(amount) + 1)) - amount, 0, 255));
    return *this;
}

Picture& Picture::blur(int radius)
{
    const std::vector<std::uint8_t> before = *m_image.pixels;
    for (std::int32_t y = 0; y < height(); ++y) {
        for (std::int32_t x = 0; x < width(); ++x) {
            int sum[4] = {}, count = 0;
            for (std::int32_t v = std::max(0, y - radius); v <= std::min(height() - 1, y + radius); ++v) {
                for (std::int32_t u = std::max(0, x - radius); u <= std::min(width() - 1, x + radius); ++u) {
                    ++count;
                    for (std::size_t c = 0; c < 4; ++c)
                        sum[c] += before[(std::size_t(v) * std::size_t(width()) + std::size_t(u)) * 4 + c];
                }
            }
            for (std::size_t c = 0; c < 4; ++c)
                (*m_image.pixels)[(std::size_t(y) * std::size_t(width()) + std::size_t(x)) * 4 + c] =
                    static_cast<std::uint8_t>(sum[c] / count);
        }
    }
    return *this;
}

PixelView Picture::view() const
{
    return *pixelViewOf(m_image);
}

bool inEllipse(std::int32_t x, std::int32_t y, Point center, double radiusX, double radiusY)
{
    const double dx = (x + 0.5 - center.x) / radiusX;
    const double dy = (y + 0.5 - center.y) / radiusY;
    return dx * dx + dy * dy <= 1;
}

Mask ellipseMask(std::int32_t width, std::int32_t height, Point center, double radiusX, double radiusY)
{
    std::vector<std::uint8_t> bytes(std::size_t(width) * std::size_t(height));
    for (std::int32_t y = 0; y < height; ++y)
        for (std::int32_t x = 0; x < width; ++x)
            bytes[std::size_t(y) * std::size_t(width) + std::size_t(x)] =
                inEllipse(x, y, center, radiusX, radiusY);
    return maskFromRle(encodeRle(bytes.data(), std::uint32_t(height), std::uint32_t(width), std::size_t(width)));
}

double iouOf(const Mask& a, const Mask& b)
{
    return iou(rleFromMask(a), rleFromMask(b));
}

double iouOf(const Rect& a, const Rect& b)
{
    const double common = a.intersected(b).area();
    const double either = a.area() + b.area() - common;
    return either > 0 ? common / either : 0;
}

} // namespace touchstone::test
