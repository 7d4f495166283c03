#include "touchstone/assist/superpixels.h"

#include <algorithm>
#include <cmath>

#include "core/assist/bit_image.h"
#include "core/assist/segment_module.h"

namespace touchstone {

namespace {

/// More pixels are cut at a reduced scale.
constexpr double kWorkPixels = 2.5e6;
constexpr double kPieces = 2500;

int stopped(void* progress)
{
    return static_cast<Progress*>(progress)->cancelled();
}

} // namespace

Result<Superpixels> Superpixels::make(const PixelView& view, const Rect& region, const SuperpixelOptions& options,
                                      Progress& progress)
{
    if (Result<void> valid = validate(view); !valid)
        return valid.error();
    Superpixels made;
    made.m_view = view;
    made.m_region = pixelsUnder(view, region);
    const PixelRect& area = made.m_region;
    if (area.width <= 0)
        return Error{ErrorCode::InvalidInput, "No part of the picture is in sight.", {}};
    const Result<SuperpixelModule>& module = superpixelModule();
    if (!module)
        return module.error();
    const double pixels = double(area.width) * area.height;
    const double scale = std::min(1.0, std::sqrt(kWorkPixels / pixels));
    made.m_width = std::max(1, static_cast<std::int32_t>(std::lround(area.width * scale)));
    made.m_height = std::max(1, static_cast<std::int32_t>(std::lround(area.height * scale)));
    made.m_labels.assign(std::size_t(made.m_width) * std::size_t(made.m_height), 0);
    const double wanted = options.side > 0 ? options.side : std::sqrt(pixels / kPieces);
    const std::int32_t shorter = std::min(made.m_width, made.m_height);
    const auto side = static_cast<std::int32_t>(std::clamp(std::lround(wanted * scale), 4L, 1000L));
    if (shorter < 8) {
        // Too little for a grid of centres: it is all one piece.
        made.describePieces();
        return made;
    }
    const TouchstoneSuperpixelRequest request{
        {view.at(area.x, area.y), view.stride, area.width, area.height}, made.m_width, made.m_height,
        std::min(side, std::max(4, shorter / 2)), static_cast<float>(std::clamp(options.smoothness, 1.0, 100.0)),
        &progress, stopped, made.m_labels.data(), &made.m_count};
    SegmentReason reason;
    if (!module->superpixels(&request, reason.target()))
        return reason.error("The picture cannot be cut into superpixels.");
    if (progress.cancelled())
        return Error{ErrorCode::Cancelled, "Cutting into superpixels was stopped.", {}};
    made.describePieces();
    return made;
}

void Superpixels::describePieces()
{
    m_count = std::max(m_count, 1 + *std::max_element(m_labels.begin(), m_labels.end()));
    struct Sum {
        std::int32_t left = 0, top = 0, right = 0, bottom = 0;
        double color[3] = {};
        double pixels = 0;
    };
    std::vector<Sum> sums(static_cast<std::size_t>(m_count));
    for (std::int32_t y = 0; y < m_height; ++y) {
        for (std::int32_t x = 0; x < m_width; ++x) {
            Sum& sum = sums[std::size_t(m_labels[std::size_t(y) * std::size_t(m_width) + std::size_t(x)])];
            if (sum.pixels == 0)
                sum.left = x, sum.right = x + 1, sum.top = y;
            sum.left = std::min(sum.left, x);
            sum.right = std::max(sum.right, x + 1);
            sum.bottom = y + 1;
            const auto fullX = static_cast<std::int32_t>((x + 0.5) * m_region.width / m_width);
            const auto fullY = static_cast<std::int32_t>((y + 0.5) * m_region.height / m_height);
            const std::uint8_t* pixel = m_view.at(m_region.x + fullX, m_region.y + fullY);
            for (std::size_t c = 0; c < 3; ++c)
                sum.color[c] += pixel[c];
            ++sum.pixels;
        }
    }
    for (const Sum& sum : sums) {
        Piece piece{{sum.left, sum.top, sum.right - sum.left, sum.bottom - sum.top}, {}};
        for (std::size_t c = 0; c < 3; ++c)
            piece.color[c] = static_cast<float>(sum.color[c] / std::max(1.0, sum.pixels));
        m_pieces.push_back(piece);
    }
}

/// At full scale the map is that of the module. At a reduced one a pixel near a border goes to that of the
/// neighbouring pieces whose mean colour is nearest to its own.
std::int32_t Superpixels::labelOf(std::int32_t x, std::int32_t y) const
{
    const auto reducedX = static_cast<std::int32_t>(std::int64_t{x - m_region.x} * m_width / m_region.width);
    const auto reducedY = static_cast<std::int32_t>(std::int64_t{y - m_region.y} * m_height / m_region.height);
    const auto at = [&](std::int32_t u, std::int32_t v) {
        return m_labels[std::size_t(v) * std::size_t(m_width) + std::size_t(u)];
    };
    const std::int32_t own = at(reducedX, reducedY);
    if (m_width == m_region.width && m_height == m_region.height)
        return own;
    const std::uint8_t* pixel = m_view.at(x, y);
    const auto distance = [&](std::int32_t label) {
        float sum = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            const float off = float(pixel[c]) - m_pieces[std::size_t(label)].color[c];
            sum += off * off;
        }
        return sum;
    };
    std::int32_t best = own;
    float nearest = -1;
    for (std::int32_t v = std::max(0, reducedY - 1); v <= std::min(m_height - 1, reducedY + 1); ++v) {
        for (std::int32_t u = std::max(0, reducedX - 1); u <= std::min(m_width - 1, reducedX + 1); ++u) {
            const std::int32_t label = at(u, v);
            if (label == best)
                continue;
            if (nearest < 0)
                nearest = distance(best);
            const float off = distance(label);
            if (off < nearest) {
                nearest = off;
                best = label;
            }
        }
    }
    return best;
}

