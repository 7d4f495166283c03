#include "touchstone/geometry/rle.h"

#include <algorithm>
#include <numeric>

#include "core/geometry/runs.h"

namespace touchstone {

namespace {

/// A vertical border at grid line x between two corners. Outer borders go clockwise on the screen, so the
/// object lies on the right hand: down where it ends on the right, up where it begins.
struct Border {
    std::uint32_t x = 0;
    std::uint32_t y0 = 0;
    std::uint32_t y1 = 0;
    bool down = false;
    /// The column interval it belongs to.
    std::uint32_t interval = 0;

    Point start() const { return {double(x), double(down ? y0 : y1)}; }
    Point end() const { return {double(x), double(down ? y1 : y0)}; }
};

struct Outline {
    std::vector<ColumnInterval> intervals;
    /// First interval of each column, and one past the last.
    std::vector<std::uint32_t> columnBegin;
    std::vector<std::uint32_t> parent;
    std::vector<Border> borders;
    /// The border that follows each one along the outline.
    std::vector<std::uint32_t> next;

    explicit Outline(const Rle& rle);
    std::uint32_t region(std::uint32_t interval);
    void join(std::uint32_t a, std::uint32_t b);
    void findBorders(std::uint32_t width);
    void emit(std::uint32_t x, std::uint32_t interval, std::uint32_t otherBegin, std::uint32_t otherEnd,
              bool down);
    void link(std::uint32_t height);
};

Outline::Outline(const Rle& rle)
{
    columnBegin.assign(std::size_t{rle.width} + 1, 0);
    forEachColumnInterval(rle, [&](std::uint32_t x, std::uint32_t y0, std::uint32_t y1) {
        intervals.push_back({x, y0, y1});
        ++columnBegin[x + 1];
    });
    std::partial_sum(columnBegin.begin(), columnBegin.end(), columnBegin.begin());
    parent.resize(intervals.size());
    std::iota(parent.begin(), parent.end(), 0U);
    findBorders(rle.width);
    link(rle.height);
}

std::uint32_t Outline::region(std::uint32_t interval)
{
    while (parent[interval] != interval) {
        parent[interval] = parent[parent[interval]];
        interval = parent[interval];
    }
    return interval;
}

void Outline::join(std::uint32_t a, std::uint32_t b)
{
    a = region(a);
    b = region(b);
    parent[std::max(a, b)] = std::min(a, b);
}

/// Adds the parts of `interval` that no interval of the neighbouring column covers.
void Outline::emit(std::uint32_t x, std::uint32_t interval, std::uint32_t otherBegin, std::uint32_t otherEnd,
                   bool down)
{
    std::uint32_t at = intervals[interval].y0;
    const std::uint32_t stop = intervals[interval].y1;
    for (std::uint32_t other = otherBegin; other < otherEnd && intervals[other].y0 < stop; ++other) {
        if (intervals[other].y0 > at) {
            borders.push_back({x, at, intervals[other].y0, down, interval});
        }
        at = std::max(at, intervals[other].y1);
    }
    if (at < stop) {
        borders.push_back({x, at, stop, down, interval});
    }
}

void Outline::findBorders(std::uint32_t width)
{
    for (std::uint32_t x = 0; x <= width; ++x) {
        const std::uint32_t leftBegin = x > 0 ? columnBegin[x - 1] : 0;
        const std::uint32_t leftEnd = x > 0 ? columnBegin[x] : 0;
        const std::uint32_t rightEnd = x < width ? columnBegin[x + 1] : leftEnd;
        const std::size_t first = borders.size();
        std::uint32_t from = leftEnd;
        for (std::uint32_t left = leftBegin; left < leftEnd; ++left) {
            while (from < rightEnd && intervals[from].y1 <= intervals[left].y0) {
                ++from;
            }
            emit(x, left, from, rightEnd, true);
            for (std::uint32_t right = from; right < rightEnd && intervals[right].y0 < intervals[left].y1;
                 ++right) {
                join(left, right);
            }
        }
        from = leftBegin;
        for (std::uint32_t right = leftEnd; right < rightEnd; ++right) {
            while (from < leftEnd && intervals[from].y1 <= intervals[right].y0) {
                ++from;
            }
            emit(x, right, from, leftEnd, false);
        }
        std::sort(borders.begin() + static_cast<std::ptrdiff_t>(first), borders.end(),
                  [](const Border& a, const Border& b) { return a.y0 < b.y0; });
    }
}

/// Joins the borders by the horizontal lines between their corners: on each line, corners from left to
/// right make pairs. Where two pixels touch by a corner only, four borders meet; there the outline stays
/// with its own pixel.
void Outline::link(std::uint32_t height)
{
    struct Corner {
        std::uint32_t border = 0;
        bool isEnd = false;
    };
    std::vector<std::uint32_t> lineBegin(std::size_t{height} + 2, 0);
    for (const Border& border : borders) {
        ++lineBegin[border.y0 + 1];
        ++lineBegin[border.y1 + 1];
    }
    std::partial_sum(lineBegin.begin(), lineBegin.end(), lineBegin.begin());
    std::vector<Corner> corners(borders.size() * 2);
    std::vector<std::uint32_t> fill(lineBegin.begin(), lineBegin.end() - 1);
    for (std::uint32_t i = 0; i < borders.size(); ++i) {
        const Border& border = borders[i];
        corners[fill[border.y0]++] = {i, !border.down};
        corners[fill[border.y1]++] = {i, border.down};
        // The upper border comes first. If it goes up, its corner belongs to the line on its right.
        const std::uint32_t at = fill[border.y0] - 1;
        const bool meets = at > lineBegin[border.y0] && borders[corners[at - 1].border].x == border.x;
        if (meets && !borders[corners[at - 1].border].down) {
            std::swap(corners[at - 1], corners[at]);
        }
    }
    next.resize(borders.size());
    for (std::size_t i = 0; i + 1 < corners.size(); i += 2) {
        const Corner& a = corners[i].isEnd ? corners[i] : corners[i + 1];
        const Corner& b = corners[i].isEnd ? corners[i + 1] : corners[i];
        next[a.border] = b.border;
    }
}

} // namespace

Polygon polygonFromRle(const Rle& rle)
{
    Polygon polygon;
    if (rle.height == 0 || rle.width == 0) {
        return polygon;
    }
    Outline outline(rle);
    // Parts in the order of their first pixel.
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<std::uint32_t> partOf(outline.intervals.size(), none);
    for (std::uint32_t i = 0; i < outline.intervals.size(); ++i) {
        std::uint32_t& part = partOf[outline.region(i)];
        if (part == none) {
            part = static_cast<std::uint32_t>(polygon.size());
            polygon.emplace_back();
        }
    }
    std::vector<bool> used(outline.borders.size(), false);
    for (std::uint32_t i = 0; i < outline.borders.size(); ++i) {
        if (used[i]) {
            continue;
        }
        Ring ring;
        for (std::uint32_t at = i; !used[at]; at = outline.next[at]) {
            used[at] = true;
            ring.push_back(outline.borders[at].start());
            ring.push_back(outline.borders[at].end());
        }
        PolygonPart& part = polygon[partOf[outline.region(outline.borders[i].interval)]];
        if (signedArea(ring) > 0) {
            part.outer = std::move(ring);
        } else {
            part.holes.push_back(std::move(ring));
        }
    }
    return polygon;
}

} // namespace touchstone
