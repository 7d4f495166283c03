#include "touchstone/assist/tight_box.h"

#include <algorithm>
#include <cmath>

#include "core/assist/standing_out.h"

namespace touchstone {

namespace {

constexpr double kWorkPixels = 250000;

Rect rectOf(const PixelRect& rect)
{
    return {double(rect.x), double(rect.y), double(rect.width), double(rect.height)};
}

/// The mean colours of blocks of factor × factor pixels.
Grid<Color> reduced(const PixelView& view, const PixelRect& region, std::int32_t factor)
{
    Grid<Color> grid{(region.width + factor - 1) / factor, (region.height + factor - 1) / factor, {}};
    grid.values.resize(std::size_t(grid.width) * std::size_t(grid.height));
    for (std::int32_t y = 0; y < grid.height; ++y) {
        for (std::int32_t x = 0; x < grid.width; ++x) {
            const std::int32_t right = std::min(region.x + region.width, region.x + (x + 1) * factor);
            const std::int32_t bottom = std::min(region.y + region.height, region.y + (y + 1) * factor);
            std::uint32_t sum[3] = {}, count = 0;
            for (std::int32_t v = region.y + y * factor; v < bottom; ++v) {
                for (std::int32_t u = region.x + x * factor; u < right; ++u, ++count) {
                    const std::uint8_t* pixel = view.at(u, v);
                    for (std::size_t c = 0; c < 3; ++c)
                        sum[c] += pixel[c];
                }
            }
            for (std::size_t c = 0; c < 3; ++c)
                grid.at(x, y)[c] = float(sum[c]) / float(count);
        }
    }
    return grid;
}

/// The outermost `rim` of a grid.
std::vector<Color> rimOf(const Grid<Color>& grid, std::int32_t rim)
{
    std::vector<Color> colors;
    for (std::int32_t y = 0; y < grid.height; ++y)
        for (std::int32_t x = 0; x < grid.width; ++x)
            if (std::min({x, y, grid.width - 1 - x, grid.height - 1 - y}) < rim)
                colors.push_back(grid.at(x, y));
    return colors;
}

/// Finds a side exactly: the outermost line of full-size pixels, of those that the reduced one may stand for,
/// in which the object begins.
class SideSearch {
  public:
    SideSearch(const PixelView& view, const GroundColors& ground, float parting)
        : m_view(view), m_ground(ground), m_parting(parting)
    {
    }

    /// The first of the lines from, from + step … to (columns or rows) that the object is in, and the next one
    /// too; `otherwise` if there is none. The ends of the lines are `low` and `high`.
    std::int32_t first(bool columns, std::int32_t from, std::int32_t to, std::int32_t low, std::int32_t high,
                       std::int32_t otherwise) const
    {
        const std::int32_t step = from <= to ? 1 : -1;
        for (std::int32_t line = from; line != to; line += step)
            if (holdsObject(columns, line, low, high) && holdsObject(columns, line + step, low, high))
                return line;
        return otherwise;
    }

  private:
    /// Two neighbours that stand out, since one may be grain.
    bool holdsObject(bool columns, std::int32_t line, std::int32_t low, std::int32_t high) const
    {
        int run = 0;
        for (std::int32_t i = low; i < high; ++i) {
            const std::uint8_t* pixel = columns ? m_view.at(line, i) : m_view.at(i, line);
            run = m_ground.distance(pixel) > m_parting ? run + 1 : 0;
            if (run == 2)
                return true;
        }
        return false;
    }

    const PixelView& m_view;
    const GroundColors& m_ground;
    float m_parting;
};

struct Sides {
    std::int32_t left, top, right, bottom;
    PixelRect rect() const { return {left, top, right - left, bottom - top}; }
};

Sides sidesOf(const PixelRect& rect)
{
    return {rect.x, rect.y, rect.x + rect.width, rect.y + rect.height};
}

/// `found`, in blocks of the region, as pixels of the picture, found again at full size.
Sides atFullSize(const PixelRect& found, const PixelRect& region, std::int32_t factor, const SideSearch& search)
{
    const Sides limits = sidesOf(region);
    const auto pixel = [&](std::int32_t origin, std::int32_t block, std::int32_t limit) {
        return std::min(limit, origin + block * factor);
    };
    Sides sides{pixel(region.x, found.x, limits.right), pixel(region.y, found.y, limits.bottom),
                pixel(region.x, found.x + found.width, limits.right),
                pixel(region.y, found.y + found.height, limits.bottom)};
    const std::int32_t around = factor + 1;
    const Sides coarse = sides;
    const auto inX = [&](std::int32_t x) { return std::clamp(x, limits.left, limits.right - 1); };
    const auto inY = [&](std::int32_t y) { return std::clamp(y, limits.top, limits.bottom - 1); };
    sides.left = search.first(true, inX(coarse.left - around), inX(coarse.left + around), coarse.top, coarse.bottom,
                              coarse.left);
    sides.right = 1 + search.first(true, inX(coarse.right - 1 + around), inX(coarse.right - 1 - around), coarse.top,
                                   coarse.bottom, coarse.right - 1);
    sides.top = search.first(false, inY(coarse.top - around), inY(coarse.top + around), coarse.left, coarse.right,
                             coarse.top);
    sides.bottom = 1 + search.first(false, inY(coarse.bottom - 1 + around), inY(coarse.bottom - 1 - around),
                                    coarse.left, coarse.right, coarse.bottom - 1);
    return sides;
}

/// Which part of a rectangle of the grid stands out.
double partStandingOut(const Grid<float>& distances, float parting, const PixelRect& part)
{
    int far = 0, all = 0;
    for (std::int32_t y = std::max(0, part.y); y < std::min(distances.height, part.y + part.height); ++y) {
        for (std::int32_t x = std::max(0, part.x); x < std::min(distances.width, part.x + part.width); ++x) {
            ++all;
            far += distances.at(x, y) > parting;
        }
    }
    return all > 0 ? double(far) / all : 0;
}

/// A drawn side stays where the object runs on beyond the region, and where it would have to move out into what
/// stands out just as well: then it is not the object that reaches there, but a restless background.
class DrawnSides {
  public:
    DrawnSides(const PixelView& view, const PixelRect& region, const PixelRect& drawn, const Grid<float>& distances,
               float parting, std::int32_t factor)
        : m_view(view),
          m_region(sidesOf(region)),
          m_drawn(sidesOf(drawn)),
          m_distances(distances),
          m_parting(parting),
          m_factor(factor)
    {
    }

