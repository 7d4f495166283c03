#include "touchstone/model/carry.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "touchstone/text/text_alignment.h"

namespace touchstone {
namespace {

/// One block of the former document and what it is now.
struct Side {
    int block = 0;
    std::unique_ptr<TextAlignment> alignment;
};

int blockNow(const Document& before, const Document& after, int block)
{
    const std::string& name = before.blocks[std::size_t(block)].name;
    const auto named = std::ranges::find(after.blocks, name, &TextBlock::name);
    if (!name.empty() && named != after.blocks.end())
        return int(named - after.blocks.begin());
    return std::clamp(block, 0, std::max(0, int(after.blocks.size()) - 1));
}

std::string words(const TextBlock& block, const std::vector<TextRange>& ranges)
{
    const TextOffsets offsets(block.text);
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
    const auto apart = [](const TextRange& one, const TextRange& next) { return one.end < next.begin; };
    if (std::ranges::adjacent_find(now.ranges, std::not_fn(apart)) == now.ranges.end())
        return now;
    // Pieces that changed places or met: in order, and one where they are one.
    now.certain = false;
    std::ranges::sort(now.ranges);
    std::vector<TextRange> joined;
    for (const TextRange& range : now.ranges) {
        if (!joined.empty() && range.begin <= joined.back().end)
            joined.back().end = std::max(joined.back().end, range.end);
        else
            joined.push_back(range);
    }
    now.ranges = std::move(joined);
    return now;
}

// An empty range stands alone: it is a place.
void dropEmptyPieces(Pieces& pieces)
{
    const auto first = pieces.ranges.front();
    if (pieces.ranges.size() > 1)
        std::erase_if(pieces.ranges, [](const TextRange& range) { return range.isEmpty(); });
    if (pieces.ranges.empty())
        pieces.ranges = {first};
}

} // namespace

Carried carried(const std::vector<Annotation>& annotations, const Document& before, const Document& after)
{
    Carried result;
    std::map<AnnotationId, AnnotationId> ids;
    std::map<int, Side> sides;
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
        Side& side = sides[span->block];
        const TextBlock& was = before.blocks[std::size_t(span->block)];
        if (!side.alignment) {
            side.block = blockNow(before, after, span->block);
            side.alignment = std::make_unique<TextAlignment>(was.text, after.blocks[std::size_t(side.block)].text);
        }
        Pieces pieces = piecesNow(*side.alignment, *span->ranges);
        dropEmptyPieces(pieces);
        now.shape = SpanShape{pieces.ranges, side.block};
        if (pieces.certain)
            continue;
        now.unsure = true;
        result.doubts.push_back({now.id, now.label, words(was, *span->ranges),
                                 words(after.blocks[std::size_t(side.block)], pieces.ranges)});
    }
    return result;
}

} // namespace touchstone
