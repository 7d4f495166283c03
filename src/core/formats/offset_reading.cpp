#include "core/formats/offset_reading.h"

#include <algorithm>

namespace touchstone {

namespace {

/// Tabs and line ends as spaces, "\r\n" as one of them if so asked, none at the end.
std::string plainSpaces(std::string_view text, bool joinLineEnds)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (joinLineEnds && c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            continue;
        }
        plain += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
    plain.erase(plain.find_last_not_of(' ') + 1);
    return plain;
}

} // namespace

std::string_view describe(OffsetReading reading)
{
    switch (reading) {
    case OffsetReading::Utf16:
        return "UTF-16 code units";
    case OffsetReading::Bytes:
        return "bytes";
    case OffsetReading::LineEndsAsOne:
        return "each line end (CR LF) as one character";
    case OffsetReading::Utf16LineEndsAsOne:
        return "UTF-16 code units, and each line end (CR LF) as one";
    case OffsetReading::WithoutMark:
        return "the text without its byte order mark";
    default:
        return "Unicode characters";
    }
}

OffsetReader::OffsetReader(std::string_view text) : m_text(text), m_offsets(text)
{
    if (text.find("\r\n") == std::string_view::npos) {
        return;
    }
    m_short.reserve(text.size());
    std::int64_t place = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            m_joined.push_back(place);
            continue;
        }
        m_short += text[i];
        place += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 ? 1 : 0;
    }
    m_shortOffsets = TextOffsets(m_short);
}

std::optional<std::int64_t> OffsetReader::withLineEnds(std::optional<std::int64_t> place) const
{
    if (!place) {
        return place;
    }
    return *place + (std::lower_bound(m_joined.begin(), m_joined.end(), *place) - m_joined.begin());
}

std::optional<std::int64_t> OffsetReader::at(std::int64_t stated, OffsetReading reading) const
{
    const auto inside = [&](std::int64_t place, const TextOffsets& text) {
        return place >= 0 && place <= text.length() ? std::optional(place) : std::nullopt;
    };
    switch (reading) {
    case OffsetReading::Utf16:
        return m_offsets.fromUtf16(stated);
    case OffsetReading::Bytes:
        return m_offsets.fromByte(stated);
    case OffsetReading::LineEndsAsOne:
        return m_joined.empty() ? std::nullopt : withLineEnds(inside(stated, m_shortOffsets));
    case OffsetReading::Utf16LineEndsAsOne:
        return m_joined.empty() ? std::nullopt : withLineEnds(m_shortOffsets.fromUtf16(stated));
    case OffsetReading::WithoutMark:
        return m_text.starts_with("\xEF\xBB\xBF") && stated < m_offsets.length()
                   ? inside(stated + 1, m_offsets)
                   : std::nullopt;
    default:
        return inside(stated, m_offsets);
    }
}

std::optional<TextRange> OffsetReader::range(std::int64_t begin, std::int64_t end,
                                             OffsetReading reading) const
{
    const auto first = at(begin, reading), last = at(end, reading);
    return first && last && *first <= *last ? std::optional(TextRange{*first, *last}) : std::nullopt;
}

std::optional<TextRange> OffsetReader::onlyPlaceOf(std::string_view words, std::int64_t near) const
{
    if (words.empty()) {
        return std::nullopt;
    }
    const auto rangeAt = [&](std::size_t byte) {
        return range(static_cast<std::int64_t>(byte), static_cast<std::int64_t>(byte + words.size()),
                     OffsetReading::Bytes);
    };
    const std::size_t first = m_text.find(words);
    if (first == std::string_view::npos || m_text.find(words, first + 1) == std::string_view::npos) {
        return first == std::string_view::npos ? std::nullopt : rangeAt(first);
    }
    // Far enough for an error of some words, near enough to leave the next paragraph out.
    constexpr std::int64_t reach = 64;
    const std::int64_t most = m_offsets.length();
    const std::int64_t from =
        std::clamp(near, std::int64_t{0}, most) - std::min(reach, std::clamp(near, std::int64_t{0}, most));
    const std::int64_t to = std::min(most, std::clamp(near, std::int64_t{0}, most) + reach +
                                               static_cast<std::int64_t>(words.size()));
    const auto begin = static_cast<std::size_t>(m_offsets.byteOf(from));
    const std::string_view window =
        m_text.substr(begin, static_cast<std::size_t>(m_offsets.byteOf(to)) - begin);
    const std::size_t here = window.find(words);
    if (here == std::string_view::npos || window.find(words, here + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    return rangeAt(begin + here);
}

bool surfaceFits(std::string_view surface, std::string_view text)
{
    if (surface == text) {
        return true;
    }
    const std::string plain = plainSpaces(surface, false);
    return plain == plainSpaces(text, false) || plain == plainSpaces(text, true);
}

} // namespace touchstone