std::optional<std::int32_t> Superpixels::at(Point place) const
{
    const Result<PixelPlace> pixel = pixelAt(m_view, place);
    if (!pixel || pixel->x < m_region.x || pixel->y < m_region.y || pixel->x >= m_region.x + m_region.width ||
        pixel->y >= m_region.y + m_region.height)
        return std::nullopt;
    return labelOf(pixel->x, pixel->y);
}

/// Where a piece may have pixels: its reduced ones and those around.
PixelRect Superpixels::pixelsOf(const Piece& piece) const
{
    const double scaleX = double(m_region.width) / m_width;
    const double scaleY = double(m_region.height) / m_height;
    const Rect rect{m_region.x + (piece.box.x - 1) * scaleX, m_region.y + (piece.box.y - 1) * scaleY,
                    (piece.box.width + 2) * scaleX, (piece.box.height + 2) * scaleY};
    const Rect region{double(m_region.x), double(m_region.y), double(m_region.width), double(m_region.height)};
    return pixelsUnder(m_view, rect.intersected(region));
}

Mask Superpixels::mask(std::span<const std::int32_t> labels) const
{
    std::vector<bool> wanted(m_pieces.size(), false);
    Rect around;
    bool any = false;
    for (const std::int32_t label : labels) {
        if (label < 0 || label >= m_count || m_pieces[std::size_t(label)].box.width <= 0)
            continue;
        wanted[std::size_t(label)] = true;
        const PixelRect box = pixelsOf(m_pieces[std::size_t(label)]);
        const Rect rect{double(box.x), double(box.y), double(box.width), double(box.height)};
        around = any ? around.united(rect) : rect;
        any = true;
    }
    if (!any)
        return {m_view.width, m_view.height, {}};
    const PixelRect box = pixelsUnder(m_view, around);
    BitImage bits(box.width, box.height);
    std::vector<std::uint8_t> row(std::size_t(box.width));
    for (std::int32_t y = 0; y < box.height; ++y) {
        for (std::int32_t x = 0; x < box.width; ++x)
            row[std::size_t(x)] = wanted[std::size_t(labelOf(box.x + x, box.y + y))];
        bits.setRow(y, row.data());
    }
    return maskFromBits(bits, box.x, box.y, m_view.width, m_view.height);
}

} // namespace touchstone
