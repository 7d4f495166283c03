#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace touchstone {

/// JSON text of an attribute that is neither a scalar nor a list of strings; kept as it came.
struct JsonText {
    std::string text;
    friend bool operator==(const JsonText&, const JsonText&) = default;
};

/// monostate is JSON null.
using AttributeValue = std::variant<std::monostate, bool, std::int64_t, double, std::string,
                                    std::vector<std::string>, JsonText>;

struct Attribute {
    std::string name;
    AttributeValue value;
    friend bool operator==(const Attribute&, const Attribute&) = default;
};
/// In the order in which they were given; names are unique.
using Attributes = std::vector<Attribute>;

/// The value as a person reads it: "yes", "3.5", "a, b".
std::string displayText(const AttributeValue& value);
/// Null if there is none of that name.
const AttributeValue* valueOf(const Attributes& attributes, std::string_view name);
/// With the value set or, for monostate, taken out. A new name goes to the end.
Attributes withValue(Attributes attributes, const std::string& name, AttributeValue value);

/// What an attribute may hold: yes or no, one of a list, several of a list, a number, a text; a whole number of few, the
/// id of an entry of a named list, an order of the item's texts (model/ranking.h), one of them.
enum class AttributeKind { Boolean, Choice, Choices, Number, Text, Rating, Entry, Ranking, Block };
/// All of them, in this order.
inline constexpr std::size_t kAttributeKinds = 9;
/// "boolean", "choice", "choices", "number", "text", "rating", "entry", "ranking", "block".
std::string_view attributeKindName(AttributeKind kind);
std::optional<AttributeKind> attributeKindFromName(std::string_view name);

/// What the ontology says of one attribute of a label. The name is its identity.
struct AttributeDefinition {
    std::string name;
    AttributeKind kind = AttributeKind::Text;
    /// For Choice and Choices, in the order of their digits.
    std::vector<std::string> choices;
    /// For Number and Rating (there whole numbers); borders belong to it.
    std::optional<double> least;
    std::optional<double> most;
    /// For Number: "cm", "°".
    std::string unit;
    /// For Entry: the name of its list.
    std::string list{};
    /// A task with an instance that lacks it is not complete.
    bool required = false;
    /// What a new instance gets; monostate: nothing.
    AttributeValue initial;
    /// A new instance takes the value of the instance of its label made before it.
    bool inherits = false;
    friend bool operator==(const AttributeDefinition&, const AttributeDefinition&) = default;
};

/// The lowest and the highest value of a rating; 1 and 5 where it says nothing.
struct RatingRange {
    std::int64_t least = 1;
    std::int64_t most = 5;
};
RatingRange ratingRange(const AttributeDefinition& definition);
/// As many values as a rating may have at most.
inline constexpr std::int64_t kMostRatings = 11;
/// The value as a person reads it where the attribute is known: "A > B = C", "equal".
std::string displayText(const AttributeDefinition& definition, const AttributeValue& value);

/// Why a value does not fit the definition, as a sentence; none if it fits. "No value" always fits. Whether
/// an id stands in its list, and a name among the item's texts, is not asked here.
std::optional<std::string> misfit(const AttributeDefinition& definition, const AttributeValue& value);

} // namespace touchstone
