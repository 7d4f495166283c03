#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "segment/border_cut.h"
#include "segment/reason.h"

namespace {

/// What the rounds work on; a million pixels would take over a second each.
constexpr double kWorkPixels = 60000;
/// How much finer each step towards the full size is.
constexpr double kStep = 4;

/// The strongest hint in each block of a smaller picture: what somebody said is never lost, what lies outside
/// of the box only where all of the block does.
cv::Mat reducedHints(const cv::Mat& hints, cv::Size size)
{
    if (hints.size() == size)
        return hints.clone();
    // By what wins: object, background, unknown, edge, outside.
    constexpr unsigned char rank[] = {0, 4, 3, 2, 1};
    cv::Mat smaller(size, CV_8U, cv::Scalar(touchstoneHintOutside));
    for (int y = 0; y < hints.rows; ++y) {
        const unsigned char* from = hints.ptr(y);
        unsigned char* to = smaller.ptr(static_cast<int>(std::int64_t{y} * size.height / hints.rows));
        for (int x = 0; x < hints.cols; ++x) {
            unsigned char& hint = to[std::int64_t{x} * size.width / hints.cols];
            if (rank[from[x]] > rank[hint])
                hint = from[x];
        }
    }
    return smaller;
}

cv::Mat marksOf(const cv::Mat& hints)
{
    constexpr unsigned char marks[] = {cv::GC_BGD, cv::GC_FGD, cv::GC_BGD, cv::GC_PR_FGD, cv::GC_PR_BGD};
    cv::Mat mask(hints.size(), CV_8U);
    std::transform(hints.begin<unsigned char>(), hints.end<unsigned char>(), mask.begin<unsigned char>(),
                   [&](unsigned char hint) { return marks[hint]; });
    return mask;
}

/// 0 and 1 in another size.
cv::Mat resized(const cv::Mat& object, cv::Size size)
{
    if (object.size() == size)
        return object;
    cv::Mat values, larger;
    object.convertTo(values, CV_8U, 255);
    cv::resize(values, larger, size, 0, 0, cv::INTER_LINEAR);
    cv::threshold(larger, larger, 127, 1, cv::THRESH_BINARY);
    return larger;
}

/// From the size of the rounds to the full one.
std::vector<cv::Size> sizesUpTo(cv::Size full)
{
    std::vector<cv::Size> sizes = {full};
    double scale = 1;
    while (double(full.area()) * scale * scale > kWorkPixels) {
        const double least = std::sqrt(kWorkPixels / double(full.area()));
        scale = std::max(scale / kStep, least);
        sizes.insert(sizes.begin(), {std::max(1, static_cast<int>(std::lround(full.width * scale))),
                                     std::max(1, static_cast<int>(std::lround(full.height * scale)))});
        if (scale == least)
            break;
    }
    return sizes;
}

bool has(const cv::Mat& mask, bool object)
{
    return std::any_of(mask.begin<unsigned char>(), mask.end<unsigned char>(),
                       [object](unsigned char mark) { return (mark & 1) == (object ? 1 : 0); });
}

int grabCut(const TouchstoneGrabCutRequest& request)
{
    const cv::Size full(request.pixels.width, request.pixels.height);
    const cv::Mat hints(full, CV_8U, const_cast<unsigned char*>(request.hints));
    const std::vector<cv::Size> sizes = sizesUpTo(full);
    const auto show = [&](const cv::Mat& object) {
        const cv::Mat whole = resized(object, full);
        request.draft(request.context, (whole.isContinuous() ? whole : whole.clone()).ptr());
    };

    cv::Mat marks = marksOf(reducedHints(hints, sizes.front()));
    cv::Mat object = marks & 1;
    // With nothing to tell apart the hints are the answer.
    if (!has(marks, true) || !has(marks, false)) {
        show(object);
        return 1;
    }
    const cv::Mat small = touchstone::reducedBgr(request.pixels, sizes.front());
    cv::Mat background, foreground;
    // The models start from random samples: always the same ones.
    cv::theRNG().state = 20220605;
    for (int round = 0; round < request.rounds; ++round) {
        if (request.stopped(request.context))
            return 1;
        cv::grabCut(small, marks, {}, background, foreground, 1,
                    round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
        object = marks & 1;
        show(object);
        if (!has(marks, true) || !has(marks, false))
            break;
    }
    const touchstone::ColorModel objectColors(foreground), groundColors(background);
    for (std::size_t i = 1; i < sizes.size(); ++i) {
        if (request.stopped(request.context))
            return 1;
        const double finer = double(sizes[i].width) / sizes[i - 1].width;
        object = resized(object, sizes[i]);
        touchstone::cutAlongBorder(touchstone::reducedBgr(request.pixels, sizes[i]),
                                   reducedHints(hints, sizes[i]), static_cast<int>(std::ceil(finer)) + 1,
                                   objectColors, groundColors, object);
    }
    show(object);
    return 1;
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) TouchstoneGrabCut touchstoneGrabCut;

int touchstoneGrabCut(const TouchstoneGrabCutRequest* request, TouchstoneReason reason)
{
    return touchstone::guarded(reason, [request] { return grabCut(*request); });
}
}
