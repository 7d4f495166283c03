#include <cstring>

#include <opencv2/imgproc.hpp>
#include <opencv2/ximgproc/slic.hpp>

#include "segment/reason.h"

namespace {

int superpixels(const TouchstoneSuperpixelRequest& request)
{
    const cv::Size size(request.width, request.height);
    cv::Mat bgr = touchstone::reducedBgr(request.pixels, size);
    cv::Mat lab;
    // A grain of noise must not decide where a border lies.
    cv::GaussianBlur(bgr, bgr, {3, 3}, 0);
    cv::cvtColor(bgr, lab, cv::COLOR_BGR2Lab);
    const auto slic = cv::ximgproc::createSuperpixelSLIC(lab, cv::ximgproc::SLIC, request.side, request.smoothness);
    // One round a call, so that it can be stopped; it goes on from the centres of the round before.
    for (int round = 0; round < 5; ++round) {
        if (request.stopped(request.context))
            return 1;
        slic->iterate(1);
    }
    slic->enforceLabelConnectivity(25);
    cv::Mat labels;
    slic->getLabels(labels);
    for (int y = 0; y < size.height; ++y)
        std::memcpy(request.labels + std::ptrdiff_t{y} * size.width, labels.ptr<int>(y),
                    std::size_t(size.width) * sizeof(std::int32_t));
    *request.count = slic->getNumberOfSuperpixels();
    return 1;
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) TouchstoneSuperpixels touchstoneSuperpixels;

int touchstoneSuperpixels(const TouchstoneSuperpixelRequest* request, TouchstoneReason reason)
{
    return touchstone::guarded(reason, [request] { return superpixels(*request); });
}
}
