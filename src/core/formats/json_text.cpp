#include "core/formats/json_text.h"

#include <charconv>
#include <cmath>

#include "core/formats/json_scanner.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/text.h"

namespace touchstone {

void appendJsonNumber(std::string& text, double value, WholeNumbers whole)
{
    char buffer[32];
    // Whole numbers go as integers up to where a double stops holding all of them, and never as 1e+07.
    constexpr double largest = 9007199254740992.0;
    if (value == std::trunc(value) && std::abs(value) <= largest && !(value == 0 && std::signbit(value))) {
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(value)).ptr;
        text.append(buffer, end);
        text += whole == WholeNumbers::WithPoint ? ".0" : "";
        return;
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
    text += written;
    if (whole == WholeNumbers::WithPoint && written.find_first_of(".e") == std::string_view::npos) {
        text += ".0";
    }
}

std::string compactJson(std::string_view json)
{
    if (json.find_first_of(" \t\r\n") == std::string_view::npos) {
        return std::string(json);
    }
    std::string text;
    text.reserve(json.size());
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            text += c;
            if (c == '\\' && i + 1 < json.size()) {
                text += json[++i];
            }
            inString = c != '"';
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            text += c;
            inString = c == '"';
        }
    }
    return text;
}

void appendMember(std::string& object, std::string_view name, std::string_view json)
{
    object += object.empty() ? '{' : ',';
    appendJsonString(object, name);
    object += ':';
    object += json;
}

void closeObject(std::string& object)
{
    if (!object.empty()) {
        object += '}';
    }
}

std::string stringFromJson(std::string_view json)
{
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    std::string text;
    return scanner.string(text) && scanner.fault() == JsonFault::None && isValidUtf8(text) ? text : std::string();
}

} // namespace touchstone
