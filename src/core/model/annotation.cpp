#include "touchstone/model/annotation.h"

#include <charconv>

namespace touchstone {
namespace {

struct Display {
    std::string operator()(std::monostate) const { return "none"; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const
    {
        char text[32];
        const auto end = std::to_chars(text, text + sizeof text, value).ptr;
        return {text, end};
    }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const std::vector<std::string>& values) const
    {
        std::string text;
        for (const std::string& value : values)
            text += (text.empty() ? "" : ", ") + value;
        return text;
    }
    std::string operator()(const JsonText& value) const { return value.text; }
};

} // namespace

std::string displayText(const AttributeValue& value)
{
    return std::visit(Display{}, value);
}

} // namespace touchstone
