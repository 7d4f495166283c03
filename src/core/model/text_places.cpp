#include "touchstone/model/text_places.h"

#include <algorithm>

namespace touchstone {

Result<TextPlaces> placesOf(const Document& document, const TextSearch& search, const SearchLimits& limits)
{
    TextPlaces found;
    SearchLimits left = limits;
    for (std::size_t block = 0; block < document.blocks.size() && found.complete; ++block) {
        left.most = limits.most - found.places.size();
        const auto hits = search.find(document.blocks[block].text, left);
        if (!hits)
            return hits.error();
        for (const TextRange& range : hits->ranges)
            found.places.push_back({static_cast<int>(block), range});
        found.complete = hits->complete;
    }
    return found;
}

Result<TextPlaces> placesOf(const Document& document, const SurfaceMatcher& matcher, const Progress* progress,
                            std::vector<std::uint32_t>* surfaces)
{
    TextPlaces found;
    for (std::size_t block = 0; block < document.blocks.size(); ++block) {
        const auto hits = matcher.find(document.blocks[block].text, progress);
        if (!hits)
            return hits.error();
        for (const SurfaceHit& hit : *hits) {
            found.places.push_back({static_cast<int>(block), hit.range});
            if (surfaces)
                surfaces->push_back(hit.surface);
        }
    }
    return found;
}

SpanCover::SpanCover(const LayerContent& content, const Ontology& ontology, const LabelId& label)
{
    const Label* wanted = ontology.resolve(label);
    for (const Annotation& one : content.annotations()) {
        const auto* span = std::get_if<SpanShape>(&one.shape);
        if (!span || span->block < 0 || (!label.isNull() && ontology.resolve(one.label) != wanted))
            continue;
        const auto block = static_cast<std::size_t>(span->block);
        if (m_blocks.size() <= block)
            m_blocks.resize(block + 1);
        m_blocks[block].insert(m_blocks[block].end(), span->ranges->begin(), span->ranges->end());
    }
    for (std::vector<TextRange>& ranges : m_blocks) {
        std::ranges::sort(ranges);
        std::size_t kept = 0;
        for (const TextRange& range : ranges) {
            if (range.isEmpty())
                continue;
            if (kept > 0 && range.begin < ranges[kept - 1].end)
                ranges[kept - 1].end = std::max(ranges[kept - 1].end, range.end);
            else
                ranges[kept++] = range;
        }
        ranges.resize(kept);
    }
}

bool SpanCover::overlaps(const TextPlace& place) const
{
    if (place.block < 0 || static_cast<std::size_t>(place.block) >= m_blocks.size())
        return false;
    const std::vector<TextRange>& ranges = m_blocks[static_cast<std::size_t>(place.block)];
    const auto after = std::ranges::partition_point(
        ranges, [&](const TextRange& range) { return range.end <= place.range.begin; });
    return after != ranges.end() && after->overlaps(place.range);
}

} // namespace touchstone
