#include <string>

#include "core/media/decode_module.h"
#include "core/media/jpeg_codec.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace {

constexpr int jpegQuality = 92;

Result<std::string> encodeByModule(const ImageBuffer& image, const std::string& extension)
{
    const auto& module = decodeModule();
    if (!module)
        return module.error();
    std::string bytes;
    char message[256] = {};
    const TouchstoneEncodeRequest request{image.pixels->data(),
                                          image.width,
                                          image.height,
                                          extension.c_str(),
                                          &bytes,
                                          [](void* context, const unsigned char* data, std::size_t size) {
                                              static_cast<std::string*>(context)->assign(
                                                  reinterpret_cast<const char*>(data), size);
                                          },
                                          message,
                                          sizeof message};
    if (module->encode(&request) != 1)
        return Error{ErrorCode::InvalidInput,
                     std::string("The picture cannot be encoded: ") + displayUtf8(message) + ".",
                     {}};
    return bytes;
}

} // namespace

Result<void> writeImage(const std::filesystem::path& path, const ImageBuffer& image)
{
    const std::string extension = asciiLower(path.extension().string());
    const std::string place = displayUtf8(pathToUtf8(path));
    const bool isJpeg = extension == ".jpg" || extension == ".jpeg";
    if (!isJpeg && extension != ".png")
        return Error{ErrorCode::Unsupported, "Pictures are written as .png or .jpg; choose one of these.",
                     place};
    const auto needed = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4;
    if (image.width <= 0 || image.height <= 0 || !image.pixels || image.pixels->size() < needed)
        return Error{ErrorCode::InvalidInput, "The picture has no pixels.", place};
    const auto bytes = isJpeg ? encodeJpeg(image, jpegQuality) : encodeByModule(image, extension);
    if (!bytes)
        return Error{bytes.error().code, bytes.error().message, place};
    return replaceFile(path, *bytes);
}

} // namespace touchstone
