#include "touchstone/model/label_values.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "touchstone/base/text.h"
#include "touchstone/model/ranking.h"
#include "touchstone/model/relation_rules.h"

namespace touchstone {
namespace {

Error unusable(std::string message)
{
    return {ErrorCode::InvalidInput, std::move(message), {}};
}

bool isLine(const std::string& text)
{
    return isValidUtf8(text) && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

bool isBlank(const std::string& text)
{
    return text.find_first_not_of(" \t") == std::string::npos;
}

bool isNothing(const AttributeValue* value)
{
    if (!value || std::holds_alternative<std::monostate>(*value))
        return true;
    if (const auto* text = std::get_if<std::string>(value))
        return text->empty();
    const auto* list = std::get_if<std::vector<std::string>>(value);
    return list && list->empty();
}

/// The first required attribute, in the order of the label, without a value or with one that does not fit (any more).
std::optional<Lack> lackOf(const Label& label, const Annotation& annotation, const std::vector<std::string>& ranked)
{
    for (const AttributeDefinition& definition : label.attributes) {
        if (!definition.required)
            continue;
        const AttributeValue* value = valueOf(annotation.attributes, definition.name);
        if (isNothing(value))
            return Lack{annotation.id, definition.name};
        if (auto reason = misfit(definition, *value))
            return Lack{annotation.id, definition.name, std::move(*reason)};
        if (definition.kind == AttributeKind::Ranking && !isComplete(rankingFrom(*value), ranked))
            return Lack{annotation.id, definition.name, "Not every text has its place in it."};
    }
    return std::nullopt;
}

} // namespace

Result<void> validate(const AttributeDefinition& definition)
{
    if (isBlank(definition.name) || !isLine(definition.name))
        return unusable("An attribute needs a name of one line.");
    const std::string named = "The attribute \"" + definition.name + "\" ";
    const bool chooses = definition.kind == AttributeKind::Choice || definition.kind == AttributeKind::Choices;
    if (chooses && definition.choices.empty())
        return unusable(named + "needs values to choose from.");
    if (!chooses && !definition.choices.empty())
        return unusable(named + "has values to choose from, which only a choice has.");
    std::set<std::string> seen;
    for (const std::string& choice : definition.choices) {
        if (isBlank(choice) || !isLine(choice))
            return unusable(named + "has an empty value, or one of several lines.");
        if (!seen.insert(choice).second)
            return unusable(named + "has the value \"" + choice + "\" twice.");
    }
    const bool rates = definition.kind == AttributeKind::Rating;
    if (definition.kind != AttributeKind::Number && !definition.unit.empty())
        return unusable(named + "has a unit, which only a number has.");
    if (definition.kind != AttributeKind::Number && !rates && (definition.least || definition.most))
        return unusable(named + "has a range, which only a number or a rating has.");
    if (definition.kind == AttributeKind::Entry ? isBlank(definition.list) || !isLine(definition.list)
                                                : !definition.list.empty())
        return unusable(named + (definition.list.empty() ? "needs the name of the list that its entries are from."
                                                         : "names a list, which only an entry has, in one line."));
    if (!isLine(definition.unit))
        return unusable(named + "needs a unit of one line.");
    for (const auto& border : {definition.least, definition.most})
        if (border && !std::isfinite(*border))
            return unusable(named + "has a range without an end; leave that border empty.");
    if (rates) {
        for (const auto& border : {definition.least, definition.most})
            if (border && (*border != std::floor(*border) || std::abs(*border) > 1000))
                return unusable(named + "has a rating that is not a whole number of at most 1000.");
        const RatingRange range = ratingRange(definition);
        if (range.least >= range.most || range.most - range.least >= kMostRatings)
            return unusable(named + "needs 2 to " + std::to_string(kMostRatings) + " ratings, from the least to the most.");
    }
    if (definition.least && definition.most && *definition.least > *definition.most)
        return unusable(named + "has a least value above the most.");
    if (const auto reason = misfit(definition, definition.initial))
        return unusable(named + "cannot start like this: " + *reason);
    return {};
}

Attributes attributesForNew(const Label& label, const Annotation* previous)
{
    Attributes attributes;
    for (const AttributeDefinition& definition : label.attributes) {
        const AttributeValue* before =
            definition.inherits && previous ? valueOf(previous->attributes, definition.name) : nullptr;
        attributes = withValue(std::move(attributes), definition.name,
                               before && !misfit(definition, *before) ? *before : definition.initial);
    }
    return attributes;
}

Annotation relabelled(Annotation annotation, const LabelId& label, const Attributes& start)
{
    annotation.label = label;
    for (const auto& [name, value] : start)
        if (!valueOf(annotation.attributes, name))
            annotation.attributes = withValue(std::move(annotation.attributes), name, value);
    return annotation;
}

const Annotation* latestOf(const LayerContent& content, const Ontology& ontology, const LabelId& label)
{
    const Label* wanted = ontology.resolve(label);
    const Annotation* latest = nullptr;
    for (const Annotation& annotation : content.annotations())
        if (!latest || latest->id < annotation.id)
            if (wanted && ontology.resolve(annotation.label) == wanted)
                latest = &annotation;
    return latest;
}

std::optional<Lack> firstLack(const Ontology& ontology, const LayerContent& content,
                              const std::vector<std::string>& ranked)
{
    const bool rules = hasRelationRules(ontology);
    std::optional<Lack> first;
    for (const Annotation& annotation : content.annotations()) {
        const Label* label = ontology.resolve(annotation.label);
        if (!label || (first && first->annotation < annotation.id))
            continue;
        if (auto lack = lackOf(*label, annotation, ranked))
            first = std::move(lack);
        else if (std::string reason = rules ? relationMisfit(ontology, content, annotation) : ""; !reason.empty())
            first = Lack{annotation.id, {}, std::move(reason)};
    }
    return first;
}

Result<void> checkComplete(const Ontology& ontology, const LayerContent& content,
                           const std::vector<std::string>& ranked)
{
    const auto lack = firstLack(ontology, content, ranked);
    if (!lack)
        return {};
    if (lack->attribute.empty())
        return Error{ErrorCode::Refused,
                     lack->reason + " Delete the relation, or give it or what it connects another label, before the "
                                    "item is done.",
                     {}};
    const std::string name = ontology.resolve(content.find(lack->annotation)->label)->name;
    if (lack->reason.empty())
        return Error{ErrorCode::Refused,
                     name + " has no value for \"" + lack->attribute +
                         "\", which it needs before the item is done.",
                     {}};
    return Error{ErrorCode::Refused,
                 name + " needs another value for \"" + lack->attribute +
                     "\" before the item is done: " + lack->reason,
                 {}};
}

} // namespace touchstone
