#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/text/text_offsets.h"

namespace touchstone {

/// How the offsets of a file may be meant. Programs count code points, what JavaScript calls characters, or
/// bytes; some see each "\r\n" as one character, and some a text without its byte order mark.
enum class OffsetReading { CodePoints, Utf16, Bytes, LineEndsAsOne, Utf16LineEndsAsOne, WithoutMark };
inline constexpr OffsetReading kOffsetReadings[] = {
    OffsetReading::CodePoints,         OffsetReading::LineEndsAsOne, OffsetReading::Utf16,
    OffsetReading::Utf16LineEndsAsOne, OffsetReading::WithoutMark,   OffsetReading::Bytes};
/// "UTF-16 code units": what was counted.
std::string_view describe(OffsetReading reading);

/// Turns stated offsets of one text into code points.
class OffsetReader {
  public:
    /// `text` is valid UTF-8 and must outlive this.
    explicit OffsetReader(std::string_view text);
    OffsetReader(const OffsetReader&) = delete;
    OffsetReader& operator=(const OffsetReader&) = delete;

    const TextOffsets& offsets() const { return m_offsets; }
    /// None past the end, or inside a character.
    std::optional<std::int64_t> at(std::int64_t stated, OffsetReading reading) const;
    std::optional<TextRange> range(std::int64_t begin, std::int64_t end, OffsetReading reading) const;
    /// Where `words` stands, if that is one place alone: in the whole text, else within some words of `near`.
    std::optional<TextRange> onlyPlaceOf(std::string_view words, std::int64_t near) const;

  private:
    std::optional<std::int64_t> withLineEnds(std::optional<std::int64_t> place) const;

    std::string_view m_text;
    TextOffsets m_offsets;
    /// The text with "\n" in place of each "\r\n", and where those stand in it; empty where there are none.
    std::string m_short;
    TextOffsets m_shortOffsets;
    std::vector<std::int64_t> m_joined;
};

/// Whether a file's copy of some text is that text: white space counts as alike, a line end of two characters
/// as one or two, and white space at the end not at all.
bool surfaceFits(std::string_view surface, std::string_view text);

} // namespace touchstone
