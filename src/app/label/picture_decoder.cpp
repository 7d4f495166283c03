#include "app/label/picture_decoder.h"

#include <algorithm>

#include "app/jobs/image_convert.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace {

// Up to here one decode takes about as long as two would: the preview would only delay it.
constexpr std::int64_t bigPixels = 6'000'000;

Picture failure(const Error& error)
{
    Picture picture;
    picture.state = error.code == ErrorCode::NotFound ? Picture::State::Missing : Picture::State::Broken;
    picture.problem = QString::fromStdString(error.message);
    return picture;
}

} // namespace

bool decodePicture(const std::filesystem::path& path, int viewSide, std::int64_t maxBytes,
                   const std::function<bool()>& stillWanted, const std::function<void(Picture)>& deliver)
{
    const Result<ImageHeader> header = readImageHeader(path);
    if (!header) {
        deliver(failure(header.error()));
        return true;
    }
    Picture picture;
    picture.fullSize = QSize(int(header->width), int(header->height));
    picture.orientation = header->orientation;
    picture.bytes = header->bytes;

    const std::int64_t pixels = header->width * header->height;
    const StopAsked stop = [&] { return !stillWanted(); };
    if (viewSide > 0 && pixels > bigPixels && header->format == "jpeg") {
        if (const Result<ImageBuffer> reduced = decodeImage(path, (viewSide + 1) / 2, stop)) {
            picture.state = Picture::State::Preview;
            picture.levels = makeLevels(toImage(*reduced));
            deliver(picture);
        }
        if (!stillWanted())
            return false;
    }
    std::int32_t maxSide = 0;
    for (std::int64_t bytes = pixels * 4; bytes > maxBytes; bytes /= 4) {
        const auto longer = std::int32_t(std::max(header->width, header->height));
        maxSide = maxSide == 0 ? longer / 2 : maxSide / 2;
    }
    const Result<ImageBuffer> full = decodeImage(path, maxSide, stop);
    if (!full && full.error().code == ErrorCode::Cancelled)
        return false;
    if (!full) {
        deliver(failure(full.error()));
        return true;
    }
    picture.state = Picture::State::Sharp;
    picture.levels = makeLevels(toImage(*full));
    deliver(std::move(picture));
    return true;
}

} // namespace touchstone
