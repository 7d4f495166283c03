#include "touchstone/text/encoding.h"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "touchstone/base/text.h"

namespace touchstone {
namespace {

struct CloseConverter {
    void operator()(UConverter* one) const { ucnv_close(one); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* one) const { ucsdet_close(one); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// ICU counts in 32 bits, and so many units are made of so many bytes.
constexpr std::size_t kMost = 512 << 20;

Error tooLong()
{
    return {ErrorCode::InvalidInput, "A text of more than 512 MB cannot be read. Split the file.", ""};
}

bool isUtf8Name(const std::string& name)
{
    const std::string lower = asciiLower(name);
    return lower == "utf-8" || lower == "utf8";
}

/// Told by its mark; empty without one.
std::string marked(std::string_view bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto head = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 8));
    const char* name = ucnv_detectUnicodeSignature(bytes.data(), head, nullptr, &status);
    return U_SUCCESS(status) && name ? name : "";
}

Converter openConverter(const std::string& name)
{
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name.c_str(), &status));
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    // A character that only looks alike would not lead back to the same bytes.
    if (U_SUCCESS(status))
        ucnv_setFallback(converter.get(), false);
    return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

Error unknown(const std::string& name)
{
    return {ErrorCode::InvalidInput,
            "There is no encoding \"" + displayUtf8(name) + "\". Names are those of ICU: UTF-8, windows-1252, GB18030.",
            ""};
}

std::int32_t firstBadByte(std::string_view bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t from = at;
        UChar32 c = 0;
        U8_NEXT(data, at, size, c);
        if (c < 0)
            return from;
    }
    return size;
}

/// Few letters lie in the same places of many encodings; of those that read the same, the most usual one is named.
void preferWestern(std::string_view bytes, std::vector<EncodingGuess>& guesses)
{
    constexpr const char* western = "windows-1252";
    if (guesses.empty()) {
        guesses.push_back({western, 0});
        return;
    }
    const auto first = decodeText(bytes, guesses.front().name);
    const auto usual = decodeText(bytes, western);
    if (!first || !usual || *first != *usual)
        return;
    const std::int32_t confidence = guesses.front().confidence;
    std::erase_if(guesses, [](const EncodingGuess& one) { return one.name == western; });
    guesses.insert(guesses.begin(), {western, confidence});
}

} // namespace

std::vector<EncodingGuess> guessEncodings(std::string_view bytes)
{
    if (const std::string name = marked(bytes); !name.empty() && decodeText(bytes, name).ok())
        return {{name, 100}};
    if (isValidUtf8(bytes))
        return {{"UTF-8", 100}};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
    std::vector<EncodingGuess> guesses;
    if (U_SUCCESS(status)) {
        // It looks at no more than the beginning anyway.
        constexpr std::size_t most = 1 << 20;
        ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(std::min(bytes.size(), most)), &status);
        std::int32_t count = 0;
        const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
        for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
            const char* name = ucsdet_getName(matches[i], &status);
            const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
            // Only what can read all of it.
            if (U_SUCCESS(status) && !isUtf8Name(name) && decodeText(bytes, name).ok())
                guesses.push_back({name, std::min(confidence, 99)});
        }
    }
    preferWestern(bytes, guesses);
    return guesses;
}

Result<std::string> decodeText(std::string_view bytes, const std::string& encoding)
{
    if (bytes.size() > kMost)
        return tooLong();
    if (isUtf8Name(encoding)) {
        if (isValidUtf8(bytes))
            return std::string(bytes);
        return Error{ErrorCode::InvalidInput,
                     "It is not UTF-8: byte " + withThousands(firstBadByte(bytes) + 1) +
                         " begins no character.",
                     ""};
    }
    // By its mark it is one of the two that keep the mark.
    std::string name = encoding;
    if (const std::string lower = asciiLower(encoding); lower == "utf-16" || lower == "utf-32")
        if (const std::string told = marked(bytes); asciiLower(told).starts_with(lower))
            name = told;
    const Converter converter = openConverter(name);
    if (!converter)
        return unknown(encoding);
    // No encoding makes more than two units of a byte.
    std::vector<UChar> units(2 * bytes.size() + 16);
    const char* from = bytes.data();
    UChar* to = units.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, from + bytes.size(), nullptr, true,
                   &status);
    std::string text(3 * static_cast<std::size_t>(to - units.data()), '\0');
    std::int32_t size = 0;
    if (U_SUCCESS(status))
        u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &size, units.data(),
                    static_cast<std::int32_t>(to - units.data()), &status);
    if (U_FAILURE(status))
        return Error{ErrorCode::InvalidInput,
                     "It is not " + displayUtf8(encoding) + ": the bytes before byte " +
                         withThousands(from - bytes.data() + 1) + " are no character.",
                     ""};
    text.resize(static_cast<std::size_t>(size));
    return text;
}

Result<std::string> encodeText(std::string_view text, const std::string& encoding)
{
    if (text.size() > kMost)
        return tooLong();
    if (isUtf8Name(encoding))
        return std::string(text);
    const Converter converter = openConverter(encoding);
    if (!converter)
        return unknown(encoding);
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    std::vector<UChar> units(text.size() + 1);
    u_strFromUTF8(units.data(), static_cast<std::int32_t>(units.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status))
        return Error{ErrorCode::InvalidInput, "The text is not UTF-8.", ""};
    std::string bytes(static_cast<std::size_t>(length) * static_cast<std::size_t>(ucnv_getMaxCharSize(converter.get())) + 16,
                      '\0');
    const UChar* from = units.data();
    char* to = bytes.data();
    ucnv_fromUnicode(converter.get(), &to, bytes.data() + bytes.size(), &from, units.data() + length, nullptr, true,
                     &status);
    if (U_FAILURE(status)) {
        std::int32_t at = static_cast<std::int32_t>(from - units.data());
        return Error{ErrorCode::InvalidInput,
                     displayUtf8(encoding) + " has no place for the character before place " +
                         withThousands(u_countChar32(units.data(), at)) + ".",
                     ""};
    }
    bytes.resize(static_cast<std::size_t>(to - bytes.data()));
    return bytes;
}

bool isEncoding(const std::string& name)
{
    return isUtf8Name(name) || openConverter(name) != nullptr;
}

} // namespace touchstone
