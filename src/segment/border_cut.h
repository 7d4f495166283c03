#pragma once

#include <functional>

#include <opencv2/core.hpp>

#include "segment/color_model.h"

namespace touchstone {

/// Decides anew which pixels within `reach` of the border of `object` (0 and 1) belong to it: by the colour
/// models, and so that its border lies where colours change. `hints` (of segment_abi.h) stay as they are.
void cutAlongBorder(const cv::Mat& bgr, const cv::Mat& hints, int reach, const ColorModel& foreground,
                    const ColorModel& background, cv::Mat& object);

} // namespace touchstone
