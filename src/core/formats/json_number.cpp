#include <charconv>
#include <cmath>
#include <limits>

#include "core/formats/json_scanner.h"

namespace touchstone {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Powers of ten that a double holds exactly.
constexpr double exactPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::uint64_t exactInteger = std::uint64_t{1} << 53;

void appendCodePoint(std::string& text, std::uint32_t code)
{
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | (code >> 18));
        text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    }
}

std::uint32_t hexValue(std::string_view digits)
{
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

} // namespace

bool JsonScanner::number(JsonNumber& number)
{
    const char first = peek();
    const char* const from = m_at;
    if (!isDigit(first) && first != '-') {
        return notANumber();
    }
    const bool negative = first == '-';
    const char* at = from + (negative ? 1 : 0);
    if (!isDigit(*at)) {
        m_at = at;
        return notANumber() || fail("a digit is expected");
    }
    // Up to 19 digits fit 64 bits; with a mantissa below 2^53 and a short fraction, one exact division gives
    // the nearest double. Everything else takes the general way.
    const char* const digits = at;
    std::uint64_t mantissa = 0;
    for (; isDigit(*at); ++at) {
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at - '0');
    }
    const std::size_t whole = static_cast<std::size_t>(at - digits);
    if (whole > 1 && *digits == '0') {
        return fail("a number with a leading zero");
    }
    std::size_t fraction = 0;
    if (*at == '.') {
        const char* const point = at++;
        for (; isDigit(*at); ++at) {
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at - '0');
        }
        fraction = static_cast<std::size_t>(at - point) - 1;
        if (fraction == 0) {
            m_at = at;
            return fail("a digit is expected after the decimal point");
        }
        number.integral = false;
    } else {
        number.integral = true;
    }
    number.fits = false;
    if (*at == 'e' || *at == 'E' || whole + fraction > 18 || mantissa > exactInteger || fraction > 22) {
        return slowNumber(from, number);
    }
    m_at = at;
    const double value = static_cast<double>(mantissa) / exactPowers[fraction];
    number.value = negative ? -value : value;
    if (number.integral) {
        number.fits = true;
        number.integer =
            negative ? -static_cast<std::int64_t>(mantissa) : static_cast<std::int64_t>(mantissa);
    }
    return true;
}

bool JsonScanner::slowNumber(const char* from, JsonNumber& number)
{
    const char* at = from + (*from == '-' ? 1 : 0);
    while (isDigit(*at) || *at == '.') {
        ++at;
    }
    if (*at == 'e' || *at == 'E') {
        number.integral = false;
        ++at;
        at += *at == '+' || *at == '-' ? 1 : 0;
        if (!isDigit(*at)) {
            m_at = at;
            return fail("a digit is expected in the exponent");
        }
        while (isDigit(*at)) {
            ++at;
        }
    }
    m_at = at;
    const auto [end, problem] = std::from_chars(from, at, number.value);
    if (problem == std::errc::result_out_of_range) {
        // Too small is zero; too large is no double at all.
        const bool small =
            std::string_view(from, static_cast<std::size_t>(at - from)).find("e-") !=
                std::string_view::npos ||
            std::string_view(from, static_cast<std::size_t>(at - from)).find("E-") != std::string_view::npos;
        number.value = small ? 0 : std::numeric_limits<double>::infinity();
        number.value = *from == '-' ? -number.value : number.value;
    }
    if (number.integral) {
        number.fits = std::from_chars(from, at, number.integer).ec == std::errc();
    }
    return true;
}

/// The words that some writers use although JSON has none: they are read, and cost the record.
bool JsonScanner::notANumber()
{
    for (const std::string_view name : {"NaN", "Infinity"}) {
        if (*m_at == name.front()) {
            for (const char c : name) {
                if (*m_at != c) {
                    return fail("an unknown word");
                }
                ++m_at;
            }
            addFault(JsonFault::NotANumber, name);
            return true;
        }
    }
    return false;
}

bool decodeJsonString(std::string_view raw, std::string& text)
{
    text.clear();
    text.reserve(raw.size());
    bool whole = true;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            text += raw[i];
            continue;
        }
        ++i;
        switch (raw[i]) {
        case 'b':
            text += '\b';
            break;
        case 'f':
            text += '\f';
            break;
        case 'n':
            text += '\n';
            break;
        case 'r':
            text += '\r';
            break;
        case 't':
            text += '\t';
            break;
        case 'u': {
            std::uint32_t code = hexValue(raw.substr(i + 1, 4));
            i += 4;
            if (code >= 0xd800 && code < 0xdc00 && raw.substr(i + 1, 2) == "\\u") {
                const std::uint32_t low = hexValue(raw.substr(i + 3, 4));
                if (low >= 0xdc00 && low < 0xe000) {
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    i += 6;
                }
            }
            if (code >= 0xd800 && code < 0xe000) {
                whole = false;
                code = 0xfffd;
            }
            appendCodePoint(text, code);
            break;
        }
        default:
            text += raw[i];
        }
    }
    return whole;
}

} // namespace touchstone
