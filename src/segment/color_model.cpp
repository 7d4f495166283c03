#include "segment/color_model.h"

#include <algorithm>
#include <cmath>

namespace touchstone {

ColorModel::ColorModel(const cv::Mat& learned)
{
    const double* weights = learned.ptr<double>(0);
    const double* means = weights + m_parts.size();
    const double* covariances = means + 3 * m_parts.size();
    for (std::size_t i = 0; i < m_parts.size(); ++i, means += 3, covariances += 9) {
        // A picture of one colour has no spread, and a single pixel is never exactly of the mean of many.
        const cv::Matx33d covariance = cv::Matx33d(covariances) + cv::Matx33d::eye();
        const double determinant = cv::determinant(covariance);
        m_parts[i] = {determinant > 0 ? weights[i] / std::sqrt(determinant) : 0, cv::Vec3d(means),
                      covariance.inv()};
    }
}

double ColorModel::cost(cv::Vec3b color) const
{
    double likelihood = 0;
    for (const Gaussian& part : m_parts) {
        if (part.factor <= 0)
            continue;
        const cv::Vec3d off = cv::Vec3d(color) - part.mean;
        likelihood += part.factor * std::exp(-0.5 * off.dot(part.inverse * off));
    }
    return -std::log(std::max(likelihood, 1e-25));
}

} // namespace touchstone
