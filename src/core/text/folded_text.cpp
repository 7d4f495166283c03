#include "core/text/folded_text.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

namespace touchstone {
namespace {

void appendFolded(std::string& to, UChar32 character)
{
    std::array<UChar, 2> one{};
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(one.data(), length, character);
    std::array<UChar, 8> folded{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t units = u_strFoldCase(folded.data(), 8, one.data(), length, U_FOLD_CASE_DEFAULT, &status);
    for (std::int32_t at = 0; at < units;) {
        UChar32 c = 0;
        U16_NEXT(folded.data(), at, units, c);
        std::array<char, 4> bytes{};
        std::int32_t count = 0;
        U8_APPEND_UNSAFE(bytes.data(), count, c);
        to.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

} // namespace

FoldedText::FoldedText(std::string_view original) : m_original(original)
{
    m_text.reserve(original.size() + original.size() / 16);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(original.data());
    const auto size = static_cast<std::int32_t>(original.size());
    for (std::int32_t at = 0; at < size;) {
        if (bytes[at] < 0x80) {
            const std::int32_t from = at;
            while (at < size && bytes[at] < 0x80)
                ++at;
            const std::size_t begin = m_text.size();
            m_text.append(original.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(at - from)));
            for (std::size_t i = begin; i < m_text.size(); ++i)
                m_text[i] = static_cast<char>(m_text[i] + (m_text[i] >= 'A' && m_text[i] <= 'Z' ? 'a' - 'A' : 0));
            continue;
        }
        // What folding leaves alone is copied at a stretch.
        const std::int32_t from = at;
        std::int32_t begin = at;
        UChar32 c = 0;
        bool changes = false;
        while (at < size && bytes[at] >= 0x80) {
            begin = at;
            U8_NEXT(bytes, at, size, c);
            changes = c >= 0 && u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_CASEFOLDED);
            if (changes)
                break;
        }
        const std::int32_t kept = changes ? begin : at;
        m_text.append(original.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(kept - from)));
        if (!changes)
            continue;
        const std::size_t folded = m_text.size();
        appendFolded(m_text, c);
        const Change change{folded, m_text.size(), static_cast<std::size_t>(begin), static_cast<std::size_t>(at)};
        if (change.foldedEnd - folded != change.originalEnd - change.original)
            m_changes.push_back(change);
    }
}

std::optional<std::size_t> FoldedText::original(std::size_t folded) const
{
    std::size_t at = folded;
    const auto after = std::ranges::upper_bound(m_changes, folded, {}, &Change::folded);
    if (after != m_changes.begin()) {
        const Change& change = *std::prev(after);
        if (folded == change.folded)
            return change.original;
        if (folded < change.foldedEnd)
            return std::nullopt;
        at = change.originalEnd + (folded - change.foldedEnd);
    }
    if (at < m_original.size() && (static_cast<unsigned char>(m_original[at]) & 0xC0) == 0x80)
        return std::nullopt;
    return at;
}

} // namespace touchstone
