#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace touchstone {

using Color = std::array<float, 3>;

/// The colours that a background has: a few clusters, learned from samples.
class GroundColors {
  public:
    /// From what lies along a border. The object may run through it: colours that are rare among the samples,
    /// or make up much more of what is `within` the border, are left out.
    GroundColors(const std::vector<Color>& samples, const std::vector<Color>& within);
    /// How far a colour is from the nearest cluster, in units of how much that one spreads; 0…farthest.
    float distance(const std::uint8_t* pixel) const
    {
        return distance(Color{float(pixel[0]), float(pixel[1]), float(pixel[2])});
    }
    float distance(const Color& color) const;

    static constexpr float farthest = 20;

  private:
    struct Cluster {
        Color mean = {};
        float spread = 0;
    };
    std::vector<Cluster> m_clusters;
};

} // namespace touchstone
