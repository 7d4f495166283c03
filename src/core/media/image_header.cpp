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
                       static_cast<std::int64_t>(source.size()), std::max<std::int64_t>(4, size->pixelBytes)};
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
