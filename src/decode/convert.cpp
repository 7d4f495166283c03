#include "decode/convert.h"

#include <opencv2/imgproc.hpp>

namespace touchstone {

namespace {

cv::Mat toEightBits(const cv::Mat& decoded)
{
    if (decoded.depth() == CV_8U)
        return decoded;
    cv::Mat bytes;
    if (decoded.depth() == CV_16U && decoded.channels() > 1) {
        decoded.convertTo(bytes, CV_8U, 1.0 / 257);
        return bytes;
    }
    cv::Mat values;
    if (decoded.depth() == CV_32F || decoded.depth() == CV_64F) {
        decoded.convertTo(values, CV_32F);
        cv::patchNaNs(values, 0);
    } else {
        values = decoded;
    }
    double low = 0, high = 0;
    cv::minMaxIdx(values.reshape(1), &low, &high);
    const double scale = high > low ? 255 / (high - low) : 0;
    values.convertTo(bytes, CV_8U, scale, -low * scale);
    return bytes;
}

void layOnWhite(cv::Mat& bgra)
{
    for (int y = 0; y < bgra.rows; ++y) {
        auto* pixel = bgra.ptr<cv::Vec4b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            cv::Vec4b& p = pixel[x];
            const int alpha = p[3];
            if (alpha == 255)
                continue;
            for (int c = 0; c < 3; ++c)
                p[c] = static_cast<uchar>((p[c] * alpha + 255 * (255 - alpha) + 127) / 255);
            p[3] = 255;
        }
    }
}

} // namespace

void toDisplay(const cv::Mat& decoded, cv::Mat& bgra)
{
    const cv::Mat bytes = toEightBits(decoded);
    switch (bytes.channels()) {
    case 1:
        return cv::cvtColor(bytes, bgra, cv::COLOR_GRAY2BGRA);
    case 3:
        return cv::cvtColor(bytes, bgra, cv::COLOR_BGR2BGRA);
    case 4:
        bytes.copyTo(bgra);
        return layOnWhite(bgra);
    default:
        CV_Error(cv::Error::StsUnsupportedFormat, "the number of channels is not 1, 3 or 4");
    }
}

} // namespace touchstone
