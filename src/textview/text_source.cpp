#include "textview/text_source.h"

#include <algorithm>

namespace touchstone {

TextSource::TextSource(std::shared_ptr<const Document> document) : m_document(std::move(document))
{
    m_blocks.reserve(m_document->blocks.size());
    for (const TextBlock& block : m_document->blocks)
        m_blocks.push_back({QString::fromUtf8(block.text.data(), static_cast<qsizetype>(block.text.size())),
                            TextOffsets(block.text)});
    // QString drops a byte order mark that it meets first; the offsets count it.
    for (std::size_t i = 0; i < m_blocks.size(); ++i)
        if (m_blocks[i].text.size() + 1 == m_blocks[i].offsets.utf16Length())
            m_blocks[i].text.prepend(QChar(QChar::ByteOrderMark));
}

int TextSource::utf16(int block, std::int64_t codePoint) const
{
    return static_cast<int>(offsets(block).utf16Of(std::clamp<std::int64_t>(codePoint, 0, length(block))));
}

std::int64_t TextSource::codePoint(int block, int utf16) const
{
    const TextOffsets& offsets = this->offsets(block);
    const std::int64_t at = std::clamp<std::int64_t>(utf16, 0, offsets.utf16Length());
    if (const auto found = offsets.fromUtf16(at))
        return *found;
    return offsets.fromUtf16(at - 1).value_or(0);
}

TextRange TextSource::clamped(int block, TextRange range) const
{
    const std::int64_t begin = std::clamp<std::int64_t>(range.begin, 0, length(block));
    return {begin, std::clamp(range.end, begin, length(block))};
}

} // namespace touchstone
