#pragma once

#include <cstdio>
#include <exception>

#include <opencv2/core.hpp>

#include "core/assist/segment_abi.h"

namespace touchstone {

/// No exception leaves a module. cv::Exception::what() spans lines and names source files; the reason alone is
/// in `err`. What `work` gave, else a zero.
template <class Work>
auto guarded(TouchstoneReason reason, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const cv::Exception& error) {
        std::snprintf(reason.message, reason.size, "%s", error.err.c_str());
    } catch (const std::exception& error) {
        std::snprintf(reason.message, reason.size, "%s", error.what());
    }
    return {};
}

/// The pixels as OpenCV sees them, not copied; it reads and never writes through them.
inline cv::Mat matOf(const TouchstonePixels& pixels)
{
    return {pixels.height, pixels.width, CV_8UC4, const_cast<unsigned char*>(pixels.bgra),
            static_cast<std::size_t>(pixels.stride)};
}

/// Three channels, reduced to a size.
cv::Mat reducedBgr(const TouchstonePixels& pixels, cv::Size size);

} // namespace touchstone
