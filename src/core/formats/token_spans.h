#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/text_losses.h"
#include "touchstone/formats/format.h"

namespace touchstone {

/// Tokens [first, end) of a sentence of a text.
struct TokenSentence {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// Tokens and sentences of a block as it has them, else by the rules of Unicode. Every token belongs to one
/// sentence.
struct TokenLayer {
    std::vector<TextRange> tokens;
    std::vector<TokenSentence> sentences;
};
TokenLayer tokenLayerOf(const TextBlock& block);
/// The same without tokens of white space alone: some tokenizers make them of line ends, and formats of rows have none.
TokenLayer wordLayerOf(const TextBlock& block);

/// The tokens [first, end) that a range touches; none when it touches none.
struct TokenRun {
    std::size_t first = 0;
    std::size_t end = 0;
    bool exact = false; ///< The range begins and ends as they do.
};
TokenRun tokensUnder(const TextRange& range, const std::vector<TextRange>& tokens);

/// A span as tokens with the label that it has.
struct TokenSpan {
    std::size_t first = 0;
    std::size_t end = 0;
    LabelId label;
    std::size_t level = 0;
};
/// Where a format has several levels, each of spans that are apart.
struct SpanLevels {
    std::size_t count = 1;
    /// The level that a span has already; none for a new one, which goes to the outermost that is free.
    std::function<std::optional<std::size_t>(const TokenRun&, const LabelId&)> known{};
};
/// The labelled spans of a block as runs of tokens within sentences, ascending, and on each level apart; what cannot
/// be said so is named. Only spans for which `wanted` holds are looked at.
std::vector<TokenSpan> flatSpans(const ExportSource::Text& text, std::int32_t block, const TokenLayer& layer,
                                 const std::function<bool(const ExportSource::Entry&)>& wanted,
                                 TextLosses& losses, const SpanLevels& levels = {});

} // namespace touchstone
