#include "core/formats/token_spans.h"

#include <algorithm>

#include "touchstone/text/segmentation.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {

TokenLayer tokenLayerOf(const TextBlock& block)
{
    TokenLayer layer;
    layer.tokens = block.tokens.empty() ? tokensOf(block.text) : block.tokens;
    const std::vector<TextRange> sentences =
        block.sentences.empty() ? sentencesOf(block.text) : block.sentences;
    std::size_t next = 0;
    for (std::size_t token = 0; token < layer.tokens.size(); ++token) {
        bool begins = token == 0;
        while (next < sentences.size() && sentences[next].begin <= layer.tokens[token].begin) {
            ++next;
            begins = true;
        }
        if (begins) {
            layer.sentences.push_back({token, token});
        }
        layer.sentences.back().end = token + 1;
    }
    return layer;
}

TokenLayer wordLayerOf(const TextBlock& block)
{
    TextBlock words = block;
    const TextOffsets offsets(block.text);
    std::erase_if(words.tokens, [&](const TextRange& token) {
        return offsets.slice(token).find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
    });
    return tokenLayerOf(words);
}

TokenRun tokensUnder(const TextRange& range, const std::vector<TextRange>& tokens)
{
    const auto first =
        std::lower_bound(tokens.begin(), tokens.end(), range.begin,
                         [](const TextRange& token, std::int64_t at) { return token.end <= at; });
    const auto end =
        std::lower_bound(first, tokens.end(), range.end,
                         [](const TextRange& token, std::int64_t at) { return token.begin < at; });
    TokenRun run{static_cast<std::size_t>(first - tokens.begin()),
                 static_cast<std::size_t>(end - tokens.begin())};
    run.exact = first != end && first->begin == range.begin && (end - 1)->end == range.end;
    return run;
}

namespace {

struct Candidate {
    TokenRun run;
    const ExportSource::Entry* entry = nullptr;
};

/// The spans that touch tokens, in their order.
std::vector<Candidate> candidates(const ExportSource::Text& text, std::int32_t block, const TokenLayer& layer,
                                  const std::function<bool(const ExportSource::Entry&)>& wanted,
                                  TextLosses& losses)
{
    std::vector<Candidate> found;
    for (const ExportSource::Entry& entry : text.entries) {
        const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
        if (!span || span->block != block || !wanted(entry)) {
            continue;
        }
        const std::string place = placeOf(text, entry.annotation);
        const TokenRun run = tokensUnder(extent(*span), layer.tokens);
        if (span->ranges->size() != 1) {
            losses.add(place, "A span in several pieces has no place in this format. It was left out.");
        } else if (extent(*span).isEmpty() || run.first >= run.end) {
            losses.add(place, "A span without a token has no place in this format. It was left out.");
        } else {
            found.push_back({run, &entry});
            if (!run.exact) {
                losses.add(
                    place,
                    "A span has to begin and end with tokens here. It was written over all that it touches.");
            }
        }
    }
    return found;
}

} // namespace

std::vector<TokenSpan> flatSpans(const ExportSource::Text& text, std::int32_t block, const TokenLayer& layer,
                                 const std::function<bool(const ExportSource::Entry&)>& wanted,
                                 TextLosses& losses, const SpanLevels& levels)
{
    std::vector<Candidate> found = candidates(text, block, layer, wanted, losses);
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return a.run.end - a.run.first > b.run.end - b.run.first;
    });
    std::vector<std::vector<bool>> taken(levels.count, std::vector<bool>(layer.tokens.size()));
    const auto take = [&](std::size_t level, const TokenRun& run) {
        const auto from = taken[level].begin() + static_cast<std::ptrdiff_t>(run.first);
        const auto to = taken[level].begin() + static_cast<std::ptrdiff_t>(run.end);
        const bool isFree = std::find(from, to, true) == to;
        if (isFree) {
            std::fill(from, to, true);
        }
        return isFree;
    };
    // What has its level keeps it, before what is new looks for a place.
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> levelOf(found.size(), none);
    for (std::size_t i = 0; levels.known && i < found.size(); ++i) {
        const auto level = levels.known(found[i].run, found[i].entry->annotation.label);
        if (level && take(*level, found[i].run)) {
            levelOf[i] = *level;
        }
    }
    std::vector<TokenSpan> spans;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Candidate& one = found[i];
        for (std::size_t level = 0; level < levels.count && levelOf[i] == none; ++level) {
            levelOf[i] = take(level, one.run) ? level : none;
        }
        if (levelOf[i] == none) {
            losses.add(placeOf(text, one.entry->annotation),
                       "A longer span, or one before it, has these tokens already. It was left out.");
            continue;
        }
        auto sentence =
            std::upper_bound(layer.sentences.begin(), layer.sentences.end(), one.run.first,
                             [](std::size_t token, const TokenSentence& s) { return token < s.end; });
        for (std::size_t at = one.run.first; at < one.run.end; ++sentence) {
            const std::size_t end = std::min(one.run.end, sentence->end);
            spans.push_back({at, end, one.entry->annotation.label, levelOf[i]});
            if (end < one.run.end) {
                losses.add(placeOf(text, one.entry->annotation),
                           "A span ends with its sentence here. It was written as one in each sentence.");
            }
            at = end;
        }
    }
    std::sort(spans.begin(), spans.end(),
              [](const TokenSpan& a, const TokenSpan& b) { return a.first < b.first; });
    return spans;
}

} // namespace touchstone
