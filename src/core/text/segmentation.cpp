#include "touchstone/text/segmentation.h"

#include <memory>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

namespace touchstone {
namespace {

struct CloseBreak {
    void operator()(UBreakIterator* one) const { ubrk_close(one); }
};
struct CloseText {
    void operator()(UText* one) const { utext_close(one); }
};

/// Counts code points while it walks through the bytes from front to back.
class Counter {
  public:
    explicit Counter(std::string_view text) : m_text(text) {}
    std::int64_t at(std::int32_t byte)
    {
        for (; m_byte < byte; ++m_byte)
            m_count += (static_cast<unsigned char>(m_text[static_cast<std::size_t>(m_byte)]) & 0xC0) != 0x80 ? 1 : 0;
        return m_count;
    }

  private:
    std::string_view m_text;
    std::int32_t m_byte = 0;
    std::int64_t m_count = 0;
};

/// Calls `take` with the bytes between two neighbouring borders.
template <class Take>
void forEachPiece(std::string_view text, UBreakIteratorType type, Take take)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> bytes(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    const std::unique_ptr<UBreakIterator, CloseBreak> borders(ubrk_open(type, "", nullptr, 0, &status));
    if (U_SUCCESS(status))
        ubrk_setUText(borders.get(), bytes.get(), &status);
    if (U_FAILURE(status))
        return;
    std::int32_t from = ubrk_first(borders.get());
    for (std::int32_t to = ubrk_next(borders.get()); to != UBRK_DONE; to = ubrk_next(borders.get())) {
        take(from, to);
        from = to;
    }
}

/// The bytes from `from` to `to` without white space around them; equal where there is nothing else.
std::pair<std::int32_t, std::int32_t> withoutSpace(std::string_view text, std::int32_t from, std::int32_t to)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto blank = [](UChar32 c) { return u_isUWhiteSpace(c) || c == 0xFEFF; };
    while (from < to) {
        std::int32_t next = from;
        UChar32 c = 0;
        U8_NEXT(bytes, next, to, c);
        if (!blank(c))
            break;
        from = next;
    }
    while (to > from) {
        std::int32_t before = to;
        UChar32 c = 0;
        U8_PREV(bytes, from, before, c);
        if (!blank(c))
            break;
        to = before;
    }
    return {from, to};
}

std::vector<TextRange> piecesOf(std::string_view text, UBreakIteratorType type)
{
    std::vector<TextRange> ranges;
    Counter counter(text);
    forEachPiece(text, type, [&](std::int32_t from, std::int32_t to) {
        const auto [first, last] = withoutSpace(text, from, to);
        if (first == last)
            return;
        const std::int64_t begin = counter.at(first);
        ranges.push_back({begin, counter.at(last)});
    });
    return ranges;
}

} // namespace

std::vector<TextRange> tokensOf(std::string_view text)
{
    return piecesOf(text, UBRK_WORD);
}

std::vector<TextRange> sentencesOf(std::string_view text)
{
    return piecesOf(text, UBRK_SENTENCE);
}

std::vector<std::int64_t> characterBorders(std::string_view text)
{
    std::vector<std::int64_t> borders{0};
    Counter counter(text);
    forEachPiece(text, UBRK_CHARACTER,
                 [&](std::int32_t, std::int32_t to) { borders.push_back(counter.at(to)); });
    return borders;
}

} // namespace touchstone
