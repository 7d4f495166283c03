#include "touchstone/assist/pixel_view.h"

#include <algorithm>
#include <cmath>

namespace touchstone {

namespace {

Error invalid(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

/// A coordinate as a pixel border between 0 and `limit`; NaN becomes 0.
std::int32_t bordered(double value, std::int32_t limit)
{
    return value > 0 ? static_cast<std::int32_t>(std::min(value, double(limit))) : 0;
}

} // namespace

Result<void> validate(const PixelView& view)
{
    if (view.width <= 0 || view.height <= 0 || !view.pixels)
        return invalid("There is no picture to look at.");
    if (std::uint64_t(view.width) * std::uint64_t(view.height) >= std::uint64_t{1} << 31)
        return invalid("The picture is too large for this tool.");
    if (view.stride < std::ptrdiff_t{view.width} * 4)
        return invalid("The rows of the picture overlap.");
    return {};
}

Result<PixelView> pixelViewOf(const ImageBuffer& image)
{
    PixelView view{image.width, image.height, std::ptrdiff_t{image.width} * 4,
                   image.pixels ? image.pixels->data() : nullptr, image.pixels};
    if (Result<void> valid = validate(view); !valid)
        return valid.error();
    if (image.pixels->size() < std::size_t(view.stride) * std::size_t(view.height))
        return invalid("The picture has fewer pixels than its size says.");
    if (image.width != image.fullWidth || image.height != image.fullHeight)
        return invalid("The picture is shown at a reduced scale so far. Try again when it is loaded.");
    return view;
}

Result<PixelPlace> pixelAt(const PixelView& view, Point place)
{
    if (!(place.x >= 0 && place.y >= 0 && place.x < view.width && place.y < view.height))
        return invalid("The place lies outside the picture.");
    return PixelPlace{static_cast<std::int32_t>(place.x), static_cast<std::int32_t>(place.y)};
}

PixelRect pixelsUnder(const PixelView& view, const Rect& rect)
{
    if (!(rect.width > 0 && rect.height > 0))
        return {};
    const std::int32_t left = bordered(std::floor(rect.x), view.width);
    const std::int32_t top = bordered(std::floor(rect.y), view.height);
    const std::int32_t right = bordered(std::ceil(rect.right()), view.width);
    const std::int32_t bottom = bordered(std::ceil(rect.bottom()), view.height);
    if (left >= right || top >= bottom)
        return {};
    return {left, top, right - left, bottom - top};
}

} // namespace touchstone
