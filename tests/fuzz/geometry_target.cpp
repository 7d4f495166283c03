// What is stored of a geometry: bodies of annotations, runs of mask tiles, and COCO's strings of run lengths.
#include <vector>

#include "core/store/annotation_codec.h"
#include "fuzz/targets.h"
#include "touchstone/geometry/mask.h"
#include "touchstone/geometry/rle.h"

namespace touchstone::fuzz {
namespace {

constexpr std::uint64_t mostPixels = 1 << 16;

void checkRle(const Rle& rle)
{
    require(validate(rle).ok());
    const auto again = rleFromString(rleToString(rle), rle.height, rle.width);
    require(again.ok() && *again == rle);
    const Rle plain = canonical(rle);
    require(area(plain) == area(rle) && bounds(plain) == bounds(rle));
    const std::uint64_t pixels = std::uint64_t{rle.height} * rle.width;
    if (pixels > mostPixels)
        return;
    std::vector<std::uint8_t> bitmap(pixels + 1);
    decodeRle(rle, bitmap.data());
    require(encodeRle(bitmap.data(), rle.height, rle.width, rle.width) == plain);
    if (rle.counts.size() < 500) {
        const Polygon outline = polygonFromRle(plain);
        require(outline.empty() == (area(plain) == 0));
    }
    if (pixels > 0)
        require(rleFromMask(maskFromRle(plain)) == plain);
}

void checkMask(const Mask& mask)
{
    if (!validate(mask))
        return;
    const Rect box = bounds(mask);
    require(box.width >= 0 && box.x + box.width <= mask.width && box.y + box.height <= mask.height);
    contains(mask, {1.5, 1.5});
    if (std::uint64_t(mask.width) * std::uint64_t(mask.height) > mostPixels)
        return;
    std::vector<std::uint8_t> bitmap(std::size_t(mask.width) * std::size_t(mask.height) + 1);
    decodeMask(mask, {0, 0, mask.width, mask.height}, bitmap.data());
    require((area(mask) == 0) == (box.width == 0));
}

void checkBody(std::string_view body, std::string_view runs)
{
    const GetTile get = [&](const Sha256&) -> Result<Shared<std::string>> {
        return Shared<std::string>(std::string(runs));
    };
    Annotation annotation;
    annotation.id = AnnotationId::create();
    if (const auto read = readAnnotationBody(body, get, annotation); !read) {
        require(!read.error().message.empty());
        return;
    }
    if (const auto* mask = std::get_if<MaskShape>(&annotation.shape))
        checkMask(*mask->mask);
    if (!checkAnnotation(annotation))
        return;
    // What the store takes comes back as it was.
    const std::string written = annotationBody(annotation, [](const Sha256&, const std::string&) {});
    Annotation again;
    again.id = annotation.id;
    require(readAnnotationBody(written, get, again).ok());
    require(annotationBody(again, [](const Sha256&, const std::string&) {}) == written);
}

} // namespace

void geometry(std::string_view input)
{
    Bytes bytes(input);
    switch (bytes.byte() % 4) {
    case 0: {
        const std::uint32_t runs = bytes.byte();
        const std::string_view tile = bytes.take(runs);
        checkBody(bytes.rest(), tile);
        break;
    }
    case 1: {
        Mask mask{std::int32_t(bytes.u16()), std::int32_t(bytes.u16()), {}};
        for (int tiles = bytes.byte() % 4; tiles > 0; --tiles) {
            const PixelRect rect{std::int32_t(bytes.u16()), std::int32_t(bytes.u16()), std::int32_t(bytes.u16()),
                                 std::int32_t(bytes.u16())};
            const std::uint32_t size = bytes.byte();
            mask.tiles.push_back({rect, Shared<std::string>(std::string(bytes.take(size)))});
        }
        checkMask(mask);
        break;
    }
    case 2: {
        const std::uint32_t height = bytes.u24(), width = bytes.u24();
        if (const auto rle = rleFromString(bytes.rest(), height, width))
            checkRle(*rle);
        break;
    }
    default: {
        Polygon polygon(1);
        const std::uint32_t height = bytes.byte(), width = bytes.byte();
        while (!bytes.empty() && polygon[0].outer.size() < 64)
            polygon[0].outer.push_back({(double(bytes.u16()) - 20000) / 64, (double(bytes.u16()) - 20000) / 64});
        checkRle(canonical(rleFromPolygon(polygon, height, width)));
    }
    }
}

} // namespace touchstone::fuzz
