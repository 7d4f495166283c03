#include "core/assist/ground_colors.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace touchstone {

namespace {

constexpr std::size_t kClusters = 5;
constexpr double kRare = 0.04;
constexpr double kMuchMore = 1.8;
/// What a plain surface spreads at least, so that its grain does not count.
constexpr float kGrain = 7;

float squared(const Color& a, const Color& b)
{
    float sum = 0;
    for (std::size_t c = 0; c < 3; ++c)
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    return sum;
}

std::size_t nearest(const std::vector<Color>& means, const Color& color)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < means.size(); ++i)
        if (squared(means[i], color) < squared(means[best], color))
            best = i;
    return best;
}

/// Starts from the mean and goes on with what is farthest from all so far: no chance is in it.
std::vector<Color> spreadOut(const std::vector<Color>& samples)
{
    Color mean = {};
    for (const Color& sample : samples)
        for (std::size_t c = 0; c < 3; ++c)
            mean[c] += sample[c] / float(samples.size());
    std::vector<Color> means = {mean};
    while (means.size() < kClusters) {
        const auto farther = [&](const Color& a, const Color& b) {
            return squared(means[nearest(means, a)], a) < squared(means[nearest(means, b)], b);
        };
        means.push_back(*std::max_element(samples.begin(), samples.end(), farther));
    }
    return means;
}

/// Which part of some colours is nearest to each mean.
std::vector<double> sharesOf(const std::vector<Color>& means, const std::vector<Color>& colors)
{
    std::vector<double> shares(means.size(), 0);
    for (const Color& color : colors)
        shares[nearest(means, color)] += 1.0 / double(colors.size());
    return shares;
}

} // namespace

GroundColors::GroundColors(const std::vector<Color>& samples, const std::vector<Color>& within)
{
    if (samples.empty())
        return;
    struct Sum {
        double color[3] = {};
        double squares = 0;
        double count = 0;
    };
    std::vector<Color> means = spreadOut(samples);
    std::vector<Sum> sums;
    for (int round = 0; round < 8; ++round) {
        sums.assign(means.size(), {});
        for (const Color& sample : samples) {
            const std::size_t own = nearest(means, sample);
            Sum& sum = sums[own];
            for (std::size_t c = 0; c < 3; ++c)
                sum.color[c] += sample[c];
            sum.squares += squared(means[own], sample);
            ++sum.count;
        }
        for (std::size_t i = 0; i < means.size(); ++i)
            for (std::size_t c = 0; c < 3 && sums[i].count > 0; ++c)
                means[i][c] = static_cast<float>(sums[i].color[c] / sums[i].count);
    }
    std::vector<double> shares = sharesOf(means, within);
    double largest = 0;
    for (const Sum& sum : sums)
        largest = std::max(largest, sum.count);
    for (std::size_t i = 0; i < means.size(); ++i) {
        const double share = sums[i].count / double(samples.size());
        const bool ofObject = sums[i].count < largest && shares[i] > kMuchMore * share;
        if (share >= kRare && !ofObject)
            m_clusters.push_back(
                {means[i], kGrain + static_cast<float>(std::sqrt(sums[i].squares / sums[i].count))});
    }
}

float GroundColors::distance(const Color& color) const
{
    float least = farthest;
    for (const Cluster& cluster : m_clusters)
        least = std::min(least, std::sqrt(squared(cluster.mean, color)) / cluster.spread);
    return least;
}

} // namespace touchstone
