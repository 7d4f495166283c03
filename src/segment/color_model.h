#pragma once

#include <array>

#include <opencv2/core.hpp>

namespace touchstone {

/// Reads a model that cv::grabCut has learned: five Gaussians, as five weights, means and covariances.
class ColorModel {
  public:
    explicit ColorModel(const cv::Mat& learned);
    /// -log of how likely a colour is.
    double cost(cv::Vec3b color) const;

  private:
    struct Gaussian {
        double factor;
        cv::Vec3d mean;
        cv::Matx33d inverse;
    };
    std::array<Gaussian, 5> m_parts;
};

} // namespace touchstone
