#include <algorithm>
#include <memory>
#include <vector>

#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/segmentation.hpp>

#include "segment/reason.h"

using touchstone::guarded;
using Scissors = cv::segmentation::IntelligentScissorsMB;

extern "C" {

__attribute__((visibility("default"))) TouchstoneScissorsBuild touchstoneScissorsBuild;
__attribute__((visibility("default"))) TouchstoneScissorsPath touchstoneScissorsPath;
__attribute__((visibility("default"))) TouchstoneScissorsFree touchstoneScissorsFree;

void* touchstoneScissorsBuild(const TouchstoneScissorsRequest* request, TouchstoneReason reason)
{
    return guarded(reason, [request]() -> void* {
        const cv::Size size(request->width, request->height);
        auto scissors = std::make_unique<Scissors>();
        // Canny finds the borders of colours too; beyond the limit a stronger edge attracts no more, so that
        // lettering nearby does not pull the path away from a fainter outline.
        scissors->setEdgeFeatureCannyParameters(32, 100);
        scissors->setGradientMagnitudeMaxLimit(200);
        scissors->applyImage(touchstone::reducedBgr(request->pixels, size));
        scissors->buildMap({request->anchorX, request->anchorY});
        return scissors.release();
    });
}

int touchstoneScissorsPath(const void* map, std::int32_t x, std::int32_t y, void* context,
                           void (*add)(void*, std::int32_t, std::int32_t), TouchstoneReason reason)
{
    return guarded(reason, [&] {
        std::vector<cv::Point> path;
        static_cast<const Scissors*>(map)->getContour({x, y}, path);
        for (const cv::Point point : path)
            add(context, point.x, point.y);
        return 1;
    });
}

void touchstoneScissorsFree(void* map)
{
    delete static_cast<Scissors*>(map);
}
}
