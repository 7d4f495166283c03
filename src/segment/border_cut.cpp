#include "segment/border_cut.h"

#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include "core/assist/segment_abi.h"

namespace touchstone {

namespace {

/// Right, down, and both diagonals downwards: each pair of neighbours once.
constexpr std::array<std::array<int, 2>, 4> kNeighbours = {{{1, 0}, {0, 1}, {1, 1}, {-1, 1}}};
/// As in cv::grabCut.
constexpr double kGamma = 50;

double squaredDifference(const cv::Mat& bgr, cv::Point a, cv::Point b)
{
    const cv::Vec3d off = cv::Vec3d(bgr.at<cv::Vec3b>(a)) - cv::Vec3d(bgr.at<cv::Vec3b>(b));
    return off.dot(off);
}

/// The undecided pixels of a picture, numbered.
class Band {
  public:
    Band(const cv::Mat& hints, const cv::Mat& object, int reach) : m_index(object.size(), CV_32S, cv::Scalar(-1))
    {
        const cv::Mat around =
            cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1});
        cv::Mat wide, narrow;
        cv::dilate(object, wide, around);
        cv::erode(object, narrow, around);
        for (int y = 0; y < object.rows; ++y) {
            for (int x = 0; x < object.cols; ++x) {
                const unsigned char hint = hints.at<unsigned char>(y, x);
                const bool open = hint == touchstoneHintUnknown || hint == touchstoneHintEdge;
                if (!open || wide.at<unsigned char>(y, x) == narrow.at<unsigned char>(y, x))
                    continue;
                m_index.at<int>(y, x) = static_cast<int>(m_places.size());
                m_places.emplace_back(x, y);
            }
        }
    }
    const std::vector<cv::Point>& places() const { return m_places; }
    int indexAt(cv::Point place) const { return m_index.at<int>(place); }
    /// Calls `visit(a, b, length)` for each pair of neighbours of which at least one is undecided.
    template <class Visit>
    void forEachPair(Visit visit) const
    {
        const cv::Rect all({0, 0}, m_index.size());
        for (const cv::Point place : m_places) {
            for (const auto& [dx, dy] : kNeighbours) {
                const double length = dx != 0 && dy != 0 ? std::sqrt(2.0) : 1;
                const cv::Point after(place.x + dx, place.y + dy), before(place.x - dx, place.y - dy);
                if (all.contains(after))
                    visit(place, after, length);
                // A pair of two undecided ones comes from the first of them.
                if (all.contains(before) && indexAt(before) < 0)
                    visit(place, before, length);
            }
        }
    }

  private:
    cv::Mat m_index;
    std::vector<cv::Point> m_places;
};

double contrastScale(const cv::Mat& bgr, const Band& band)
{
    double sum = 0;
    std::size_t pairs = 0;
    band.forEachPair([&](cv::Point a, cv::Point b, double) {
        sum += squaredDifference(bgr, a, b);
        ++pairs;
    });
    return sum > 0 ? double(pairs) / (2 * sum) : 0;
}

} // namespace

void cutAlongBorder(const cv::Mat& bgr, const cv::Mat& hints, int reach, const ColorModel& foreground,
                    const ColorModel& background, cv::Mat& object)
{
    const Band band(hints, object, reach);
    const auto count = static_cast<unsigned>(band.places().size());
    if (count == 0)
        return;
    const double beta = contrastScale(bgr, band);
    cv::detail::GCGraph<double> graph(count, 8 * count);
    for (const cv::Point place : band.places()) {
        const cv::Vec3b color = bgr.at<cv::Vec3b>(place);
        const double cheapest = std::min(foreground.cost(color), background.cost(color));
        graph.addTermWeights(graph.addVtx(), background.cost(color) - cheapest, foreground.cost(color) - cheapest);
    }
    band.forEachPair([&](cv::Point a, cv::Point b, double length) {
        const double weight = kGamma / length * std::exp(-beta * squaredDifference(bgr, a, b));
        if (const int other = band.indexAt(b); other >= 0)
            graph.addEdges(band.indexAt(a), other, weight, weight);
        else if (object.at<unsigned char>(b) != 0)
            graph.addTermWeights(band.indexAt(a), weight, 0);
        else
            graph.addTermWeights(band.indexAt(a), 0, weight);
    });
    graph.maxFlow();
    for (std::size_t i = 0; i < band.places().size(); ++i)
        object.at<unsigned char>(band.places()[i]) = graph.inSourceSegment(static_cast<int>(i));
}

} // namespace touchstone
