#pragma once

#include <vector>

#include "textview/text_source.h"

namespace touchstone {

/// What is laid out at once: a paragraph, or a part of one that is too long for that. Places are UTF-16 of
/// the block unless they say otherwise.
struct TextPiece {
    int block = 0;
    int begin = 0;
    /// Without the line end.
    int end = 0;
    /// Code points of begin, end, and where the next piece begins.
    TextRange range;
    std::int64_t next = 0;
    /// The base direction of its paragraph.
    bool rightToLeft = false;
    /// Holds characters of the other direction, so that a range may lie in several places of a line.
    bool mixed = false;
    bool startsParagraph = true;
    bool startsBlock = false;
};

/// The longest piece, in UTF-16 units: what is longer is cut at white space.
inline constexpr int kLongestPiece = 1500;

/// All blocks as pieces, in reading order; a block has at least one. CRLF is one line end; U+2028 ends no
/// paragraph.
std::vector<TextPiece> piecesOf(const TextSource& source);

/// The piece that holds the place; the last of the block for its end.
int pieceAt(const std::vector<TextPiece>& pieces, int block, std::int64_t codePoint);

} // namespace touchstone
