#include "touchstone/model/attribute.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"boolean", "choice", "choices", "number", "text"};

std::string numberText(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

struct Display {
    std::string operator()(std::monostate) const { return "none"; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return numberText(value); }
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

bool isChoice(const AttributeDefinition& definition, const std::string& value)
{
    return std::find(definition.choices.begin(), definition.choices.end(), value) != definition.choices.end();
}

std::optional<std::string> notListed(const AttributeDefinition& definition, const std::string& value)
{
    if (isChoice(definition, value))
        return std::nullopt;
    return "\"" + value + "\" is not among the values of " + definition.name + ".";
}

std::optional<std::string> outOfRange(const AttributeDefinition& definition, double value)
{
    const std::string unit = definition.unit.empty() ? "" : " " + definition.unit;
    if (!std::isfinite(value))
        return "The value of " + definition.name + " is not a finite number.";
    if (definition.least && value < *definition.least)
        return definition.name + " is " + numberText(value) + unit + ", under the least, " +
               numberText(*definition.least) + unit + ".";
    if (definition.most && value > *definition.most)
        return definition.name + " is " + numberText(value) + unit + ", over the most, " +
               numberText(*definition.most) + unit + ".";
    return std::nullopt;
}

} // namespace

std::string displayText(const AttributeValue& value)
{
    return std::visit(Display{}, value);
}

const AttributeValue* valueOf(const Attributes& attributes, std::string_view name)
{
    const auto it =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
    return it == attributes.end() ? nullptr : &it->value;
}

Attributes withValue(Attributes attributes, const std::string& name, AttributeValue value)
{
    const auto it =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
    const bool none = std::holds_alternative<std::monostate>(value);
    if (it == attributes.end()) {
        if (!none)
            attributes.push_back({name, std::move(value)});
    } else if (none) {
        attributes.erase(it);
    } else {
        it->value = std::move(value);
    }
    return attributes;
}

std::string_view attributeKindName(AttributeKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<AttributeKind> attributeKindFromName(std::string_view name)
{
    const auto it = std::find(kKinds.begin(), kKinds.end(), name);
    return it == kKinds.end() ? std::nullopt : std::optional(static_cast<AttributeKind>(it - kKinds.begin()));
}

std::optional<std::string> misfit(const AttributeDefinition& definition, const AttributeValue& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return std::nullopt;
    switch (definition.kind) {
    case AttributeKind::Boolean:
        if (std::holds_alternative<bool>(value))
            return std::nullopt;
        break;
    case AttributeKind::Choice:
        // A list of numbers is chosen from by what a person reads.
        if (!std::holds_alternative<std::vector<std::string>>(value) && !std::holds_alternative<JsonText>(value))
            return notListed(definition, displayText(value));
        break;
    case AttributeKind::Choices:
        if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
            for (const std::string& entry : *list)
                if (auto reason = notListed(definition, entry))
                    return reason;
            return std::nullopt;
        }
        break;
    case AttributeKind::Number:
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return outOfRange(definition, static_cast<double>(*whole));
        if (const auto* number = std::get_if<double>(&value))
            return outOfRange(definition, *number);
        break;
    case AttributeKind::Text:
        if (std::holds_alternative<std::string>(value))
            return std::nullopt;
        break;
    }
    return "The value of " + definition.name + " is of another kind than " +
           std::string(attributeKindName(definition.kind)) + ".";
}

} // namespace touchstone
