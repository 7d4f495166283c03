#include "tools/mask_commands.h"

#include <algorithm>
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

/// Nothing when it stays the same.
void put(std::vector<ShapeOutcome>& outcomes, const Annotation& before, Mask mask)
{
    std::optional<Shape> after;
    if (!mask.tiles.empty())
        after = MaskShape{std::move(mask)};
    if (after != before.shape)
        outcomes.push_back({before, std::move(after)});
}

/// Calls `work` with one after the other; false when it was cancelled.
template <class Work>
bool each(const std::vector<Annotation>& annotations, Progress& progress, Work work)
{
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        if (progress.cancelled())
            return false;
        progress.report(double(i) / double(annotations.size()), {});
        work(annotations[i]);
    }
    return !progress.cancelled();
}

std::uint64_t bytesOfRuns(const Annotation& annotation)
{
    constexpr double pixelsPerByte = 256; // Two runs in a column of a tile.
    if (const auto* shape = std::get_if<MaskShape>(&annotation.shape)) {
        std::uint64_t bytes = 0;
        for (const MaskTile& tile : shape->mask->tiles)
            bytes += tile.runs->size();
        return bytes;
    }
    constexpr double atMost = 1e12; // An imported shape may reach as far as numbers go.
    const auto box = bounds(annotation.shape);
    return box ? std::uint64_t(std::min(std::max(0.0, box->width * box->height / pixelsPerByte), atMost)) : 0;
}

} // namespace

std::optional<Mask> asMask(const Shape& shape, Size image)
{
    const RegionOf region{static_cast<std::int32_t>(image.width), static_cast<std::int32_t>(image.height)};
    std::optional<Mask> mask = std::visit(region, shape);
    return mask && !mask->tiles.empty() ? std::move(mask) : std::nullopt;
}

std::vector<Annotation> chosen(const LayerContent& content, const Selection& selection)
{
    std::vector<Annotation> annotations;
    for (const AnnotationId& id : selection)
        if (const Annotation* annotation = content.find(id))
            annotations.push_back(*annotation);
    return annotations;
}

std::uint64_t workOf(const std::vector<Annotation>& annotations)
{
    std::uint64_t bytes = 0;
    for (const Annotation& annotation : annotations)
        bytes += bytesOfRuns(annotation);
    return bytes;
}

std::vector<ShapeOutcome> stepMasks(const std::vector<Annotation>& annotations, MaskStep step, double amount,
                                    Progress& progress)
{
    std::vector<ShapeOutcome> outcomes;
    each(annotations, progress, [&](const Annotation& annotation) {
        if (const auto* shape = std::get_if<MaskShape>(&annotation.shape))
            put(outcomes, annotation, stepped(*shape->mask, step, amount));
    });
    return outcomes;
}

std::vector<ShapeOutcome> combineMasks(const std::vector<Annotation>& annotations, MaskSet how, Size image,
                                       Progress& progress)
{
    const Annotation* first = nullptr;
    std::optional<Mask> sum;
    std::vector<ShapeOutcome> others;
    const bool done = each(annotations, progress, [&](const Annotation& annotation) {
        std::optional<Mask> mask = asMask(annotation.shape, image);
        if (!mask)
            return;
        if (!first) {
            first = &annotation;
            sum = std::move(mask);
            return;
        }
        others.push_back({annotation, std::nullopt});
        sum = how == MaskSet::Unite ? unite(*sum, *mask)
              : how == MaskSet::Subtract ? subtract(*sum, *mask)
                                         : intersect(*sum, *mask);
    });
    if (!done || others.empty() || sum->tiles.empty())
        return {};
    std::vector<ShapeOutcome> outcomes;
    put(outcomes, *first, std::move(*sum));
    if (how != MaskSet::Subtract)
        outcomes.insert(outcomes.end(), others.begin(), others.end());
    return outcomes;
}

std::vector<ShapeOutcome> toMasks(const std::vector<Annotation>& annotations, Size image, Progress& progress)
{
    std::vector<ShapeOutcome> outcomes;
    each(annotations, progress, [&](const Annotation& annotation) {
        if (std::holds_alternative<MaskShape>(annotation.shape))
            return;
        if (std::optional<Mask> mask = asMask(annotation.shape, image))
            put(outcomes, annotation, std::move(*mask));
    });
    return outcomes;
}

std::vector<ShapeOutcome> toPolygons(const std::vector<Annotation>& annotations, double tolerance, Progress& progress)
{
    std::vector<ShapeOutcome> outcomes;
    each(annotations, progress, [&](const Annotation& annotation) {
        if (const auto* shape = std::get_if<MaskShape>(&annotation.shape))
            outcomes.push_back({annotation, PolygonShape{simplified(polygonFromMask(*shape->mask), tolerance)}});
    });
    return outcomes;
}

std::optional<std::vector<Change>> changesOf(const LayerContent& content, const std::vector<ShapeOutcome>& outcomes)
{
    std::vector<Change> changes;
    Selection gone;
    for (const ShapeOutcome& outcome : outcomes) {
        const Annotation* now = content.find(outcome.before.id);
        if (!now || *now != outcome.before)
            return std::nullopt;
        if (!outcome.after) {
            gone.push_back(now->id);
            continue;
        }
        Annotation after = *now;
        after.shape = *outcome.after;
        changes.push_back(content.replacement(std::move(after)));
    }
    // Together, since two of them may be in one group.
    for (Change& change : deleteSelection(content, gone))
        changes.push_back(std::move(change));
    return changes;
}

} // namespace touchstone
