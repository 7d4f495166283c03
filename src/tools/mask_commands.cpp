#include "tools/mask_commands.h"

#include <utility>

#include "touchstone/geometry/mask_ops.h"
#include "touchstone/geometry/simplify.h"

namespace touchstone {
namespace {

struct RegionOf {
    std::int32_t width, height;

    std::optional<Mask> drawn(Ring ring) const { return maskFromPolygon(Polygon{{std::move(ring), {}}}, width, height); }
    std::optional<Mask> drawn(const TurnedRect& rect) const
    {
        const auto points = corners(rect);
        return drawn(Ring(points.begin(), points.end()));
    }
    std::optional<Mask> operator()(const BoxShape& s) const
    {
        return drawn(TurnedRect{s.rect.center(), s.rect.width, s.rect.height, 0});
    }
    std::optional<Mask> operator()(const RotatedBoxShape& s) const { return drawn(s.rect); }
    std::optional<Mask> operator()(const EllipseShape& s) const { return drawn(ellipseOutline(s.frame)); }
    std::optional<Mask> operator()(const PolygonShape& s) const { return maskFromPolygon(*s.polygon, width, height); }
    std::optional<Mask> operator()(const MaskShape& s) const
    {
        return s.mask->width == width && s.mask->height == height ? std::optional(*s.mask) : std::nullopt;
    }
    template <class Other>
    std::optional<Mask> operator()(const Other&) const
    {
        return std::nullopt;
    }
};

Mask stepped(const Mask& mask, MaskStep step, double amount)
{
    switch (step) {
    case MaskStep::FillHoles:
        return withHolesFilled(mask);
    case MaskStep::RemoveSpecks:
        return withoutSpecks(mask, static_cast<std::uint64_t>(amount));
    case MaskStep::Grow:
        return grow(mask, amount);
    case MaskStep::Shrink:
        return shrink(mask, amount);
    case MaskStep::Smooth:
        return smooth(mask, amount);
    }
    return mask;
}

/// Deletes it with its relations when no pixel is left; nothing when it stays the same.
void put(std::vector<Change>& changes, const LayerContent& content, const Annotation& before, Mask mask)
{
    if (mask.tiles.empty()) {
        for (Change& change : deleteSelection(content, {before.id}))
            changes.push_back(std::move(change));
        return;
    }
    Annotation after = before;
    after.shape = MaskShape{std::move(mask)};
    if (after.shape != before.shape)
        changes.push_back(content.replacement(std::move(after)));
}

} // namespace

std::optional<Mask> asMask(const Shape& shape, Size image)
{
    const RegionOf region{static_cast<std::int32_t>(image.width), static_cast<std::int32_t>(image.height)};
    std::optional<Mask> mask = std::visit(region, shape);
    return mask && !mask->tiles.empty() ? std::move(mask) : std::nullopt;
}

std::vector<Change> stepMasks(const LayerContent& content, const Selection& selection, MaskStep step, double amount)
{
    std::vector<Change> changes;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        if (const auto* shape = annotation ? std::get_if<MaskShape>(&annotation->shape) : nullptr)
            put(changes, content, *annotation, stepped(*shape->mask, step, amount));
    }
    return changes;
}

std::vector<Change> combineMasks(const LayerContent& content, const Selection& selection, MaskSet how, Size image)
{
    const Annotation* first = nullptr;
    std::optional<Mask> sum;
    Selection others;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        std::optional<Mask> mask = annotation ? asMask(annotation->shape, image) : std::nullopt;
        if (!mask)
            continue;
        if (!first) {
            first = annotation;
            sum = std::move(mask);
            continue;
        }
        others.push_back(id);
        sum = how == MaskSet::Unite ? unite(*sum, *mask)
              : how == MaskSet::Subtract ? subtract(*sum, *mask)
                                         : intersect(*sum, *mask);
    }
    if (others.empty() || sum->tiles.empty())
        return {};
    std::vector<Change> changes;
    put(changes, content, *first, std::move(*sum));
    if (how != MaskSet::Subtract)
        for (Change& change : deleteSelection(content, others))
            changes.push_back(std::move(change));
    return changes;
}

std::vector<Change> toMasks(const LayerContent& content, const Selection& selection, Size image)
{
    std::vector<Change> changes;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        if (!annotation || std::holds_alternative<MaskShape>(annotation->shape))
            continue;
        if (std::optional<Mask> mask = asMask(annotation->shape, image))
            put(changes, content, *annotation, std::move(*mask));
    }
    return changes;
}

std::vector<Change> toPolygons(const LayerContent& content, const Selection& selection, double tolerance)
{
    std::vector<Change> changes;
    for (const AnnotationId& id : selection) {
        const Annotation* annotation = content.find(id);
        const auto* shape = annotation ? std::get_if<MaskShape>(&annotation->shape) : nullptr;
        if (!shape)
            continue;
        Annotation after = *annotation;
        after.shape = PolygonShape{simplified(polygonFromMask(*shape->mask), tolerance)};
        changes.push_back(content.replacement(std::move(after)));
    }
    return changes;
}

} // namespace touchstone
