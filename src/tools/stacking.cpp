// The drawing order: z, then id. Every step asks for an order and changes as few annotations as it can.

#include <algorithm>
#include <unordered_set>

#include "tools/commands.h"

namespace touchstone {
namespace {

struct Ordered {
    explicit Ordered(const LayerContent& layer, const Selection& selection)
        : content(layer), selected(selection.begin(), selection.end())
    {
        for (const Annotation& annotation : content.annotations())
            order.push_back(&annotation);
    }
    bool isSelected(const Annotation* annotation) const { return selected.contains(annotation->id); }

    const LayerContent& content;
    std::unordered_set<AnnotationId> selected;
    std::vector<const Annotation*> order;
};

/// The z of each so that they stand in this order, raising where they must; from the back on.
std::vector<std::int32_t> raisedFrom(const std::vector<const Annotation*>& order)
{
    std::vector<std::int32_t> z;
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::int32_t least = order[i]->z;
        if (i > 0)
            least = std::max(least, z[i - 1] + (order[i]->id < order[i - 1]->id ? 1 : 0));
        z.push_back(least);
    }
    return z;
}

/// The same, lowering where they must; from the front on.
std::vector<std::int32_t> loweredFrom(const std::vector<const Annotation*>& order)
{
    std::vector<std::int32_t> z(order.size());
    for (std::size_t i = order.size(); i-- > 0;) {
        z[i] = order[i]->z;
        if (i + 1 < order.size())
            z[i] = std::min(z[i], z[i + 1] - (order[i + 1]->id < order[i]->id ? 1 : 0));
    }
    return z;
}

std::vector<Change> changesFor(const Ordered& ordered)
{
    const auto make = [&](const std::vector<std::int32_t>& z) {
        std::vector<Change> changes;
        for (std::size_t i = 0; i < z.size(); ++i) {
            if (z[i] == ordered.order[i]->z)
                continue;
            Annotation after = *ordered.order[i];
            after.z = z[i];
            changes.push_back(ordered.content.replacement(std::move(after)));
        }
        return changes;
    };
    std::vector<Change> up = make(raisedFrom(ordered.order));
    std::vector<Change> down = make(loweredFrom(ordered.order));
    return up.size() <= down.size() ? up : down;
}

} // namespace

std::vector<Change> bringToFront(const LayerContent& content, const Selection& selection)
{
    Ordered ordered(content, selection);
    std::stable_partition(ordered.order.begin(), ordered.order.end(),
                          [&](const Annotation* a) { return !ordered.isSelected(a); });
    return changesFor(ordered);
}

std::vector<Change> sendToBack(const LayerContent& content, const Selection& selection)
{
    Ordered ordered(content, selection);
    std::stable_partition(ordered.order.begin(), ordered.order.end(),
                          [&](const Annotation* a) { return ordered.isSelected(a); });
    return changesFor(ordered);
}

std::vector<Change> raise(const LayerContent& content, const Selection& selection)
{
    Ordered ordered(content, selection);
    for (std::size_t i = ordered.order.size(); i-- > 1;)
        if (ordered.isSelected(ordered.order[i - 1]) && !ordered.isSelected(ordered.order[i]))
            std::swap(ordered.order[i - 1], ordered.order[i]);
    return changesFor(ordered);
}

std::vector<Change> lower(const LayerContent& content, const Selection& selection)
{
    Ordered ordered(content, selection);
    for (std::size_t i = 1; i < ordered.order.size(); ++i)
        if (ordered.isSelected(ordered.order[i]) && !ordered.isSelected(ordered.order[i - 1]))
            std::swap(ordered.order[i - 1], ordered.order[i]);
    return changesFor(ordered);
}

} // namespace touchstone
