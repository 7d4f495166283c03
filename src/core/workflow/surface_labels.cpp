#include "touchstone/workflow/surface_labels.h"

#include "touchstone/base/progress.h"

namespace touchstone {
namespace {

constexpr std::size_t longestSurface = 200;
constexpr std::size_t reportEvery = 64;

} // namespace

void SurfaceLabels::add(std::string_view surface, const LabelId& label, std::int64_t by)
{
    if (label.isNull() || surface.size() > longestSurface)
        return;
    std::string key = surfaceKey(surface, true);
    if (TextOffsets(key).length() < 2)
        return;
    auto& labels = m_counts[std::move(key)];
    if ((labels[label] += by) <= 0)
        labels.erase(label);
}

std::vector<SurfaceLabels::Best> SurfaceLabels::best(const Ontology& ontology) const
{
    std::vector<Best> all;
    for (const auto& [surface, labels] : m_counts) {
        std::map<LabelId, std::int64_t> merged;
        std::int64_t total = 0;
        for (const auto& [id, count] : labels)
            if (const Label* label = ontology.resolve(id); label && label->isActive() && label->allows(ShapeKind::Span)) {
                merged[label->id] += count;
                total += count;
            }
        Best best{surface, {}, 0};
        for (const auto& [id, count] : merged)
            if (const double share = double(count) / double(total); share > best.share) {
                best.label = id;
                best.share = share;
            }
        if (total > 0)
            all.push_back(std::move(best));
    }
    return all;
}

Surfaces::Surfaces(const Document& document)
{
    for (const TextBlock& block : document.blocks)
        m_blocks.emplace_back(block.text);
}

std::string_view Surfaces::of(const Annotation& annotation) const
{
    const auto* span = std::get_if<SpanShape>(&annotation.shape);
    if (!span || span->ranges->size() != 1 || span->block < 0 || static_cast<std::size_t>(span->block) >= m_blocks.size())
        return {};
    const TextOffsets& block = m_blocks[static_cast<std::size_t>(span->block)];
    const TextRange& range = span->ranges->front();
    return range.begin < 0 || range.end > block.length() ? std::string_view() : block.slice(range);
}

Result<SurfaceLabels> surfaceLabelsOf(Reader& reader, Progress& progress)
{
    SurfaceLabels known;
    const auto items = reader.itemKeys({}, &progress);
    if (!items)
        return items.error();
    for (std::size_t i = 0; i < items->size(); ++i) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "Reading the labels was stopped.", {}};
        if (i % reportEvery == 0)
            progress.report(double(i) / double(items->size()), "Reading earlier labels");
        const auto item = reader.item((*items)[i]);
        if (!item || item->kind != "text")
            continue;
        const auto layer = reader.effectiveLayer(item->id);
        if (!layer || !*layer || (*layer)->count == 0)
            continue;
        const auto content = reader.content((*layer)->layer.id);
        const auto document = reader.document(item->id);
        if (!content || !document)
            continue;
        const Surfaces surfaces(*document);
        for (const Annotation& one : content->annotations())
            known.add(surfaces.of(one), one.label, 1);
    }
    return known;
}

SurfaceMatcher matcherOf(const std::vector<SurfaceLabels::Best>& best)
{
    std::vector<std::string> surfaces;
    surfaces.reserve(best.size());
    for (const SurfaceLabels::Best& one : best)
        surfaces.push_back(one.surface);
    return SurfaceMatcher(surfaces, true);
}

Result<std::vector<Annotation>> suggestedSpans(const std::vector<SurfaceLabels::Best>& best, const SurfaceMatcher& matcher,
                                               const Document& document, const SpanCover& labelled,
                                               const Progress* progress)
{
    std::vector<std::uint32_t> which;
    const auto found = placesOf(document, matcher, progress, &which);
    if (!found)
        return found.error();
    std::vector<Annotation> spans;
    for (std::size_t i = 0; i < which.size(); ++i) {
        const TextPlace& place = found->places[i];
        if (labelled.overlaps(place))
            continue;
        Annotation span;
        span.id = AnnotationId::create();
        span.label = best[which[i]].label;
        span.shape = SpanShape{std::vector{place.range}, place.block};
        span.score = best[which[i]].share;
        spans.push_back(std::move(span));
    }
    return spans;
}

} // namespace touchstone
