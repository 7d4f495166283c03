#include "core/formats/labelme_mask.h"

#include <algorithm>
#include <array>
#include <png.h>

namespace touchstone::labelme {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint64_t mostPixels = std::uint64_t{1} << 28;

bool fromBase64(std::string_view text, std::string& bytes)
{
    std::array<int, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<int>(i);
    }
    while (!text.empty() && text.back() == '=') {
        text.remove_suffix(1);
    }
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0) {
            return false;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xff);
        }
    }
    return true;
}

std::string toBase64(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= count ? alphabet[bits >> (18 - 6 * k) & 63] : '=';
        }
    }
    return text;
}

} // namespace

Result<Bitmap> bitmapFromBase64Png(std::string_view text)
{
    const auto bad = [](const std::string& why) {
        return Error{ErrorCode::InvalidInput, "Its mask is no PNG in base64: " + why + ".", {}};
    };
    std::string bytes;
    if (!fromBase64(text, bytes)) {
        return bad("it has other letters");
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) {
        return bad(image.message);
    }
    Bitmap bitmap;
    if (std::uint64_t{image.width} * image.height > mostPixels) {
        png_image_free(&image);
        return bad("it is larger than any picture here");
    }
    image.format = PNG_FORMAT_GRAY;
    bitmap.width = image.width;
    bitmap.height = image.height;
    bitmap.pixels.resize(std::size_t{image.width} * image.height);
    const png_color black{0, 0, 0};
    if (!png_image_finish_read(&image, &black, bitmap.pixels.data(), 0, nullptr)) {
        png_image_free(&image);
        return bad(image.message);
    }
    for (std::uint8_t& pixel : bitmap.pixels) {
        pixel = pixel != 0 ? 1 : 0;
    }
    return bitmap;
}

std::string base64PngFromBitmap(const Bitmap& bitmap)
{
    std::vector<std::uint8_t> pixels(bitmap.pixels.size());
    std::transform(bitmap.pixels.begin(), bitmap.pixels.end(), pixels.begin(),
                   [](std::uint8_t pixel) { return pixel != 0 ? std::uint8_t{255} : std::uint8_t{0}; });
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = bitmap.width;
    image.height = bitmap.height;
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr)) {
        return {};
    }
    bytes.resize(size);
    return toBase64(bytes);
}

} // namespace touchstone::labelme
