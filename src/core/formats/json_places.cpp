#include "core/formats/json_places.h"

#include <cmath>

#include "core/formats/json_scanner.h"
#include "touchstone/base/text.h"

namespace touchstone {

bool membersOf(std::string_view text, std::vector<JsonPlace>& members, std::string& problem)
{
    members.clear();
    JsonScanner scanner(text.data(), text.data() + text.size());
    if (scanner.peek() != '{') {
        problem = "There is no JSON object.";
        return false;
    }
    std::string_view name;
    std::size_t before = scanner.offset();
    for (auto object = scanner.object(); scanner.key(object, name);) {
        JsonPlace place;
        place.name = name;
        place.from = text.find('"', members.empty() ? before : members.back().to);
        scanner.peek();
        place.value = scanner.offset();
        scanner.value();
        place.to = scanner.offset();
        members.push_back(std::move(place));
    }
    if (scanner.ok() && scanner.peek() != '\0') {
        scanner.fail("something follows the end of the object");
    }
    if (!scanner.ok() || !scanner.endReached()) {
        problem = "It is not JSON: column " + std::to_string(scanner.offset() + 1) + ": " +
                  (scanner.ok() ? "a byte of 0 stands there" : scanner.error()) + '.';
        return false;
    }
    switch (scanner.fault()) {
    case JsonFault::None:
        return true;
    case JsonFault::DuplicateKey:
        problem = "The member \"" + displayUtf8(scanner.faultText()) + "\" stands twice.";
        return false;
    case JsonFault::NotANumber:
        problem = displayUtf8(scanner.faultText()) + " is no number that JSON has.";
        return false;
    case JsonFault::TooDeep:
        problem = "It is nested too deeply.";
        return false;
    default:
        problem = "It holds half a character.";
        return false;
    }
}

std::vector<std::string_view> elementsOf(std::string_view list)
{
    std::vector<std::string_view> elements;
    const std::string copy(list);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    if (scanner.peek() != '[') {
        return elements;
    }
    scanner.array();
    for (bool first = true; scanner.element(first);) {
        scanner.peek();
        const std::size_t from = scanner.offset();
        scanner.value();
        elements.push_back(list.substr(from, scanner.offset() - from));
    }
    return elements;
}

bool stringOf(std::string_view json, std::string& text)
{
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    return !copy.empty() && scanner.string(text) && scanner.ok() && scanner.fault() == JsonFault::None;
}

bool integerOf(std::string_view json, std::int64_t& value)
{
    const std::string copy(json);
    JsonScanner scanner(copy.data(), copy.data() + copy.size());
    JsonNumber number;
    if (copy.empty() || !scanner.number(number)) {
        return false;
    }
    // 3.0 is 3, as other programs write whole numbers.
    if (!number.fits && (number.value != static_cast<double>(static_cast<std::int64_t>(
                                             std::abs(number.value) < 9e15 ? number.value : 0.5)))) {
        return false;
    }
    value = number.fits ? number.integer : static_cast<std::int64_t>(number.value);
    return true;
}

} // namespace touchstone
