#include <cmath>

#include "core/formats/coco_parts.h"
#include "core/formats/json_text.h"

namespace touchstone::coco {

AttributeValue attributeFromJson(std::string_view json)
{
    // The scanner wants a 0 after the text.
    const std::string text(json);
    JsonScanner scanner(text.data(), text.data() + text.size());
    JsonNumber number;
    std::string word;
    if (text == "null") {
        return std::monostate{};
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    if (scanner.string(word)) {
        return word;
    }
    if (scanner.number(number)) {
        if (number.fits) {
            return number.integer;
        }
        if (!number.integral && std::isfinite(number.value)) {
            return number.value;
        }
    } else if (scanner.peek() == '[') {
        std::vector<std::string> words;
        bool allWords = true;
        scanner.array();
        for (bool first = true; allWords && scanner.element(first);) {
            allWords = scanner.string(words.emplace_back());
        }
        if (allWords) {
            return words;
        }
    }
    return JsonText{compactJson(json)};
}

bool readAttributes(JsonScanner& scanner, Attributes& attributes)
{
    if (scanner.peek() != '{') {
        scanner.value();
        return false;
    }
    std::string_view key;
    for (auto object = scanner.object(); scanner.key(object, key);) {
        std::string name(key);
        attributes.push_back({std::move(name), attributeFromJson(scanner.value())});
    }
    return true;
}

} // namespace touchstone::coco
