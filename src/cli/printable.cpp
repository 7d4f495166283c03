#include "cli/printable.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

std::size_t lengthOf(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

std::uint32_t codePoint(std::string_view bytes)
{
    static constexpr unsigned char masks[] = {0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t value = static_cast<unsigned char>(bytes[0]) & masks[bytes.size() - 1];
    for (const char byte : bytes.substr(1)) {
        value = (value << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    return value;
}

bool isControl(std::uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

std::string escape(std::uint32_t point)
{
    if (point == '\n') {
        return "\\n";
    }
    if (point == '\t') {
        return "\\t";
    }
    char text[16];
    std::snprintf(text, sizeof text, "\\u{%x}", static_cast<unsigned>(point));
    return text;
}

} // namespace

std::string printable(std::string_view text)
{
    const std::string shown = displayUtf8(text);
    std::string result;
    result.reserve(shown.size());
    for (std::size_t at = 0; at < shown.size();) {
        const std::size_t length =
            std::min(lengthOf(static_cast<unsigned char>(shown[at])), shown.size() - at);
        const std::string_view bytes(shown.data() + at, length);
        const std::uint32_t point = codePoint(bytes);
        if (isControl(point)) {
            result += escape(point);
        } else {
            result += bytes;
        }
        at += length;
    }
    return result;
}

std::size_t columnWidth(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

} // namespace touchstone::cli
