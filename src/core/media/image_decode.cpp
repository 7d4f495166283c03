#include <algorithm>
#include <new>
#include <string>
#include <utility>

#include "core/media/byte_source.h"
#include "core/media/decode_module.h"
#include "core/media/gif_decode.h"
#include "core/media/header_parsers.h"
#include "core/media/jpeg_codec.h"
#include "core/media/orientation.h"
#include "core/media/pixel_budget.h"
#include "core/media/pixel_buffers.h"
#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace {

/// Larger files give their memory back after decoding.
constexpr std::size_t keptFileBytes = std::size_t{32} << 20;

struct ModulePixels {
    std::shared_ptr<std::vector<std::uint8_t>> pixels;
    std::int32_t width = 0;
    std::int32_t height = 0;
};

unsigned char* allocatePixels(void* context, std::int32_t width, std::int32_t height)
{
    auto* result = static_cast<ModulePixels*>(context);
    try {
        result->pixels =
            takePixelBuffer(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
    result->width = width;
    result->height = height;
    return result->pixels->data();
}

Result<ImageBuffer> decodeByModule(std::string_view bytes, const ImageHeader& header, std::int32_t maxSide)
{
    const auto& module = decodeModule();
    if (!module)
        return module.error();
    ModulePixels result;
    char message[256] = {};
    ImageHeader applied = header;
    // OpenCV turns TIFF pictures itself.
    if (header.format == "tiff")
        applied.orientation = 1;
    const bool turned = applied.orientation >= 5;
    const TouchstoneDecodeRequest request{reinterpret_cast<const unsigned char*>(bytes.data()),
                                          bytes.size(),
                                          maxSide,
                                          &result,
                                          allocatePixels,
                                          message,
                                          sizeof message};
    if (module->decode(&request) != 1)
        return Error{ErrorCode::InvalidInput,
                     "The " + header.format + " picture is truncated or damaged (" + displayUtf8(message) +
                         "). Copy the file again from its source.",
                     {}};
    std::int64_t factor = 1;
    while (maxSide > 0 && std::max(header.width, header.height) / (2 * factor) >= maxSide)
        factor *= 2;
    std::int64_t width = (header.width + factor - 1) / factor, height = (header.height + factor - 1) / factor;
    if (turned)
        std::swap(width, height);
    if (result.width != width || result.height != height)
        return Error{
            ErrorCode::InvalidInput, "The " + header.format + " picture states two different sizes.", {}};
    return uprightBuffer(std::move(result.pixels), result.width, result.height, applied);
}

Result<ImageBuffer> decodeBytes(std::string_view bytes, std::int32_t maxSide, const StopAsked& stop)
{
    MemorySource source(bytes);
    const auto header = parseImageHeader(source);
    if (!header)
        return header.error();
    if (header->format == "jpeg")
        return decodeJpeg(bytes, *header, maxSide, pixelBudgetBytes(), stop);
    if (stop && stop())
        return Error{ErrorCode::Cancelled, "The picture is not wanted any more.", {}};
    if (const auto fits = checkPixelBudget(*header); !fits)
        return fits.error();
    if (header->format == "gif")
        return decodeGif(bytes, *header);
    return decodeByModule(bytes, *header, maxSide);
}

} // namespace

Result<void> checkPixelBudget(const ImageHeader& header)
{
    const std::size_t needed = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height) *
                               static_cast<std::size_t>(header.pixelBytes);
    if (needed > pixelBudgetBytes())
        return Error{ErrorCode::InvalidInput, overBudgetMessage(needed, pixelBudgetBytes()), {}};
    return {};
}

Result<ImageBuffer> decodeImage(const std::filesystem::path& path, std::int32_t maxSide, const StopAsked& stop)
{
    thread_local std::string bytes;
    const std::string place = displayUtf8(pathToUtf8(path));
    try {
        const auto read = readFile(path, static_cast<std::int64_t>(pixelBudgetBytes()), bytes);
        if (!read)
            return read.error();
        auto image = decodeBytes(bytes, maxSide, stop);
        if (bytes.capacity() > keptFileBytes)
            bytes = std::string();
        if (!image)
            return Error{image.error().code, image.error().message, place};
        return image;
    } catch (const std::bad_alloc&) {
        bytes = std::string();
        return Error{ErrorCode::InvalidInput, "There is not enough memory to show this picture.", place};
    }
}

} // namespace touchstone
