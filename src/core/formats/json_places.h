#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

/// A member of an object as it stands in a text: from its key to the end of its value.
struct JsonPlace {
    std::string name;
    std::size_t from = 0;  ///< Of the key's quote.
    std::size_t value = 0; ///< Of the value.
    std::size_t to = 0;
};
/// The members of the object that is the whole text. False, with the reason, where it is none or where JSON
/// forbids what stands there. The byte after `text` must be 0.
bool membersOf(std::string_view text, std::vector<JsonPlace>& members, std::string& problem);
/// The elements of a list, as they stand in the text; none where it is no list.
std::vector<std::string_view> elementsOf(std::string_view list);
/// The string or number at a place, else false. Any text: a 0 need not follow.
bool stringOf(std::string_view json, std::string& text);
bool integerOf(std::string_view json, std::int64_t& number);

} // namespace touchstone
