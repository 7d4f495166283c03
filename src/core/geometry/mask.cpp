#include "touchstone/geometry/mask.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/geometry/mask_tiles.h"

namespace touchstone {

Result<void> validate(const Mask& mask)
{
    const auto refuse = [](std::string message) {
        return Result<void>(Error{ErrorCode::InvalidInput, std::move(message), ""});
    };
    if (mask.width < 0 || mask.height < 0 ||
        std::uint64_t(mask.width) * std::uint64_t(mask.height) >= (std::uint64_t{1} << 31)) {
        return refuse("The mask has a size that cannot be: " + std::to_string(mask.width) + " × " +
                      std::to_string(mask.height) + ".");
    }
    for (std::size_t i = 0; i < mask.tiles.size(); ++i) {
        const PixelRect& rect = mask.tiles[i].rect;
        const std::string name = "Tile " + std::to_string(i) + " of the mask ";
        if (rect.x < 0 || rect.y < 0 || rect.width <= 0 || rect.height <= 0 ||
            rect.width > mask.width - rect.x || rect.height > mask.height - rect.y) {
            return refuse(name + "leaves the image.");
        }
        const std::uint64_t total = std::uint64_t(rect.width) * std::uint64_t(rect.height);
        RunReader runs(*mask.tiles[i].runs);
        std::uint64_t sum = 0;
        while (!runs.atEnd() && sum <= total) {
            sum += runs.next();
        }
        if (sum != total || runs.malformed()) {
            return refuse(name + "has runs that do not fill it.");
        }
    }
    return {};
}

std::uint64_t area(const Mask& mask)
{
    std::uint64_t sum = 0;
    for (const MaskTile& tile : mask.tiles) {
        RunReader runs(*tile.runs);
        for (bool object = false; !runs.atEnd(); object = !object) {
            const std::uint64_t run = runs.next();
            sum += object ? run : 0;
        }
    }
    return sum;
}

Rect bounds(const Mask& mask)
{
    const PixelRect box = boxOf(mask);
    return {double(box.x), double(box.y), double(box.width), double(box.height)};
}

bool contains(const Mask& mask, Point point)
{
    for (const MaskTile& tile : mask.tiles) {
        const PixelRect& rect = tile.rect;
        const double x = std::floor(point.x) - rect.x;
        const double y = std::floor(point.y) - rect.y;
        if (!(x >= 0 && y >= 0 && x < rect.width && y < rect.height)) {
            continue;
        }
        const std::uint64_t at = std::uint64_t(x) * std::uint64_t(rect.height) + std::uint64_t(y);
        RunReader runs(*tile.runs);
        std::uint64_t end = 0;
        for (bool object = false; !runs.atEnd(); object = !object) {
            end += runs.next();
            if (at < end) {
                if (object) {
                    return true;
                }
                break;
            }
        }
    }
    return false;
}

void decodeMask(const Mask& mask, const PixelRect& rect, std::uint8_t* pixels)
{
    std::memset(pixels, 0, std::size_t(rect.width) * std::size_t(rect.height));
    const std::int32_t right = rect.x + rect.width;
    const std::int32_t bottom = rect.y + rect.height;
    for (const MaskTile& tile : mask.tiles) {
        const std::int32_t left = std::max(rect.x, tile.rect.x);
        const std::int32_t top = std::max(rect.y, tile.rect.y);
        const std::int32_t stopX = std::min(right, tile.rect.x + tile.rect.width);
        const std::int32_t stopY = std::min(bottom, tile.rect.y + tile.rect.height);
        if (left >= stopX || top >= stopY) {
            continue;
        }
        RowWriter rows(static_cast<std::uint32_t>(stopX - left), static_cast<std::uint32_t>(stopY - top),
                       tile.runs->size() / 2);
        forEachTileInterval(tile, [&](std::int32_t x, std::int32_t y0, std::int32_t y1) {
            const std::int32_t from = std::max(y0, top);
            const std::int32_t to = std::min(y1, stopY);
            if (x >= left && x < stopX && from < to) {
                rows.mark(static_cast<std::uint32_t>(x - left), static_cast<std::uint32_t>(from - top),
                          static_cast<std::uint32_t>(to - top));
            }
        });
        rows.write(pixels + std::size_t(top - rect.y) * std::size_t(rect.width) + (left - rect.x),
                   std::size_t(rect.width));
    }
}

} // namespace touchstone
