#include <opencv2/core/utils/logger.hpp>

#include "core/assist/segment_abi.h"

extern "C" {

__attribute__((visibility("default"))) TouchstoneSegmentVersion touchstoneSegmentVersion;

int touchstoneSegmentVersion()
{
    // Failures are reported by our own errors; OpenCV would print them as well.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return touchstoneSegmentVersionNumber;
}
}