    void keepIn(Sides& sides) const
    {
        const Sides found = sides;
        const auto beyond = [&](std::int32_t left, std::int32_t top, std::int32_t right, std::int32_t bottom) {
            const auto block = [&](std::int32_t at, std::int32_t origin) { return (at - origin) / m_factor; };
            const PixelRect part{block(left, m_region.left), block(top, m_region.top),
                                 block(right - left, 0), block(bottom - top, 0)};
            return partStandingOut(m_distances, m_parting, part) > kRestless;
        };
        const auto keeps = [](bool atBorder, bool inside, bool movesOut, bool restless) {
            return atBorder ? inside : movesOut && restless;
        };
        if (keeps(found.left <= m_region.left, m_region.left > 0, found.left < m_drawn.left,
                  beyond(m_region.left, found.top, found.left, found.bottom)))
            sides.left = m_drawn.left;
        if (keeps(found.top <= m_region.top, m_region.top > 0, found.top < m_drawn.top,
                  beyond(found.left, m_region.top, found.right, found.top)))
            sides.top = m_drawn.top;
        if (keeps(found.right >= m_region.right, m_region.right < m_view.width, found.right > m_drawn.right,
                  beyond(found.right, found.top, m_region.right, found.bottom)))
            sides.right = m_drawn.right;
        if (keeps(found.bottom >= m_region.bottom, m_region.bottom < m_view.height, found.bottom > m_drawn.bottom,
                  beyond(found.left, found.bottom, found.right, m_region.bottom)))
            sides.bottom = m_drawn.bottom;
    }

  private:
    static constexpr double kRestless = 0.02;

    const PixelView& m_view;
    Sides m_region;
    Sides m_drawn;
    const Grid<float>& m_distances;
    float m_parting;
    std::int32_t m_factor;
};

} // namespace

Result<TightBox> tightenBox(const PixelView& view, const Rect& drawn, const TightBoxOptions& options,
                            Progress& progress)
{
    if (Result<void> valid = validate(view); !valid)
        return valid.error();
    const PixelRect inside = pixelsUnder(view, drawn);
    if (inside.width <= 0)
        return Error{ErrorCode::InvalidInput, "The box holds no part of the picture.", {}};
    const TightBox unchanged{rectOf(inside), false};
    const double growth = std::isfinite(options.growth) ? std::clamp(options.growth, 0.0, 1.0) : 0;
    const double margin = std::max(2.0, std::round(growth * std::min(inside.width, inside.height)));
    const PixelRect region = pixelsUnder(view, rectOf(inside).adjusted(margin));
    const auto factor = static_cast<std::int32_t>(
        std::ceil(std::sqrt(double(region.width) * double(region.height) / kWorkPixels)));

    const Grid<Color> colors = reduced(view, region, factor);
    // Only a part of the margin, since the drawn box may lie a little inside of the object.
    const auto rim = std::max(1, static_cast<std::int32_t>(margin) / (3 * factor));
    const GroundColors ground(rimOf(colors, rim), colors.values);
    Grid<float> distances{colors.width, colors.height, {}};
    for (std::size_t i = 0; i < colors.values.size(); ++i) {
        if (i % 65536 == 0 && progress.cancelled())
            return Error{ErrorCode::Cancelled, "Looking for the object was stopped.", {}};
        distances.values.push_back(ground.distance(colors.values[i]));
    }
    const float parting = partingDistance(distances.values);
    const PixelRect found = boxOfStandingOut(distances, parting);
    if (found.width <= 0)
        return unchanged;
    Sides sides = atFullSize(found, region, factor, SideSearch(view, ground, parting));
    DrawnSides(view, region, inside, distances, parting, factor).keepIn(sides);
    if (sides.left >= sides.right || sides.top >= sides.bottom)
        return unchanged;
    return TightBox{rectOf(sides.rect()), true};
}

} // namespace touchstone
