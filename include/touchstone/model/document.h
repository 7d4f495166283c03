#pragma once

#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/base/sha256.h"
#include "touchstone/text/text_range.h"

namespace touchstone {

/// One text of an item: a question, an answer, what one speaker said.
struct TextBlock {
    /// Empty where the item has one text.
    std::string name;
    /// UTF-8, with its line ends and byte order mark as they came.
    std::string text;
    /// As a source gave them, ascending and apart; empty: by the rules of Unicode.
    std::vector<TextRange> tokens{};
    std::vector<TextRange> sentences{};
    friend bool operator==(const TextBlock&, const TextBlock&) = default;
};

/// What a text item shows. Offsets count the code points of a block.
struct Document {
    std::vector<TextBlock> blocks;
    /// Of the file that it came from.
    std::string encoding = "UTF-8";
    /// JSON object text of what stands beside the text; empty for nothing.
    std::string metadata{};
    friend bool operator==(const Document&, const Document&) = default;
};

/// Largest text of a block, in bytes of its UTF-8.
inline constexpr std::size_t kLargestText = 64 << 20;

/// The first words, on one line, at most `most` code points; "…" after them when there is more.
std::string firstWords(const Document& document, std::size_t most = 80);
/// The same for documents with the same texts in the same blocks, whatever else is known of them.
Sha256 textHash(const Document& document);
/// InvalidInput for text that is not UTF-8, too long, or ranges that do not lie in it.
Result<void> validate(const Document& document);

} // namespace touchstone
