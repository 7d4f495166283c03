#pragma once

#include <opencv2/core.hpp>

namespace touchstone {

/// Any decoded picture as 8-bit BGRA without transparency, as the canvas shows it. Written in place where
/// `bgra` has the size and type already.
/// - One channel of more than 8 bits, and all floating point: the range of its values is stretched to
///   black…white, since such data (X-ray, depth) seldom use the whole range.
/// - Colour with 16 bits: the upper 8 bits.
/// - Transparent pixels lie on plain white: a checkerboard would look like content to whoever labels it.
void toDisplay(const cv::Mat& decoded, cv::Mat& bgra);

} // namespace touchstone
