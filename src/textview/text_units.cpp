#include "textview/text_units.h"

#include <algorithm>

#include "touchstone/text/segmentation.h"

namespace touchstone {
namespace {

/// How many pieces' units are kept.
constexpr std::size_t mostKnown = 512;
/// A sentence is looked for so many pieces around, where a paragraph was cut.
constexpr int piecesAround = 2;

std::vector<TextRange> moved(std::vector<TextRange> ranges, std::int64_t by)
{
    for (TextRange& range : ranges)
        range = {range.begin + by, range.end + by};
    return ranges;
}

/// Those of a source's list that begin in the range.
std::vector<TextRange> inside(const std::vector<TextRange>& all, std::int64_t begin, std::int64_t end)
{
    const auto first =
        std::partition_point(all.begin(), all.end(), [&](const auto& r) { return r.begin < begin; });
    const auto last = std::partition_point(first, all.end(), [&](const auto& r) { return r.begin < end; });
    return {first, last};
}

} // namespace

TextUnits::Ranges TextUnits::find(TextUnit unit, int index) const
{
    const std::vector<TextPiece>& pieces = *m_pieces;
    const TextPiece& piece = pieces[static_cast<std::size_t>(index)];
    const TextBlock& block = m_source->block(piece.block);
    if (unit == TextUnit::Token && !block.tokens.empty())
        return inside(block.tokens, piece.range.begin, piece.next);
    if (unit == TextUnit::Sentence && !block.sentences.empty())
        return inside(block.sentences, piece.range.begin, piece.next);
    if (unit == TextUnit::Character) {
        const auto borders = characterBorders(m_source->slice(piece.block, {piece.range.begin, piece.next}));
        Ranges ranges;
        for (std::size_t i = 1; i < borders.size(); ++i)
            ranges.push_back({borders[i - 1] + piece.range.begin, borders[i] + piece.range.begin});
        return ranges;
    }
    if (unit != TextUnit::Sentence)
        return moved(tokensOf(m_source->slice(piece.block, piece.range)), piece.range.begin);
    int first = index, last = index;
    const auto count = static_cast<int>(pieces.size());
    const auto starts = [&](int i) {
        return i >= count || pieces[static_cast<std::size_t>(i)].startsParagraph;
    };
    while (first > 0 && index - first < piecesAround && !starts(first))
        --first;
    while (last - index < piecesAround && !starts(last + 1))
        ++last;
    const TextRange window{pieces[static_cast<std::size_t>(first)].range.begin,
                           pieces[static_cast<std::size_t>(last)].range.end};
    return inside(moved(sentencesOf(m_source->slice(piece.block, window)), window.begin), piece.range.begin,
                  piece.next);
}

const TextUnits::Ranges& TextUnits::ofPiece(TextUnit unit, int piece)
{
    const std::pair key{unit, piece};
    if (const auto found = m_known.find(key); found != m_known.end())
        return found->second;
    if (m_known.size() >= mostKnown)
        m_known.clear();
    return m_known[key] = find(unit, piece);
}

std::optional<TextRange> TextUnits::from(TextUnit unit, int block, std::int64_t place)
{
    const auto count = static_cast<int>(m_pieces->size());
    // A unit may begin in the piece before.
    const int home = pieceAt(*m_pieces, block, place);
    for (int i = std::max(0, home - piecesAround); i < count; ++i) {
        const int of = (*m_pieces)[static_cast<std::size_t>(i)].block;
        if (of > block)
            break;
        if (of < block)
            continue;
        const Ranges& ranges = ofPiece(unit, i);
        const auto found =
            std::partition_point(ranges.begin(), ranges.end(), [&](const auto& r) { return r.end <= place; });
        if (found != ranges.end())
            return *found;
    }
    return std::nullopt;
}

std::optional<TextRange> TextUnits::before(TextUnit unit, int block, std::int64_t place)
{
    for (int i = std::min(pieceAt(*m_pieces, block, place), static_cast<int>(m_pieces->size()) - 1); i >= 0;
         --i) {
        if ((*m_pieces)[static_cast<std::size_t>(i)].block != block)
            break;
        const Ranges& ranges = ofPiece(unit, i);
        const auto behind = std::partition_point(ranges.begin(), ranges.end(),
                                                 [&](const auto& r) { return r.begin < place; });
        if (behind != ranges.begin())
            return *std::prev(behind);
    }
    return std::nullopt;
}

std::optional<TextRange> TextUnits::at(TextUnit unit, int block, std::int64_t place)
{
    const auto found = from(unit, block, place);
    return found && found->contains(place) ? found : std::nullopt;
}

TextRange TextUnits::snapped(TextUnit unit, int block, const TextRange& range)
{
    if (range.isEmpty())
        return range;
    const auto first = from(unit, block, range.begin);
    const auto last = before(unit, block, range.end);
    if (!first || !last || last->end <= first->begin)
        return {range.begin, range.begin};
    return {first->begin, last->end};
}

} // namespace touchstone
