#include "touchstone/text/folding.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "touchstone/base/text.h"

namespace touchstone {

std::string foldedText(std::string_view utf8)
{
    if (std::ranges::all_of(utf8, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) || !isValidUtf8(utf8))
        return asciiLower(std::string(utf8));
    UErrorCode failed = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(failed);
    const icu::Normalizer2* parting = icu::Normalizer2::getNFDInstance(failed);
    if (U_FAILURE(failed))
        return asciiLower(std::string(utf8));
    const auto whole = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    const icu::UnicodeString parted = parting->normalize(folding->normalize(whole, failed), failed);
    if (U_FAILURE(failed))
        return asciiLower(std::string(utf8));
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < parted.length(); at = parted.moveIndex32(at, 1))
        if (const UChar32 one = parted.char32At(at); u_charType(one) != U_NON_SPACING_MARK)
            kept.append(one);
    std::string text;
    kept.toUTF8String(text);
    return text;
}

} // namespace touchstone
