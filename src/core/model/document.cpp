#include "touchstone/model/document.h"

#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone {
namespace {

bool isSpace(std::string_view character)
{
    return character == " " || character == "\t" || character == "\n" || character == "\r" ||
           character == "\xC2\xA0" || character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9" ||
           character == "\xEF\xBB\xBF";
}

bool lieIn(const std::vector<TextRange>& ranges, std::int64_t length)
{
    std::int64_t before = 0;
    for (const TextRange& range : ranges) {
        if (range.begin < before || range.end <= range.begin || range.end > length)
            return false;
        before = range.end;
    }
    return true;
}

} // namespace

std::string firstWords(const Document& document, std::size_t most)
{
    std::string words;
    std::size_t count = 0;
    bool gap = false;
    for (const TextBlock& block : document.blocks) {
        for (std::size_t at = 0, end = 0; at < block.text.size(); at = end) {
            for (end = at + 1; end < block.text.size() && (static_cast<unsigned char>(block.text[end]) & 0xC0) == 0x80;)
                ++end;
            const std::string_view character(block.text.data() + at, end - at);
            const bool space = isSpace(character) || (character.size() == 1 && static_cast<unsigned char>(character[0]) < 0x20);
            if (space) {
                gap = true;
                continue;
            }
            const std::size_t needed = gap && count > 0 ? 2 : 1;
            if (count + needed > most)
                return words + "…";
            words += needed == 2 ? " " : "";
            words += character;
            count += needed;
            gap = false;
        }
        gap = true;
    }
    return words;
}

Sha256 textHash(const Document& document)
{
    Sha256Hasher hasher;
    for (const TextBlock& block : document.blocks) {
        for (const std::string* part : {&block.name, &block.text}) {
            const std::uint64_t size = part->size();
            hasher.add(&size, sizeof size);
            hasher.add(*part);
        }
    }
    return hasher.finish();
}

Result<void> validate(const Document& document)
{
    if (document.blocks.empty())
        return Error{ErrorCode::InvalidInput, "A document needs a text.", ""};
    for (const TextBlock& block : document.blocks) {
        if (block.text.size() > kLargestText)
            return Error{ErrorCode::InvalidInput,
                         "A text of " + withThousands(static_cast<std::int64_t>(block.text.size() >> 20)) +
                             " MB is too long to be shown; 64 MB are the most. Split it.",
                         ""};
        if (!isValidUtf8(block.name) || !isValidUtf8(block.text))
            return Error{ErrorCode::InvalidInput, "The text is not UTF-8.", ""};
        if (block.tokens.empty() && block.sentences.empty())
            continue;
        const std::int64_t length = TextOffsets(block.text).length();
        if (!lieIn(block.tokens, length) || !lieIn(block.sentences, length))
            return Error{ErrorCode::InvalidInput, "Tokens or sentences do not lie in their text, one after the other.",
                         ""};
    }
    return {};
}

} // namespace touchstone
