#pragma once

#include <random>
#include <set>
#include <string>

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/utext.h>

#include "touchstone/text/text_offsets.h"

namespace touchstone {

/// Letters that fold to others or to several, marks that join, scripts without spaces, astral ones.
inline std::string randomText(std::mt19937& random, int most)
{
    static const char* const pieces[] = {"a", "A",  "s",  "S",  "ß", "ẞ",  " ",      " ", "b", "İ", "i",   "\u0307",
                                         "K", "\u212A", "ŉ", "n", "ﬁ", "f", "\u0301", "'", "_", "1", "😀", "د",
                                         "我", "们", "\r\n", "\u2028", "\u00A0", ".", "\u200D", "e"};
    std::string text;
    for (int i = 0, count = int(random() % unsigned(most + 1)); i < count; ++i)
        text += pieces[random() % std::size(pieces)];
    return text;
}

inline std::string icuFolded(const std::string& text)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap* map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
    std::string folded(text.size() * 4 + 8, '\0');
    const auto length = ucasemap_utf8FoldCase(map, folded.data(), int(folded.size()), text.data(), int(text.size()), &status);
    ucasemap_close(map);
    folded.resize(std::size_t(length));
    return folded;
}

/// All of ICU's borders of words, in code points.
inline std::set<std::int64_t> wordBorders(const std::string& text)
{
    UErrorCode status = U_ZERO_ERROR;
    UText* bytes = utext_openUTF8(nullptr, text.data(), std::int64_t(text.size()), &status);
    UBreakIterator* words = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    ubrk_setUText(words, bytes, &status);
    const TextOffsets offsets(text);
    std::set<std::int64_t> borders;
    for (std::int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words))
        borders.insert(offsets.fromByte(at).value());
    ubrk_close(words);
    utext_close(bytes);
    return borders;
}

} // namespace touchstone
