#include "core/formats/image_headers.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone {

Result<std::vector<std::optional<Result<ImageHeader>>>>
readImageHeaders(const std::vector<std::filesystem::path>& paths, Progress& progress)
{
    std::vector<std::optional<Result<ImageHeader>>> headers(paths.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < paths.size() && !progress.cancelled(); i = next++) {
            if (!paths[i].empty()) {
                headers[i] = readImageHeader(paths[i]);
            }
        }
    };
    // The files wait for the disk more than for the processor.
    std::vector<std::thread> others;
    const std::size_t threads = std::clamp<std::size_t>(paths.size() / 64, 0, 3);
    for (std::size_t i = 0; i < threads; ++i) {
        others.emplace_back(work);
    }
    work();
    for (std::thread& other : others) {
        other.join();
    }
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, "It was cancelled.", ""};
    }
    return headers;
}

bool isMisnamed(const std::filesystem::path& path, const ImageHeader& header)
{
    const std::string extension = asciiLower(pathToUtf8(path.extension()));
    const auto is = [&](std::initializer_list<const char*> names) {
        return std::find(names.begin(), names.end(), extension) != names.end();
    };
    if (header.format == "jpeg") {
        return !is({".jpg", ".jpeg", ".jpe", ".jfif"});
    }
    if (header.format == "tiff") {
        return !is({".tif", ".tiff"});
    }
    if (header.format == "pnm") {
        return !is({".pnm", ".ppm", ".pgm", ".pbm"});
    }
    if (header.format == "bmp") {
        return !is({".bmp", ".dib"});
    }
    return extension != "." + header.format;
}

} // namespace touchstone
