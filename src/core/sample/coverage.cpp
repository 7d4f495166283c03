#include "core/sample/coverage.h"

#include <algorithm>
#include <cmath>

namespace touchstone::sample {

namespace {

/// Adds what one edge changes: each cell holds the step of the coverage from its left neighbour, so that the
/// running sum along a row is the covered area.
class EdgeAccumulator {
  public:
    EdgeAccumulator(std::vector<float>& cells, int width, int height)
        : m_cells(cells), m_width(width), m_height(height), m_stride(static_cast<std::size_t>(width) + 2)
    {
        m_cells.assign(m_stride * static_cast<std::size_t>(height), 0.0f);
    }
    void addEdge(Point a, Point b)
    {
        if (a.y == b.y)
            return;
        const double direction = a.y < b.y ? 1 : -1;
        if (direction < 0)
            std::swap(a, b);
        const double slope = (b.x - a.x) / (b.y - a.y);
        const double top = std::max(a.y, 0.0), bottom = std::min(b.y, static_cast<double>(m_height));
        for (int row = static_cast<int>(top); row < bottom; ++row) {
            const double y0 = std::max(top, static_cast<double>(row));
            const double y1 = std::min(bottom, row + 1.0);
            if (y1 > y0)
                addSpan(row, a.x + (y0 - a.y) * slope, a.x + (y1 - a.y) * slope, (y1 - y0) * direction);
        }
    }
    std::size_t stride() const { return m_stride; }

  private:
    void addSpan(int row, double xa, double xb, double amount)
    {
        const double right = m_width;
        const double x0 = std::clamp(std::min(xa, xb), 0.0, right),
                     x1 = std::clamp(std::max(xa, xb), 0.0, right);
        float* cells = m_cells.data() + static_cast<std::size_t>(row) * m_stride;
        const int first = static_cast<int>(x0), last = std::max(first, static_cast<int>(std::ceil(x1)) - 1);
        double before = 0;
        for (int cell = first; cell <= last; ++cell) {
            const double covered = coveredUpTo(cell + 1.0, x0, x1);
            cells[cell] += static_cast<float>(amount * (covered - before));
            before = covered;
        }
        cells[last + 1] += static_cast<float>(amount * (1 - before));
    }
    /// The mean, over the edge's height, of the area right of the edge in the column that ends at `x`.
    static double coveredUpTo(double x, double x0, double x1)
    {
        const double left = x - 1;
        if (x1 - x0 < 1e-9)
            return x - std::clamp(x0, left, x);
        const double a = std::clamp(x0, left, x), b = std::clamp(x1, left, x);
        // Parts of the edge left of the column cover it wholly, those inside by half of their run.
        const double whole = (a - x0) / (x1 - x0), inside = (b - a) / (x1 - x0);
        return whole + inside * (x - (a + b) / 2);
    }

    std::vector<float>& m_cells;
    int m_width;
    int m_height;
    std::size_t m_stride;
};

void boxFilter(const float* in, float* out, int count, std::size_t step, int reach)
{
    const float scale = 1.0f / static_cast<float>(2 * reach + 1);
    const auto at = [&](int i) {
        return i >= 0 && i < count ? in[static_cast<std::size_t>(i) * step] : 0.0f;
    };
    float sum = 0;
    for (int i = -reach; i <= reach; ++i)
        sum += at(i);
    for (int i = 0; i < count; ++i) {
        out[static_cast<std::size_t>(i) * step] = sum * scale;
        sum += at(i + reach + 1) - at(i - reach);
    }
}

} // namespace

void rasterize(const std::vector<Ring>& rings, Point origin, int width, int height,
               std::vector<float>& coverage)
{
    static thread_local std::vector<float> cells;
    EdgeAccumulator edges(cells, width, height);
    for (const Ring& ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            edges.addEdge(ring[i] - origin, ring[(i + 1) % ring.size()] - origin);
    coverage.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const float* row = cells.data() + static_cast<std::size_t>(y) * edges.stride();
        float* out = coverage.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
        float sum = 0;
        for (int x = 0; x < width; ++x) {
            sum += row[x];
            out[x] = std::min(std::abs(sum), 1.0f);
        }
    }
}

void blur(std::vector<float>& values, int width, int height, double radius, std::vector<float>& scratch)
{
    const int reach = std::max(1, static_cast<int>(std::lround(radius * 0.6)));
    scratch.resize(values.size());
    const auto rowStep = static_cast<std::size_t>(width);
    for (int pass = 0; pass < 2; ++pass) {
        for (int y = 0; y < height; ++y)
            boxFilter(values.data() + rowStep * static_cast<std::size_t>(y),
                      scratch.data() + rowStep * static_cast<std::size_t>(y), width, 1, reach);
        for (int x = 0; x < width; ++x)
            boxFilter(scratch.data() + x, values.data() + x, height, rowStep, reach);
    }
}

} // namespace touchstone::sample
