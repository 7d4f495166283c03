#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace touchstone {

/// Whether whole numbers are written as 10 or as 10.0.
enum class WholeNumbers { Short, WithPoint };

/// The shortest text that reads back as the same double.
void appendJsonNumber(std::string& text, double value, WholeNumbers whole = WholeNumbers::Short);

/// The string that is all of a JSON text; empty if it is something else or no UTF-8.
std::string stringFromJson(std::string_view json);

/// The JSON text without the white space between its parts.
std::string compactJson(std::string_view json);

/// Adds `"name":value` to the text of an object that is being built; `json` is the value's text. The first
/// call opens the object; closeObject ends it.
void appendMember(std::string& object, std::string_view name, std::string_view json);
/// Leaves an empty text empty.
void closeObject(std::string& object);

} // namespace touchstone
