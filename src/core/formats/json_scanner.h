#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// What makes one record unusable although the text goes on.
enum class JsonFault { None, NotANumber, DuplicateKey, TooDeep, BadText };

/// A number as it was written.
struct JsonNumber {
    double value = 0;
    /// Set when `fits`.
    std::int64_t integer = 0;
    /// Written without fraction and exponent.
    bool integral = false;
    /// An integral number that a 64-bit integer holds.
    bool fits = false;
};

/// Reads JSON (RFC 8259) from memory, in order and without a tree. The byte at `end` must be readable and 0.
/// After a syntax error nothing advances and `ok()` is false; if the error is at the end of the memory, more
/// text may heal it. NaN, Infinity, repeated keys, nesting over 128 and ill-formed text are faults: they are
/// remembered and reading goes on. Views point into the text and live as long as it.
class JsonScanner {
  public:
    static constexpr int depthLimit = 128;

    JsonScanner() = default;
    JsonScanner(const char* begin, const char* end) { restart(begin, end); }
    /// Begins anew with another text.
    void restart(const char* begin, const char* end);

    bool ok() const { return m_error == nullptr; }
    const char* error() const { return m_error; }
    bool endReached() const { return m_at == m_end; }
    std::size_t offset() const { return static_cast<std::size_t>(m_at - m_begin); }
    void rewind(std::size_t offset) { m_at = m_begin + offset; }

    JsonFault fault() const { return m_fault; }
    /// The repeated key, or the word that is no number.
    const std::string& faultText() const { return m_faultText; }

    /// The next byte that is no white space; 0 at the end.
    char peek()
    {
        skipSpace();
        return ok() ? *m_at : '\0';
    }
    /// Takes `c` if it is next.
    bool take(char c)
    {
        if (peek() != c) {
            return false;
        }
        ++m_at;
        return true;
    }
    bool expect(char c, const char* message) { return take(c) || fail(message); }
    bool fail(const char* message)
    {
        m_error = m_error ? m_error : message;
        return false;
    }

    /// for (auto object = scanner.object(); scanner.key(object, name);) { read exactly one value }
    struct Object {
        std::size_t firstKey = 0;
        bool first = true;
    };
    Object object();
    bool key(Object& object, std::string_view& name);
    /// for (bool first = scanner.array(); scanner.element(first);) { read exactly one value }
    bool array() { return expect('[', "a list is expected"); }
    bool element(bool& first);

    /// The number that is next; false, without an error, when it is something else.
    bool number(JsonNumber& number);
    /// The string that is next, decoded; false, without an error, when it is something else.
    bool string(std::string& text);
    /// Any value, checked; the text of it.
    std::string_view value();
    /// The text between two offsets.
    std::string_view text(std::size_t from, std::size_t to) const { return {m_begin + from, to - from}; }

  private:
    void skipSpace()
    {
        while (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t') {
            ++m_at;
        }
    }
    bool rawString(std::string_view& raw, bool& escaped);
    bool skipEscape();
    bool skipNested();
    void skipAny(int depth);
    void skipWord();
    bool word(std::string_view expected);
    bool notANumber();
    bool slowNumber(const char* from, JsonNumber& number);
    void addFault(JsonFault fault, std::string_view text);
    void addKey(const Object& object, std::string_view name);

    const char* m_begin = nullptr;
    const char* m_at = nullptr;
    const char* m_end = nullptr;
    const char* m_error = nullptr;
    JsonFault m_fault = JsonFault::None;
    std::string m_faultText;
    std::vector<std::string_view> m_keys;
    std::deque<std::string> m_decodedKeys;
};

/// The text of a string between its quotes, which the scanner has checked, with its escapes resolved. False
/// when it holds half a surrogate pair.
bool decodeJsonString(std::string_view raw, std::string& text);

} // namespace touchstone
