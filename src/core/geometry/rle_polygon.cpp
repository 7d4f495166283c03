#include "touchstone/geometry/rle.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "core/geometry/runs.h"

namespace touchstone {

namespace {

// The rule: vertices go to a grid five times as fine; each edge becomes a digital line on it; wherever the
// line steps from grid column 5c + 2 to 5c + 3 (the middle of pixel column c), or back, a border lies in
// column c, at the upper one of the two points. The pixels between pairs of borders, counted down the
// columns, are inside. Here each edge is looked at only where it crosses the middle of a column.
constexpr std::int64_t fine = 5;
constexpr std::int64_t half = 2;
/// Keeps hostile coordinates in range; far outside every image.
constexpr double coordinateLimit = 1e15;

struct GridPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

std::int64_t toGrid(double value)
{
    const double scaled = double(fine) * value + .5;
    return std::isnan(scaled)
               ? 0
               : static_cast<std::int64_t>(std::clamp(scaled, -coordinateLimit, coordinateLimit));
}

struct Raster {
    std::int64_t height = 0;
    std::int64_t width = 0;
    struct Border {
        std::uint32_t column = 0;
        std::uint32_t row = 0;
    };
    std::vector<Border> borders;
    /// The columns in which borders lie.
    std::uint32_t first = ~std::uint32_t{0};
    std::uint32_t last = 0;

    /// Borders in the pixel columns from `left` to `right`, each at the fine height that `yIn(column)` gives.
    template <class Height>
    void add(std::int64_t left, std::int64_t right, Height yIn)
    {
        if (left > right) {
            return;
        }
        first = std::min(first, static_cast<std::uint32_t>(left));
        last = std::max(last, static_cast<std::uint32_t>(right));
        const std::size_t size = borders.size();
        borders.resize(size + static_cast<std::size_t>(right - left) + 1);
        Border* out = borders.data() + size;
        for (std::int64_t column = left; column <= right; ++column) {
            const std::int64_t y = yIn(column);
            const std::int64_t row = y <= half ? 0 : std::min((y + half) / fine, height);
            *out++ = {static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row)};
        }
    }
    /// The pixel columns whose middle lies between the fine columns `from` and `to`, from <= to.
    std::pair<std::int64_t, std::int64_t> columns(std::int64_t from, std::int64_t to) const
    {
        const std::int64_t left = from <= half ? 0 : (from - half + fine - 1) / fine;
        const std::int64_t right = to <= half ? -1 : (to - half - 1) / fine;
        return {left, std::min(right, width - 1)};
    }
    /// The borders as column-major pixel numbers in ascending order.
    std::vector<std::uint32_t> sorted() const;
    void flat(GridPoint a, GridPoint b);
    void steep(GridPoint a, GridPoint b);
    void edge(GridPoint a, GridPoint b);
};

std::vector<std::uint32_t> Raster::sorted() const
{
    std::vector<std::uint32_t> numbers(borders.size());
    std::uint32_t* const result = numbers.data();
    // Columns hold few borders each: counting them, then ordering each column, beats a general sort.
    std::vector<std::uint32_t> places(borders.empty() ? 0 : last - first + 2, 0);
    std::uint32_t* const place = places.data();
    for (const Border& border : borders) {
        ++place[border.column - first + 1];
    }
    std::partial_sum(places.begin(), places.end(), places.begin());
    const auto rows = static_cast<std::uint32_t>(height);
    for (const Border& border : borders) {
        result[place[border.column - first]++] = border.column * rows + border.row;
    }
    std::uint32_t begin = 0;
    for (const std::uint32_t end : places) {
        if (end - begin == 2) {
            if (result[begin] > result[begin + 1]) {
                std::swap(result[begin], result[begin + 1]);
            }
        } else if (end - begin > 2) {
            std::sort(result + begin, result + end);
        }
        begin = end;
    }
    return numbers;
}

/// At least as wide as high, from left to right.
void Raster::flat(GridPoint a, GridPoint b)
{
    const double slope = double(b.y - a.y) / double(b.x - a.x);
    const auto yAt = [&](std::int64_t x) {
        return static_cast<std::int64_t>(double(a.y) + slope * double(x - a.x) + .5);
    };
    const auto [left, right] = columns(a.x, b.x);
    // The upper one of the two points beside the middle.
    const std::int64_t middle = slope >= 0 ? half : half + 1;
    add(left, right, [&](std::int64_t column) { return yAt(fine * column + middle); });
}

/// Higher than wide, from top to bottom.
void Raster::steep(GridPoint a, GridPoint b)
{
    if (a.x == b.x) {
        return;
    }
    const std::int64_t height0 = b.y - a.y;
    const double slope = double(b.x - a.x) / double(height0);
    const auto xAt = [&](std::int64_t step) {
        return static_cast<std::int64_t>(double(a.x) + slope * double(step) + .5);
    };
    const bool toRight = b.x > a.x;
    const double stepsPerColumn = 1 / slope;
    const auto [left, right] = columns(std::min(a.x, b.x), std::max(a.x, b.x));
    add(left, right, [&](std::int64_t column) {
        // The first step that lies beyond the middle: a guess, then set right by the rule itself.
        const std::int64_t border = fine * column + half;
        const auto beyond = [&](std::int64_t step) {
            return toRight ? xAt(step) > border : xAt(step) <= border;
        };
        auto step = static_cast<std::int64_t>((double(border - a.x) + .5) * stepsPerColumn);
        step = std::clamp<std::int64_t>(step, 1, height0);
        while (step > 1 && beyond(step - 1)) {
            --step;
        }
        while (step < height0 && !beyond(step)) {
            ++step;
        }
        return a.y + step - 1;
    });
}

void Raster::edge(GridPoint a, GridPoint b)
{
    const std::int64_t dx = std::abs(b.x - a.x);
    const std::int64_t dy = std::abs(b.y - a.y);
    if (dx >= dy) {
        if (dx > 0) {
            a.x < b.x ? flat(a, b) : flat(b, a);
        }
    } else {
        a.y < b.y ? steep(a, b) : steep(b, a);
    }
}

/// Joins many masks at once: each run is looked at a few times, however many masks there are.
class RunUnion {
  public:
    void add(const Rle& rle)
    {
        forEachRun(rle, [this](std::uint64_t start, std::uint64_t end) { m_runs.emplace_back(start, end); });
    }
    Rle finish(std::uint32_t height, std::uint32_t width)
    {
        std::sort(m_runs.begin(), m_runs.end());
        RunBuilder joined;
        std::uint64_t covered = 0;
        for (const auto& [start, end] : m_runs) {
            joined.add(std::max(start, covered), end);
            covered = std::max(covered, end);
        }
        return {height, width, joined.finish(std::uint64_t{height} * width)};
    }

