// Heads of picture files, and our own decoders of GIF and JPEG where the picture is small.
#include "core/media/byte_source.h"
#include "core/media/gif_decode.h"
#include "core/media/header_parsers.h"
#include "core/media/jpeg_codec.h"
#include "fuzz/targets.h"
#include "touchstone/base/text.h"

namespace touchstone::fuzz {
namespace {

constexpr std::int64_t mostPixels = 256 * 256;
constexpr std::size_t budget = std::size_t{16} << 20;

void check(const Result<ImageBuffer>& image, const ImageHeader& header)
{
    if (!image) {
        require(!image.error().message.empty());
        return;
    }
    require(image->fullWidth == header.width && image->fullHeight == header.height);
    require(image->width > 0 && image->height > 0 && image->width <= image->fullWidth);
    require(image->pixels->size() ==
            static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 4);
}

} // namespace

void imageHeader(std::string_view bytes)
{
    MemorySource source(bytes);
    const auto header = parseImageHeader(source);
    if (!header) {
        require(!header.error().message.empty() && isValidUtf8(header.error().message));
        return;
    }
    require(header->width > 0 && header->height > 0 && header->width <= 30000 && header->height <= 30000);
    require(header->orientation >= 1 && header->orientation <= 8);
    if (header->width * header->height > mostPixels)
        return;
    if (header->format == "gif")
        check(decodeGif(bytes, *header), *header);
    if (header->format == "jpeg")
        for (const std::int32_t side : {0, 16})
            check(decodeJpeg(bytes, *header, side, budget), *header);
}

} // namespace touchstone::fuzz
