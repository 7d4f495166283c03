#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "segment/border_cut.h"
#include "segment/reason.h"

namespace {

/// What the rounds work on; a million pixels would take over a second each, and far fewer would hold together too
/// much: what a cut costs per pixel of its length is fixed in OpenCV.
constexpr double kWorkPixels = 50000;
/// From what the colour models are guessed at first.
constexpr double kSamples = 12000;
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

cv::Size reducedTo(cv::Size full, double pixels)
{
    const double scale = std::sqrt(pixels / double(full.area()));
    return {std::max(1, static_cast<int>(std::lround(full.width * scale))),
            std::max(1, static_cast<int>(std::lround(full.height * scale)))};
}

/// From the size of the rounds to the full one.
std::vector<cv::Size> sizesUpTo(cv::Size full)
{
    std::vector<cv::Size> sizes;
    for (double pixels = kWorkPixels; pixels < full.area(); pixels *= kStep * kStep)
        sizes.push_back(reducedTo(full, pixels));
    // No last step that is hardly any.
    if (sizes.size() > 1 && double(sizes.back().area()) * 2 > full.area())
        sizes.pop_back();
    sizes.push_back(full);
    return sizes;
}

bool has(const cv::Mat& mask, bool object)
{
    return std::any_of(mask.begin<unsigned char>(), mask.end<unsigned char>(),
                       [object](unsigned char mark) { return (mark & 1) == (object ? 1 : 0); });
}

/// The models that the rounds start from. Sorting all colours into groups would take longer than a round.
void guessColors(const cv::Mat& bgr, const cv::Mat& marks, cv::Mat& background, cv::Mat& foreground)
{
    cv::Mat samples = bgr, sampleMarks = marks;
    if (bgr.size().area() > kSamples) {
        const cv::Size size = reducedTo(bgr.size(), kSamples);
        // Single pixels and not means, which would differ less than the colours do.
        cv::resize(bgr, samples, size, 0, 0, cv::INTER_NEAREST);
        cv::resize(marks, sampleMarks, size, 0, 0, cv::INTER_NEAREST);
    }
    if (!has(sampleMarks, true) || !has(sampleMarks, false)) {
        samples = bgr;
        sampleMarks = marks;
    }
    // They start from random places: always the same ones.
    cv::theRNG().state = 20220605;
    cv::Mat unused = sampleMarks.clone();
    cv::grabCut(samples, unused, {}, background, foreground, 0, cv::GC_INIT_WITH_MASK);
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
    const cv::Mat bgr = touchstone::reducedBgr(request.pixels, sizes.front());
    cv::Mat background, foreground;
    guessColors(bgr, marks, background, foreground);
    for (int round = 0; round < request.rounds; ++round) {
        if (request.stopped(request.context))
            return 1;
        cv::grabCut(bgr, marks, {}, background, foreground, 1, cv::GC_EVAL);
        // When the object goes, what it was before is worth more, unless that was but the box.
        if (!has(marks, true) && round > 0)
            break;
        object = marks & 1;
        show(object);
        if (!has(marks, true) || !has(marks, false))
            return 1;
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
