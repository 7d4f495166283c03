#include "touchstone/model/attribute.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "touchstone/model/ranking.h"

namespace touchstone {
namespace {

constexpr std::array<std::string_view, kAttributeKinds> kKinds{"boolean", "choice", "choices", "number", "text",
                                                               "rating",  "entry",  "ranking", "block"};

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

std::optional<std::string> outOfRating(const AttributeDefinition& definition, double value)
{
    const RatingRange range = ratingRange(definition);
    if (value >= static_cast<double>(range.least) && value <= static_cast<double>(range.most) &&
        value == std::floor(value))
        return std::nullopt;
    return definition.name + " is " + numberText(value) + ", not one of " + std::to_string(range.least) + " to " +
           std::to_string(range.most) + ".";
}

std::optional<std::string> noOrder(const AttributeDefinition& definition, const std::vector<std::string>& names)
{
    std::set<std::string> seen;
    bool between = false;
    for (const std::string& name : names) {
        if (name == kEqual ? !between : !seen.insert(name).second)
            return "The value of " + definition.name + " is not an order of names, each once.";
        between = name != kEqual;
    }
    return between || names.empty() ? std::nullopt
                                    : std::optional("The value of " + definition.name + " ends with \"=\".");
}

std::string orderText(const Ranking& ranking)
{
    std::string text;
    for (const std::vector<std::string>& place : ranking)
        for (const std::string& name : place)
            text += (text.empty() ? "" : &name == &place.front() ? " > " : " = ") + name;
    return text;
}

} // namespace

std::string displayText(const AttributeValue& value)
{
    return std::visit(Display{}, value);
}

std::string displayText(const AttributeDefinition& definition, const AttributeValue& value)
{
    if (definition.kind == AttributeKind::Ranking && std::holds_alternative<std::vector<std::string>>(value))
        return orderText(rankingFrom(value));
    if (definition.kind == AttributeKind::Block && value == AttributeValue(std::string(kEqual)))
        return "equal";
    return displayText(value);
}

RatingRange ratingRange(const AttributeDefinition& definition)
{
    const RatingRange usual;
    const auto whole = [](double value) {
        return static_cast<std::int64_t>(std::llround(std::clamp(value, -1.0e9, 1.0e9)));
    };
    return {definition.least ? whole(*definition.least) : usual.least,
            definition.most ? whole(*definition.most) : usual.most};
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
    case AttributeKind::Rating:
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return outOfRating(definition, static_cast<double>(*whole));
        if (const auto* number = std::get_if<double>(&value))
            return outOfRating(definition, *number);
        break;
    case AttributeKind::Ranking:
        if (const auto* list = std::get_if<std::vector<std::string>>(&value))
            return noOrder(definition, *list);
        break;
    case AttributeKind::Text:
    case AttributeKind::Entry:
    case AttributeKind::Block:
        if (std::holds_alternative<std::string>(value))
            return std::nullopt;
        break;
    }
    return "The value of " + definition.name + " is of another kind than " +
           std::string(attributeKindName(definition.kind)) + ".";
}

} // namespace touchstone
