#include "core/formats/json_scanner.h"

#include <algorithm>

#include "touchstone/base/text.h"

namespace touchstone {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '+' || c == '.';
}

} // namespace

void JsonScanner::restart(const char* begin, const char* end)
{
    m_begin = begin;
    m_at = begin;
    m_end = end;
    m_error = nullptr;
    m_fault = JsonFault::None;
    m_keys.clear();
    m_decodedKeys.clear();
}

void JsonScanner::addFault(JsonFault fault, std::string_view text)
{
    if (m_fault == JsonFault::None) {
        m_fault = fault;
        m_faultText = displayUtf8(text.substr(0, 100));
    }
}

JsonScanner::Object JsonScanner::object()
{
    expect('{', "an object is expected");
    return {m_keys.size(), true};
}

void JsonScanner::addKey(const Object& object, std::string_view name)
{
    if (std::find(m_keys.begin() + static_cast<std::ptrdiff_t>(object.firstKey), m_keys.end(), name) !=
        m_keys.end()) {
        addFault(JsonFault::DuplicateKey, name);
    }
    // Beyond this many keys each look would be long; such a record is none that anybody wrote by hand or
    // a known tool would write.
    constexpr std::size_t keyLimit = 4096;
    if (m_keys.size() - object.firstKey >= keyLimit) {
        addFault(JsonFault::TooDeep, "more than 4,096 keys in one object");
        return;
    }
    m_keys.push_back(name);
}

bool JsonScanner::key(Object& object, std::string_view& name)
{
    if (!ok()) {
        return false;
    }
    if (take('}')) {
        m_keys.resize(object.firstKey);
        return false;
    }
    if (!object.first && !expect(',', "a comma or a closing brace is expected")) {
        return false;
    }
    object.first = false;
    if (peek() != '"') {
        return fail("a key in quotes is expected");
    }
    bool escaped = false;
    if (!rawString(name, escaped)) {
        return false;
    }
    if (escaped) {
        if (!decodeJsonString(name, m_decodedKeys.emplace_back())) {
            addFault(JsonFault::BadText, name);
        }
        name = m_decodedKeys.back();
    }
    addKey(object, name);
    return expect(':', "a colon is expected");
}

bool JsonScanner::element(bool& first)
{
    if (!ok() || take(']')) {
        return false;
    }
    if (!first && !expect(',', "a comma or a closing bracket is expected")) {
        return false;
    }
    first = false;
    return true;
}

bool JsonScanner::skipEscape()
{
    ++m_at;
    switch (*m_at) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        ++m_at;
        return true;
    case 'u':
        ++m_at;
        for (int i = 0; i < 4; ++i, ++m_at) {
            if (!isHexDigit(*m_at)) {
                return fail("four hexadecimal digits are expected");
            }
        }
        return true;
    default:
        return fail("an unknown escape in a string");
    }
}

bool JsonScanner::rawString(std::string_view& raw, bool& escaped)
{
    const char* from = ++m_at;
    unsigned char bits = 0;
    for (;;) {
        const auto byte = static_cast<unsigned char>(*m_at);
        if (byte == '"') {
            break;
        }
        if (byte == '\\') {
            escaped = true;
            if (!skipEscape()) {
                return false;
            }
            continue;
        }
        if (byte < 0x20) {
            return fail(m_at == m_end ? "the text ends within a string" : "a control character in a string");
        }
        bits |= byte;
        ++m_at;
    }
    raw = {from, static_cast<std::size_t>(m_at - from)};
    ++m_at;
    if ((bits & 0x80) != 0 && !isValidUtf8(raw)) {
        addFault(JsonFault::BadText, raw);
    }
    return true;
}

bool JsonScanner::string(std::string& text)
{
    std::string_view raw;
    bool escaped = false;
    if (peek() != '"' || !rawString(raw, escaped)) {
        return false;
    }
    if (!escaped) {
        text.assign(raw);
    } else if (!decodeJsonString(raw, text)) {
        addFault(JsonFault::BadText, raw);
    }
    return true;
}

std::string_view JsonScanner::value()
{
    peek();
    const std::size_t from = offset();
    skipAny(1);
    return text(from, offset());
}

void JsonScanner::skipAny(int depth)
{
    switch (peek()) {
    case '{':
    case '[':
        if (depth > depthLimit) {
            addFault(JsonFault::TooDeep, "nesting over 128 levels");
            skipNested();
        } else if (*m_at == '{') {
            std::string_view name;
            for (Object object = this->object(); key(object, name);) {
                skipAny(depth + 1);
            }
        } else {
            ++m_at;
            for (bool first = true; element(first);) {
                skipAny(depth + 1);
            }
        }
        return;
    case '"': {
        std::string_view raw;
        bool escaped = false;
        if (rawString(raw, escaped) && escaped) {
            std::string decoded;
            if (!decodeJsonString(raw, decoded)) {
                addFault(JsonFault::BadText, raw);
            }
        }
        return;
    }
    case 't':
        word("true");
        return;
    case 'f':
        word("false");
        return;
    case 'n':
        word("null");
        return;
    default: {
        JsonNumber number;
        if (!this->number(number)) {
            fail("a value is expected");
        }
    }
    }
}

bool JsonScanner::word(std::string_view expected)
{
    for (const char c : expected) {
        if (*m_at != c) {
            return fail("an unknown word");
        }
        ++m_at;
    }
    return !isWordByte(*m_at) || fail("an unknown word");
}

/// Passes over a value of any depth by its brackets alone.
bool JsonScanner::skipNested()
{
    for (std::int64_t depth = 0;; ++m_at) {
        switch (*m_at) {
        case '[':
        case '{':
            ++depth;
            break;
        case ']':
        case '}':
            if (--depth == 0) {
                ++m_at;
                return true;
            }
            break;
        case '"':
            for (++m_at; *m_at != '"'; ++m_at) {
                if (*m_at == '\\' && m_at + 1 < m_end) {
                    ++m_at;
                }
                if (m_at == m_end) {
                    return fail("the text ends within a string");
                }
            }
            break;
        default:
            if (m_at == m_end) {
                return fail("the text ends within a list or an object");
            }
        }
    }
}

} // namespace touchstone
