#include "touchstone/text/text_offsets.h"

#include <algorithm>

namespace touchstone {
namespace {

constexpr std::int64_t kStep = 64;

/// Bytes of the character that begins with this byte.
int bytesOf(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Those beyond the basic plane take two units.
int unitsOf(int bytes)
{
    return bytes == 4 ? 2 : 1;
}

} // namespace

TextOffsets::TextOffsets(std::string_view text) : m_text(text)
{
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), ascii)) {
        m_length = m_utf16Length = static_cast<std::int64_t>(text.size());
        return;
    }
    Mark at;
    const auto size = static_cast<std::int64_t>(text.size());
    while (at.byte < size) {
        if (m_length % kStep == 0)
            m_marks.push_back(at);
        const int bytes = bytesOf(text[static_cast<std::size_t>(at.byte)]);
        at.byte += bytes;
        at.utf16 += unitsOf(bytes);
        ++m_length;
    }
    m_utf16Length = at.utf16;
}

std::int64_t TextOffsets::byteOf(std::int64_t codePoint) const
{
    if (m_marks.empty() || codePoint <= 0)
        return std::max<std::int64_t>(0, codePoint);
    if (codePoint >= m_length)
        return byteLength();
    std::int64_t byte = m_marks[static_cast<std::size_t>(codePoint / kStep)].byte;
    for (std::int64_t left = codePoint % kStep; left > 0; --left)
        byte += bytesOf(m_text[static_cast<std::size_t>(byte)]);
    return byte;
}

std::int64_t TextOffsets::utf16Of(std::int64_t codePoint) const
{
    if (m_marks.empty() || codePoint <= 0)
        return std::max<std::int64_t>(0, codePoint);
    if (codePoint >= m_length)
        return m_utf16Length;
    Mark at = m_marks[static_cast<std::size_t>(codePoint / kStep)];
    for (std::int64_t left = codePoint % kStep; left > 0; --left) {
        const int bytes = bytesOf(m_text[static_cast<std::size_t>(at.byte)]);
        at.byte += bytes;
        at.utf16 += unitsOf(bytes);
    }
    return at.utf16;
}

std::optional<std::int64_t> TextOffsets::fromByte(std::int64_t byte) const
{
    if (byte < 0 || byte > byteLength())
        return std::nullopt;
    if (m_marks.empty())
        return byte;
    if (byte == byteLength())
        return m_length;
    const auto mark = std::prev(std::upper_bound(m_marks.begin(), m_marks.end(), byte,
                                                 [](std::int64_t value, const Mark& one) { return value < one.byte; }));
    std::int64_t codePoint = (mark - m_marks.begin()) * kStep;
    std::int64_t at = mark->byte;
    for (; at < byte; ++codePoint)
        at += bytesOf(m_text[static_cast<std::size_t>(at)]);
    return at == byte ? std::optional(codePoint) : std::nullopt;
}

std::optional<std::int64_t> TextOffsets::fromUtf16(std::int64_t unit) const
{
    if (unit < 0 || unit > m_utf16Length)
        return std::nullopt;
    if (m_marks.empty())
        return unit;
    if (unit == m_utf16Length)
        return m_length;
    const auto mark = std::prev(std::upper_bound(m_marks.begin(), m_marks.end(), unit,
                                                 [](std::int64_t value, const Mark& one) { return value < one.utf16; }));
    std::int64_t codePoint = (mark - m_marks.begin()) * kStep;
    Mark at = *mark;
    for (; at.utf16 < unit; ++codePoint) {
        const int bytes = bytesOf(m_text[static_cast<std::size_t>(at.byte)]);
        at.byte += bytes;
        at.utf16 += unitsOf(bytes);
    }
    return at.utf16 == unit ? std::optional(codePoint) : std::nullopt;
}

std::string_view TextOffsets::slice(const TextRange& range) const
{
    const auto from = static_cast<std::size_t>(byteOf(range.begin));
    return m_text.substr(from, static_cast<std::size_t>(byteOf(range.end)) - from);
}

} // namespace touchstone
