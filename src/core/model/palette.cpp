#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <vector>

#include "touchstone/model/ontology.h"

namespace touchstone {
namespace {

using Vec = std::array<double, 3>;

Vec linear(Rgb rgb)
{
    const auto channel = [](unsigned v) {
        const double s = v / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return {channel((rgb >> 16) & 255), channel((rgb >> 8) & 255), channel(rgb & 255)};
}

// Oklab (Björn Ottosson, 2020): Euclidean distance in it is close to perceived difference.
Vec oklab(const Vec& c)
{
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

// Linear-RGB matrices of Machado, Oliveira and Fernandes (2009) at full severity.
constexpr std::array<std::array<Vec, 3>, 4> kSights{{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

using Seen = std::array<Vec, kSights.size()>;

Seen seen(Rgb rgb)
{
    const Vec c = linear(rgb);
    Seen result;
    for (std::size_t k = 0; k < kSights.size(); ++k) {
        Vec mapped{};
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column)
                mapped[row] += kSights[k][row][column] * c[column];
        for (double& v : mapped)
            v = std::clamp(v, 0.0, 1.0);
        result[k] = oklab(mapped);
    }
    return result;
}

double distance(const Seen& a, const Seen& b)
{
    double least = std::numeric_limits<double>::max();
    for (std::size_t k = 0; k < a.size(); ++k)
        least = std::min(least, std::hypot(a[k][0] - b[k][0], a[k][1] - b[k][1], a[k][2] - b[k][2]));
    return least;
}

struct Candidate {
    Rgb rgb;
    Seen seen;
};

const std::vector<Candidate>& candidates()
{
    static const std::vector<Candidate> all = [] {
        std::vector<Candidate> result;
        for (unsigned r = 0; r < 256; r += 17)
            for (unsigned g = 0; g < 256; g += 17)
                for (unsigned b = 0; b < 256; b += 17) {
                    const Rgb rgb = r << 16 | g << 8 | b;
                    const Vec lab = oklab(linear(rgb));
                    const double chroma = std::hypot(lab[1], lab[2]);
                    const double hue = std::atan2(lab[2], lab[1]);
                    // Grey cannot be told from the picture; the accent's indigo is taken.
                    const bool indigo = hue > -1.75 && hue < -1.2 && chroma > 0.09;
                    if (lab[0] > 0.42 && lab[0] < 0.93 && chroma > 0.07 && !indigo)
                        result.push_back({rgb, seen(rgb)});
                }
        return result;
    }();
    return all;
}

} // namespace

Rgb paletteColor(std::size_t index)
{
    static constexpr std::array<Rgb, 7> kOkabeIto{0x56B4E9, 0xE69F00, 0x009E73, 0xF0E442,
                                                  0xCC79A7, 0x0072B2, 0xD55E00};
    if (index < kOkabeIto.size())
        return kOkabeIto[index];

    // Each next colour is the candidate farthest from all before it; after some hundred they repeat.
    static std::mutex mutex;
    static std::vector<Candidate> chosen;
    static std::vector<double> nearest;
    const std::lock_guard lock(mutex);
    const auto take = [](const Candidate& c) {
        chosen.push_back(c);
        for (std::size_t i = 0; i < nearest.size(); ++i)
            nearest[i] = std::min(nearest[i], distance(candidates()[i].seen, c.seen));
    };
    if (chosen.empty()) {
        nearest.assign(candidates().size(), std::numeric_limits<double>::max());
        for (const Rgb rgb : kOkabeIto)
            take({rgb, seen(rgb)});
    }
    index = kOkabeIto.size() + (index - kOkabeIto.size()) % 256;
    while (chosen.size() <= index) {
        const auto best = std::max_element(nearest.begin(), nearest.end()) - nearest.begin();
        take(candidates()[static_cast<std::size_t>(best)]);
    }
    return chosen[index].rgb;
}

} // namespace touchstone
