#include "core/formats/text_builder.h"

#include <algorithm>

namespace touchstone {

std::int64_t codePointsIn(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

TextRange TextBuilder::append(std::string_view text)
{
    const TextRange range{m_length, m_length + codePointsIn(text)};
    m_block.text += text;
    m_length = range.end;
    return range;
}

TextRange TextBuilder::token(std::string_view text)
{
    const TextRange range = append(text);
    if (!range.isEmpty()) {
        m_block.tokens.push_back(range);
    }
    return range;
}

void TextBuilder::sentence(std::size_t firstToken)
{
    if (firstToken < m_block.tokens.size()) {
        m_block.sentences.push_back({m_block.tokens[firstToken].begin, m_block.tokens.back().end});
    }
}

} // namespace touchstone
