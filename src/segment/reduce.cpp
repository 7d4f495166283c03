#include <opencv2/imgproc.hpp>

#include "segment/reason.h"

namespace touchstone {

cv::Mat reducedBgr(const TouchstonePixels& pixels, cv::Size size)
{
    cv::Mat bgra = matOf(pixels);
    cv::Mat smaller, bgr;
    if (bgra.size() != size) {
        cv::resize(bgra, smaller, size, 0, 0, cv::INTER_AREA);
        bgra = smaller;
    }
    cv::cvtColor(bgra, bgr, cv::COLOR_BGRA2BGR);
    return bgr;
}

} // namespace touchstone
