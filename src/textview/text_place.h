#pragma once

#include <algorithm>
#include <cstdint>

#include "touchstone/text/text_range.h"

namespace touchstone {

/// What a person has marked in a document: code points of one block. Where anchor and head are equal, a
/// caret.
struct TextSelection {
    int block = 0;
    std::int64_t anchor = 0;
    std::int64_t head = 0;

    TextRange range() const { return {std::min(anchor, head), std::max(anchor, head)}; }
    bool isEmpty() const { return anchor == head; }
    friend bool operator==(const TextSelection&, const TextSelection&) = default;
};

/// What a drag of the mouse keeps to, and what a move goes by.
enum class TextUnit {
    Character, ///< As a person sees them.
    Word,      ///< By the rules of Unicode.
    Token,     ///< As the document gives them; words where it gives none.
    Sentence,
    Line, ///< As it is laid out now.
};

} // namespace touchstone
