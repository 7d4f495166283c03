#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "touchstone/text/text_range.h"

namespace touchstone {

/// Places in one text, counted in code points, in UTF-16 code units and in bytes of its UTF-8. Everything inside counts
/// code points; this is the one place that knows the others. Built in one pass; each look-up takes a few dozen steps.
class TextOffsets {
  public:
    TextOffsets() = default;
    /// `text` is valid UTF-8 and must outlive this.
    explicit TextOffsets(std::string_view text);

    std::int64_t length() const { return m_length; }
    std::int64_t utf16Length() const { return m_utf16Length; }
    std::int64_t byteLength() const { return static_cast<std::int64_t>(m_text.size()); }

    /// Of a place in [0, length()].
    std::int64_t byteOf(std::int64_t codePoint) const;
    std::int64_t utf16Of(std::int64_t codePoint) const;
    /// None past the end, below 0, or inside a character.
    std::optional<std::int64_t> fromByte(std::int64_t byte) const;
    std::optional<std::int64_t> fromUtf16(std::int64_t unit) const;

    /// The characters of a range that lies inside the text.
    std::string_view slice(const TextRange& range) const;

  private:
    struct Mark {
        std::int64_t byte = 0;
        std::int64_t utf16 = 0;
    };
    std::string_view m_text;
    std::int64_t m_length = 0;
    std::int64_t m_utf16Length = 0;
    /// Of every 64th code point; empty where all are ASCII.
    std::vector<Mark> m_marks;
};

} // namespace touchstone
