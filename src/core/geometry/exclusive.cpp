#include "touchstone/geometry/exclusive.h"

#include <algorithm>

#include "core/geometry/mask_tiles.h"
#include "core/geometry/pixel_rects.h"
#include "touchstone/geometry/mask_ops.h"

namespace touchstone {

namespace {

PixelRect coveredByTiles(const Mask& mask)
{
    PixelRect all;
    for (const MaskTile& tile : mask.tiles) {
        all = united(all, tile.rect);
    }
    return all;
}

bool meets(const PixelRect& rect, const Mask& mask)
{
    return std::any_of(mask.tiles.begin(), mask.tiles.end(),
                       [&](const MaskTile& tile) { return meet(rect, tile.rect); });
}

/// By the rectangles of their tiles.
bool mayMeet(const Mask& a, const Mask& b)
{
    if (a.tiles.size() == 1 || b.tiles.size() == 1) {
        return a.tiles.size() == 1 ? meets(a.tiles[0].rect, b) : meets(b.tiles[0].rect, a);
    }
    return meet(coveredByTiles(a), coveredByTiles(b));
}

/// `mask` without what any of the others has.
Mask remainder(Mask mask, std::span<const Mask* const> others)
{
    for (const Mask* other : others) {
        if (other && mayMeet(mask, *other)) {
            mask = subtract(mask, *other);
        }
    }
    return mask;
}

} // namespace

ExclusiveChange exclusive(const Mask& before, const Mask& changed, std::span<const Mask* const> others,
                          ExclusivePolicy policy)
{
    switch (policy) {
    case ExclusivePolicy::OldWins:
        return {remainder(changed, others), {}};
    case ExclusivePolicy::UnlabelledOnly: {
        const Mask added = subtract(changed, before);
        const Mask got = remainder(added, others);
        return {got == added ? changed : subtract(changed, subtract(added, got)), {}};
    }
    case ExclusivePolicy::NewWins:
        break;
    }
    ExclusiveChange result{changed, {}};
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (!others[i] || !mayMeet(changed, *others[i])) {
            continue;
        }
        Mask left = subtract(*others[i], changed);
        if (left != *others[i]) {
            result.others.emplace_back(i, std::move(left));
        }
    }
    return result;
}

std::vector<Mask> withoutOverlaps(std::span<const Mask* const> masks)
{
    std::vector<Mask> result;
    Mask covered;
    for (const Mask* mask : masks) {
        if (!mask) {
            result.emplace_back();
            continue;
        }
        result.push_back(covered.tiles.empty() ? *mask : subtract(*mask, covered));
        covered = covered.tiles.empty() ? *mask : unite(covered, *mask);
    }
    return result;
}

} // namespace touchstone
