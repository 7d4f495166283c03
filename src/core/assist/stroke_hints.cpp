#include "core/assist/stroke_hints.h"

#include <algorithm>
#include <cmath>

#include "core/assist/segment_abi.h"

namespace touchstone {

namespace {

/// Hints of a region, addressed in coordinates of the image.
class HintMap {
  public:
    explicit HintMap(const PixelRect& region)
        : m_region(region),
          m_hints(std::size_t(region.width) * std::size_t(region.height), touchstoneHintOutside)
    {
    }
    void fill(const PixelRect& rect, std::uint8_t hint)
    {
        for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y)
            std::fill_n(at(rect.x, y), rect.width, hint);
    }
    /// All pixels whose middle is within `radius` of the line, and the one that each end lies in.
    void draw(Point a, Point b, double radius, std::uint8_t hint)
    {
        if (!std::isfinite(a.x + a.y + b.x + b.y + radius))
            return;
        const double reach = std::max(radius, 0.0);
        const Rect around = Rect::fromCorners(a, b).adjusted(reach + 1);
        const std::int32_t left = inside(around.x, m_region.x, m_region.width);
        const std::int32_t right = inside(around.right(), m_region.x, m_region.width);
        const std::int32_t top = inside(around.y, m_region.y, m_region.height);
        const std::int32_t bottom = inside(around.bottom(), m_region.y, m_region.height);
        for (std::int32_t y = top; y < bottom; ++y)
            for (std::int32_t x = left; x < right; ++x)
                if (distanceToSegment({x + 0.5, y + 0.5}, a, b) <= reach || isIn(a, x, y) || isIn(b, x, y))
                    *at(x, y) = hint;
    }
    std::vector<std::uint8_t> take() { return std::move(m_hints); }

  private:
    std::uint8_t* at(std::int32_t x, std::int32_t y)
    {
        return &m_hints[std::size_t(y - m_region.y) * std::size_t(m_region.width) + std::size_t(x - m_region.x)];
    }
    static std::int32_t inside(double value, std::int32_t from, std::int32_t size)
    {
        return static_cast<std::int32_t>(std::clamp(value, double(from), double(from + size)));
    }
    static bool isIn(Point place, std::int32_t x, std::int32_t y)
    {
        return std::floor(place.x) == x && std::floor(place.y) == y;
    }

    PixelRect m_region;
    std::vector<std::uint8_t> m_hints;
};

PixelRect shrunk(const PixelRect& rect, std::int32_t by)
{
    return {rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by};
}

} // namespace

std::vector<std::uint8_t> hintsOf(const GrabCutRequest& request, const PixelRect& box, const PixelRect& region)
{
    HintMap map(region);
    map.fill(box, touchstoneHintUnknown);
    const std::int32_t rim = std::max(1, std::min(box.width, box.height) / 50);
    if (box == region && std::min(box.width, box.height) > 2 * rim) {
        map.fill(box, touchstoneHintEdge);
        map.fill(shrunk(box, rim), touchstoneHintUnknown);
    }
    for (const Stroke& stroke : request.strokes) {
        const std::uint8_t hint = stroke.object ? touchstoneHintObject : touchstoneHintBackground;
        for (std::size_t i = 0; i < stroke.points.size(); ++i)
            map.draw(stroke.points[i], stroke.points[i == 0 ? 0 : i - 1], stroke.radius, hint);
    }
    return map.take();
}

} // namespace touchstone
