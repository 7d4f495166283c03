#include "touchstone/model/carry.h"

#include <algorithm>
#include <functional>
#include <map>

#include "touchstone/model/spans.h"
#include "touchstone/text/text_alignment.h"

namespace touchstone {
namespace {

/// One block of the former document and what it is now.
struct BlockPair {
    int block;
    TextAlignment alignment;
    TextOffsets before, after;

    BlockPair(const TextBlock& was, int number, const TextBlock& now)
        : block(number), alignment(was.text, now.text), before(was.text), after(now.text)
    {
    }
};

int blockNow(const Document& before, const Document& after, int block)
{
    const std::string& name = before.blocks[std::size_t(block)].name;
    const auto named = std::ranges::find(after.blocks, name, &TextBlock::name);
    if (!name.empty() && named != after.blocks.end())
        return int(named - after.blocks.begin());
    return std::clamp(block, 0, std::max(0, int(after.blocks.size()) - 1));
}

std::string words(const TextOffsets& offsets, const std::vector<TextRange>& ranges)
{
    std::string text;
    for (const TextRange& range : ranges) {
        if (!text.empty())
            text += ' ';
        text += offsets.slice({std::min(range.begin, offsets.length()), std::min(range.end, offsets.length())});
    }
    return text;
}

struct Pieces {
    std::vector<TextRange> ranges;
    bool certain = true;
};

Pieces piecesNow(const TextAlignment& alignment, const std::vector<TextRange>& ranges)
{
    Pieces now;
    for (const TextRange& range : ranges) {
        const TextAlignment::Place place = alignment.find(range);
        now.certain = now.certain && place.certain;
        now.ranges.push_back(place.range);
    }
    // Pieces that changed places or met: in order, and one where they are one.
    const auto apart = [](const TextRange& one, const TextRange& next) { return one.end < next.begin; };
    now.certain = now.certain && std::ranges::adjacent_find(now.ranges, std::not_fn(apart)) == now.ranges.end();
    now.ranges = asPieces(std::move(now.ranges));
    return now;
}

} // namespace

Carried carried(const std::vector<Annotation>& annotations, const Document& before, const Document& after)
{
    Carried result;
    std::map<AnnotationId, AnnotationId> ids;
    std::map<int, BlockPair> pairs;
    for (const Annotation& annotation : annotations)
        ids[annotation.id] = AnnotationId::create();
    for (const Annotation& annotation : annotations) {
        Annotation& now = result.annotations.emplace_back(annotation);
        now.id = ids[annotation.id];
        if (std::holds_alternative<RelationShape>(now.shape))
            now.shape = withMembers(std::move(now.shape), ids);
        const auto* span = std::get_if<SpanShape>(&annotation.shape);
        if (!span || span->block < 0 || span->block >= int(before.blocks.size()) || after.blocks.empty())
            continue;
        auto known = pairs.find(span->block);
        if (known == pairs.end()) {
            const int later = blockNow(before, after, span->block);
            known = pairs
                        .try_emplace(span->block, before.blocks[std::size_t(span->block)], later,
                                     after.blocks[std::size_t(later)])
                        .first;
        }
        const BlockPair& pair = known->second;
        const Pieces pieces = piecesNow(pair.alignment, *span->ranges);
        now.shape = SpanShape{pieces.ranges, pair.block};
        if (pieces.certain)
            continue;
        now.unsure = true;
        result.doubts.push_back(
            {now.id, now.label, words(pair.before, *span->ranges), words(pair.after, pieces.ranges)});
    }
    return result;
}

} // namespace touchstone
