#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

struct UBreakIterator;
struct UText;

namespace touchstone {

/// Where words, numbers and marks of a text begin or end (UAX 29), asked for single places. What two ASCII characters
/// tell is not asked of ICU, which is slow far from where it was asked before.
class WordBorders {
  public:
    /// `text` is valid UTF-8 and must outlive this.
    explicit WordBorders(std::string_view text);
    ~WordBorders();

    /// Of a byte that begins a character, or the end.
    bool isAt(std::size_t byte);
    /// No word can begin or end here, by the two characters alone.
    static bool isInside(unsigned char before, unsigned char after);

  private:
    struct Iterator;
    std::string_view m_text;
    std::unique_ptr<Iterator> m_iterator;
};

/// Counts code points while it goes through the bytes of a text from front to back.
class CodePointCounter {
  public:
    explicit CodePointCounter(std::string_view text) : m_text(text) {}
    std::int64_t at(std::size_t byte)
    {
        std::int64_t count = 0;
        for (; m_byte < byte; ++m_byte)
            count += (static_cast<unsigned char>(m_text[m_byte]) & 0xC0) != 0x80 ? 1 : 0;
        return m_count += count;
    }

  private:
    std::string_view m_text;
    std::size_t m_byte = 0;
    std::int64_t m_count = 0;
};

/// Bytes of the white space character at `at`; 0 when there is another one.
std::size_t spaceAt(std::string_view text, std::size_t at);

} // namespace touchstone