  private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_runs;
};

/// Not fewer than there will be borders, unless the ring is very wild.
std::size_t columnsCrossed(const Ring& ring, std::uint32_t width)
{
    double sum = 0;
    double before = ring.back().x;
    for (const Point& point : ring) {
        const double columns = std::abs(point.x - before) + 1;
        sum += columns < width ? columns : width;
        before = point.x;
    }
    return static_cast<std::size_t>(std::min(sum, 1e6));
}

} // namespace

Rle rleFromRing(const Ring& ring, std::uint32_t height, std::uint32_t width)
{
    const std::uint64_t total = std::uint64_t{height} * width;
    if (ring.empty() || total >= std::uint64_t{1} << 31) {
        return {height, width, {static_cast<std::uint32_t>(total)}};
    }
    Raster raster{height, width, {}};
    GridPoint before{toGrid(ring.back().x), toGrid(ring.back().y)};
    raster.borders.reserve(columnsCrossed(ring, width));
    for (const Point& point : ring) {
        const GridPoint next{toGrid(point.x), toGrid(point.y)};
        raster.edge(before, next);
        before = next;
    }
    std::vector<std::uint32_t> borders = raster.sorted();
    // Two borders at one place cancel each other, and one at the end of the image ends nothing.
    std::uint32_t* const kept = borders.data();
    std::size_t count = 0;
    for (const std::uint32_t border : borders) {
        if (count > 0 && kept[count - 1] == border) {
            --count;
        } else {
            kept[count++] = border;
        }
    }
    count -= count > 0 && kept[count - 1] == total ? 1 : 0;
    Rle rle{height, width, std::vector<std::uint32_t>(count + 1)};
    std::uint32_t* const counts = rle.counts.data();
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        counts[i] = kept[i] - last;
        last = kept[i];
    }
    counts[count] = static_cast<std::uint32_t>(total) - last;
    return rle;
}

Rle rleFromPolygon(const Polygon& polygon, std::uint32_t height, std::uint32_t width)
{
    if (polygon.size() == 1 && polygon[0].holes.empty()) {
        return rleFromRing(polygon[0].outer, height, width);
    }
    RunUnion sum;
    for (const PolygonPart& part : polygon) {
        const Rle outer = rleFromRing(part.outer, height, width);
        if (part.holes.empty()) {
            sum.add(outer);
            continue;
        }
        RunUnion holes;
        for (const Ring& hole : part.holes) {
            holes.add(rleFromRing(hole, height, width));
        }
        sum.add(subtract(outer, holes.finish(height, width)));
    }
    return sum.finish(height, width);
}

} // namespace touchstone
