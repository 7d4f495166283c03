#include "core/text/word_borders.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

namespace touchstone {
namespace {

bool isWordCharacter(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool isSpace(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

struct WordBorders::Iterator {
    UText* text = nullptr;
    UBreakIterator* borders = nullptr;

    explicit Iterator(std::string_view bytes)
    {
        UErrorCode status = U_ZERO_ERROR;
        text = utext_openUTF8(nullptr, bytes.data(), static_cast<std::int64_t>(bytes.size()), &status);
        borders = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
        if (U_SUCCESS(status))
            ubrk_setUText(borders, text, &status);
    }
    ~Iterator()
    {
        ubrk_close(borders);
        utext_close(text);
    }
    Iterator(const Iterator&) = delete;
    Iterator& operator=(const Iterator&) = delete;
};

WordBorders::WordBorders(std::string_view text) : m_text(text) {}
WordBorders::~WordBorders() = default;

bool WordBorders::isInside(unsigned char before, unsigned char after)
{
    return isWordCharacter(before) && isWordCharacter(after);
}

bool WordBorders::isAt(std::size_t byte)
{
    if (byte == 0 || byte >= m_text.size())
        return true;
    const auto before = static_cast<unsigned char>(m_text[byte - 1]);
    const auto after = static_cast<unsigned char>(m_text[byte]);
    if (before < 0x80 && after < 0x80) {
        if (isInside(before, after))
            return false;
        if (isSpace(before) != isSpace(after))
            return true;
    }
    if (!m_iterator)
        m_iterator = std::make_unique<Iterator>(m_text);
    return ubrk_isBoundary(m_iterator->borders, static_cast<std::int32_t>(byte)) != 0;
}

std::size_t spaceAt(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80)
        return isSpace(first) || first == '\v' || first == '\f' ? 1 : 0;
    // All others begin with one of these.
    if (first != 0xC2 && first != 0xE1 && first != 0xE2 && first != 0xE3)
        return 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto next = static_cast<std::int32_t>(at);
    UChar32 c = 0;
    U8_NEXT(bytes, next, static_cast<std::int32_t>(text.size()), c);
    return c >= 0 && u_isUWhiteSpace(c) ? static_cast<std::size_t>(next) - at : 0;
}

} // namespace touchstone
