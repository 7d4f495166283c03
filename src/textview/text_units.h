#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "textview/piece_table.h"
#include "textview/text_place.h"

namespace touchstone {

/// Words, sentences and characters of a document, found piece by piece as they are asked for.
class TextUnits {
  public:
    TextUnits() = default;
    /// Both must outlive this.
    TextUnits(const TextSource* source, const std::vector<TextPiece>* pieces)
        : m_source(source), m_pieces(pieces)
    {
    }

    /// The unit that holds the place.
    std::optional<TextRange> at(TextUnit unit, int block, std::int64_t place);
    /// The first that ends behind the place; the last that begins before it.
    std::optional<TextRange> from(TextUnit unit, int block, std::int64_t place);
    std::optional<TextRange> before(TextUnit unit, int block, std::int64_t place);
    /// What a drag over `range` means: whole units. A caret where there is none.
    TextRange snapped(TextUnit unit, int block, const TextRange& range);

  private:
    using Ranges = std::vector<TextRange>;
    /// The units of a piece, as a source gave them or by the rules.
    const Ranges& ofPiece(TextUnit unit, int piece);
    Ranges find(TextUnit unit, int piece) const;

    const TextSource* m_source = nullptr;
    const std::vector<TextPiece>* m_pieces = nullptr;
    std::map<std::pair<TextUnit, int>, Ranges> m_known;
};

} // namespace touchstone
