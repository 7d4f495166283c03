#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "touchstone/text/text_range.h"

namespace touchstone {

/// The words, numbers and marks of a text, by the rules of Unicode (UAX 29) without those of a language; white space is
/// left out. `text` is valid UTF-8; ranges are code points, ascending.
std::vector<TextRange> tokensOf(std::string_view text);
/// Its sentences by the same rules, without the white space around them; empty ones are left out.
std::vector<TextRange> sentencesOf(std::string_view text);
/// Where a person sees one character end and the next begin (extended grapheme clusters): ascending places, 0 and the
/// length included; 0 alone for an empty text.
std::vector<std::int64_t> characterBorders(std::string_view text);

} // namespace touchstone
