#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "touchstone/base/result.h"

namespace touchstone {

/// What the first bytes of an image file say. Sizes are upright: EXIF orientation applied.
struct ImageHeader {
    /// "jpeg", "png", "bmp", "tiff", "webp", "gif", "pnm".
    std::string format;
    std::int64_t width = 0;
    std::int64_t height = 0;
    /// EXIF orientation, 1…8.
    int orientation = 1;
    std::int64_t bytes = 0;
    /// Bytes of memory for each pixel at the peak of decoding, the result's 4 included.
    std::int64_t pixelBytes = 4;
};

/// Reads the header only, by content and not by name. Errors: NotFound; InvalidInput for an empty file,
/// an unknown kind, or a header that is cut or claims more than 30,000 pixels a side; Io for the rest.
Result<ImageHeader> readImageHeader(const std::filesystem::path& path);

/// InvalidInput when decoding such a picture as a whole would take more memory than one may on this machine:
/// an eighth of it, 1 GiB at most.
Result<void> checkPixelBudget(const ImageHeader& header);

/// Decoded upright pixels: 4 bytes each, blue, green, red, 255, rows without gaps.
struct ImageBuffer {
    std::int32_t width = 0;
    std::int32_t height = 0;
    /// The file's full upright size; larger than the above when decoded at a reduced scale.
    std::int32_t fullWidth = 0;
    std::int32_t fullHeight = 0;
    std::shared_ptr<std::vector<std::uint8_t>> pixels;
};

/// Asked while a file is decoded, as often as the codec lets us; true ends it.
using StopAsked = std::function<bool()>;

/// Decodes a file. With `maxSide` over 0 the result may be reduced, by a power of two at most until its
/// longer side is still at least `maxSide`. JPEG goes through libjpeg-turbo, GIF (first frame) through our
/// own code, the rest through the OpenCV module, which is loaded at the first use. Errors name the file:
/// NotFound, InvalidInput (truncated, not an image, over the pixel budget), Unsupported (module missing),
/// Cancelled (`stop` said so; a JPEG stops within some rows, other kinds before they begin). Thread-safe.
Result<ImageBuffer> decodeImage(const std::filesystem::path& path, std::int32_t maxSide = 0,
                                const StopAsked& stop = {});

/// Writes PNG (through the OpenCV module) or JPEG (libjpeg-turbo, quality 92) by the file name's extension,
/// as a whole or not at all.
Result<void> writeImage(const std::filesystem::path& path, const ImageBuffer& image);

/// True for file extensions that we try as images.
bool hasImageExtension(const std::filesystem::path& path);

/// Image files below a folder, relative to it, natural order; hidden files and folders, symbolic-link loops
/// and files without an image extension are passed over; a folder that several links lead to comes once.
/// Unreadable folders come in `problems`.
struct FoundFiles {
    std::vector<std::filesystem::path> files;
    std::vector<std::string> problems;
};
FoundFiles findImages(const std::filesystem::path& folder);
/// The same with those files whose names are `wanted`.
FoundFiles findFiles(const std::filesystem::path& folder, bool (*wanted)(const std::filesystem::path& name));

} // namespace touchstone
