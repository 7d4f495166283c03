#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/media/decode_abi.h"
#include "decode/convert.h"

namespace {

void say(char* message, std::size_t size, const char* text)
{
    std::snprintf(message, size, "%s", text);
}

/// cv::Exception::what() spans lines and names source files; the reason alone is in `err`.
template <class Work>
int guarded(char* message, std::size_t size, Work work)
{
    try {
        return work();
    } catch (const cv::Exception& error) {
        say(message, size, error.err.c_str());
    } catch (const std::exception& error) {
        say(message, size, error.what());
    }
    return 0;
}

int reductionFactor(const cv::Mat& image, int maxSide)
{
    int factor = 1;
    while (maxSide > 0 && std::max(image.cols, image.rows) / (2 * factor) >= maxSide)
        factor *= 2;
    return factor;
}

int decode(const TouchstoneDecodeRequest& request)
{
    // The codec reads and never writes through this pointer.
    const cv::Mat bytes(1, static_cast<int>(request.size), CV_8U, const_cast<unsigned char*>(request.bytes));
    const cv::Mat decoded = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    if (decoded.empty()) {
        say(request.message, request.messageSize, "the data end early or contradict themselves");
        return 0;
    }
    const int factor = reductionFactor(decoded, request.maxSide);
    const cv::Size size((decoded.cols + factor - 1) / factor, (decoded.rows + factor - 1) / factor);
    unsigned char* out = request.allocate(request.context, size.width, size.height);
    if (!out) {
        say(request.message, request.messageSize, "not enough memory");
        return 0;
    }
    cv::Mat target(size, CV_8UC4, out);
    if (factor == 1) {
        touchstone::toDisplay(decoded, target);
    } else if (decoded.type() == CV_8UC3) {
        cv::Mat small;
        cv::resize(decoded, small, size, 0, 0, cv::INTER_AREA);
        cv::cvtColor(small, target, cv::COLOR_BGR2BGRA);
    } else {
        cv::Mat whole;
        touchstone::toDisplay(decoded, whole);
        cv::resize(whole, target, size, 0, 0, cv::INTER_AREA);
    }
    return 1;
}

int encode(const TouchstoneEncodeRequest& request)
{
    const cv::Mat bgra(request.height, request.width, CV_8UC4, const_cast<unsigned char*>(request.pixels));
    cv::Mat bgr;
    cv::cvtColor(bgra, bgr, cv::COLOR_BGRA2BGR);
    std::vector<unsigned char> bytes;
    if (!cv::imencode(request.extension, bgr, bytes)) {
        say(request.message, request.messageSize, "the codec refused it");
        return 0;
    }
    request.write(request.context, bytes.data(), bytes.size());
    return 1;
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) TouchstoneVersionFunction touchstoneDecodeVersion;
__attribute__((visibility("default"))) TouchstoneDecodeFunction touchstoneDecode;
__attribute__((visibility("default"))) TouchstoneEncodeFunction touchstoneEncode;

int touchstoneDecodeVersion()
{
    // Damaged files are reported by our own errors; OpenCV would print them as well.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return touchstoneDecodeVersionNumber;
}

int touchstoneDecode(const TouchstoneDecodeRequest* request)
{
    return guarded(request->message, request->messageSize, [request] { return decode(*request); });
}

int touchstoneEncode(const TouchstoneEncodeRequest* request)
{
    return guarded(request->message, request->messageSize, [request] { return encode(*request); });
}
}
