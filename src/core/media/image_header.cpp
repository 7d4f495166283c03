#include <algorithm>
#include <array>
#include <utility>

#include "core/media/byte_source.h"
#include "core/media/header_parsers.h"
#include "touchstone/base/text.h"
#include "touchstone/media/image.h"

namespace touchstone {

namespace {

constexpr std::int64_t maxSide = 30000;

struct Kind {
    std::string_view id;
    std::string_view name;
    std::optional<StoredSize> (*size)(ByteSource&);
};

bool isPnm(ByteSource& source)
{
    std::array<std::uint8_t, 3> start{};
    return source.read(0, start.data(), start.size()) && start[0] == 'P' && start[1] >= '1' &&
           start[1] <= '6' && (start[2] == '#' || start[2] == ' ' || (start[2] >= '\t' && start[2] <= '\r'));
}

std::optional<Kind> kindOf(ByteSource& source)
{
    if (source.startsWith(0, "\xff\xd8\xff"))
        return Kind{"jpeg", "JPEG", jpegSize};
    if (source.startsWith(0, "\x89PNG\r\n\x1a\n"))
        return Kind{"png", "PNG", pngSize};
    if (source.startsWith(0, "BM"))
        return Kind{"bmp", "BMP", bmpSize};
    if (source.startsWith(0, std::string_view("II*\0", 4)) ||
        source.startsWith(0, std::string_view("MM\0*", 4)) ||
        source.startsWith(0, std::string_view("II+\0", 4)) ||
        source.startsWith(0, std::string_view("MM\0+", 4)))
        return Kind{"tiff", "TIFF", tiffSize};
    if (source.startsWith(0, "RIFF") && source.startsWith(8, "WEBP"))
        return Kind{"webp", "WebP", webpSize};
    if (source.startsWith(0, "GIF87a") || source.startsWith(0, "GIF89a"))
        return Kind{"gif", "GIF", gifSize};
    if (isPnm(source))
        return Kind{"pnm", "PNM", pnmSize};
    return std::nullopt;
}

/// What decoding takes for each pixel while most of it is in memory; see the module's decode().
std::int64_t peakBytes(std::string_view kind, const StoredSize& size)
{
    constexpr std::int64_t result = 4;
    if (kind == "jpeg" || kind == "gif")
        return result;
    const std::int64_t codec = size.pixelBytes;
    // More than eight bits a channel become eight in a copy; what the codec made is gone before a picture is
    // turned, but TIFF is turned by the codec.
    const std::int64_t peak = codec + result + (codec > 4 ? (codec + 1) / 2 : 0);
    if (size.orientation != 1)
        return kind == "tiff" ? peak + codec : std::max(peak, 2 * result);
    return peak;
}

Error invalid(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

} // namespace

Result<ImageHeader> parseImageHeader(ByteSource& source)
{
    if (source.size() == 0)
        return invalid("The file is empty.");
    const auto kind = kindOf(source);
    if (!kind)
        return invalid("This is not a picture that can be read here (JPEG, PNG, BMP, TIFF, WebP, GIF, PNM), "
                       "whatever its name says.");
    const std::string name(kind->name);
    const auto size = kind->size(source);
    if (!size)
        return invalid("The " + name +
                       " header is truncated or damaged. Copy the file again from its source.");
    if (size->width <= 0 || size->height <= 0)
        return invalid("The " + name + " header states no size. Copy the file again from its source.");
    if (size->width > maxSide || size->height > maxSide)
        return invalid("The picture claims " + withThousands(size->width) + " × " +
                       withThousands(size->height) + " pixels; at most " + withThousands(maxSide) +
                       " a side are read. Cut it into smaller pictures.");
    ImageHeader header{std::string(kind->id), size->width, size->height, size->orientation,
                       static_cast<std::int64_t>(source.size()), peakBytes(kind->id, *size)};
    if (header.orientation >= 5)
        std::swap(header.width, header.height);
    return header;
}

Result<ImageHeader> readImageHeader(const std::filesystem::path& path)
{
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    FileSource source(*file);
    auto header = parseImageHeader(source);
    if (!header)
        return Error{header.error().code, header.error().message, displayUtf8(pathToUtf8(path))};
    return header;
}

} // namespace touchstone
