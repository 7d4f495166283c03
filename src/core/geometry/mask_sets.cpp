#include "touchstone/geometry/mask_ops.h"

#include "core/geometry/columns.h"
#include "core/geometry/mask_tiles.h"

namespace touchstone {

namespace {

struct SetRule {
    Rle (*combine)(const Rle&, const Rle&);
    /// Whether pixels of one mask stay where the other has none.
    bool keepsA;
    bool keepsB;
};

int compareCells(const MaskTile& a, const MaskTile& b)
{
    if (a.rect.y != b.rect.y) {
        return a.rect.y < b.rect.y ? -1 : 1;
    }
    return a.rect.x == b.rect.x ? 0 : a.rect.x < b.rect.x ? -1 : 1;
}

/// What both masks have of one cell; their tiles are often the same.
std::optional<MaskTile> combinedTile(const MaskTile& a, const MaskTile& b, const SetRule& rule)
{
    if (&*a.runs == &*b.runs) {
        return rule.keepsA && !rule.keepsB ? std::nullopt : std::optional(a);
    }
    return tileOfRle(a.rect, rule.combine(rleOfTile(a), rleOfTile(b)));
}

Mask combinedGrids(const Mask& a, const Mask& b, const SetRule& rule)
{
    const std::vector<MaskTile> first = gridTiles(a);
    const std::vector<MaskTile> second = gridTiles(b);
    std::vector<MaskTile> tiles;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first.size() || j < second.size()) {
        const int order = i == first.size() ? 1 : j == second.size() ? -1 : compareCells(first[i], second[j]);
        if (order < 0) {
            if (rule.keepsA) {
                tiles.push_back(first[i]);
            }
            ++i;
        } else if (order > 0) {
            if (rule.keepsB) {
                tiles.push_back(second[j]);
            }
            ++j;
        } else {
            if (auto tile = combinedTile(first[i], second[j], rule)) {
                tiles.push_back(std::move(*tile));
            }
            ++i;
            ++j;
        }
    }
    return maskOfGrid(a.width, a.height, std::move(tiles));
}

Mask combined(const Mask& a, const Mask& b, const SetRule& rule)
{
    if (a.width != b.width || a.height != b.height) {
        Columns cut = clipped(columnsOf(b), {0, 0, a.width, a.height});
        cut.width = a.width;
        cut.height = a.height;
        return combined(a, maskOf(cut), rule);
    }
    if (a.tiles.empty() || b.tiles.empty()) {
        const Mask& one = a.tiles.empty() ? b : a;
        const bool keeps = a.tiles.empty() ? rule.keepsB : rule.keepsA;
        return keeps ? one : Mask{a.width, a.height, {}};
    }
    if (a.tiles.size() > 1 || b.tiles.size() > 1) {
        return combinedGrids(a, b, rule);
    }
    return maskFromRle(rule.combine(rleFromMask(a), rleFromMask(b)));
}

} // namespace

Mask unite(const Mask& a, const Mask& b)
{
    return combined(a, b, {unite, true, true});
}

Mask intersect(const Mask& a, const Mask& b)
{
    return combined(a, b, {intersect, false, false});
}

Mask subtract(const Mask& a, const Mask& b)
{
    return combined(a, b, {subtract, true, false});
}

} // namespace touchstone
